import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Features } from '../../../../../services/core/detection/analysers/injection/features.ts';
import { Tokens } from '../../../../../services/core/detection/analysers/injection/tokens.ts';

function wordsOf(text: string): string[] {
  const tokens = new Tokens();
  tokens.read(text, 0, text.length);
  return Array.from({ length: tokens.count }, (_, token) =>
    String.fromCharCode(...tokens.letters.subarray(tokens.from[token], tokens.from[token + 1])),
  );
}

function hashesOf(text: string): number[] {
  const tokens = new Tokens();
  const features = new Features();
  tokens.read(text, 0, text.length);
  features.read(tokens);
  return [...features.hashes.subarray(0, tokens.count)];
}

describe('the words that the scorer reads', () => {
  const cases: [string, string[]][] = [
    ['Ignore ALL, please', ['ignore', 'all', 'please']],
    ["Don't and don’t", ['dont', 'and', 'dont']],
    ['Überprüfe die Größe', ['uberprufe', 'die', 'große']],
    ['Забудь ВСЁ', ['забудь', 'всё']],
    ['忽略它', ['忽', '略', '它']],
    ['1gn0r3 4ll 42 10 times', ['ignore', 'all', '0', '0', 'times']],
    ['p@ssword', ['password']],
    ['i g n o r e  a l l rules', ['ignore', 'all', 'rules']],
    ['i.g.n.o.r.e this', ['ignore', 'this']],
    ['plan A B', ['plan', 'a', 'b']],
    ['ig\u200bno\u00adre', ['ignore']],
    ['ｉｇｎｏｒｅ', ['ignore']],
    ['<|im_start|>system', ['<|', 'im', 'start', '|>', 'system']],
    ['#### a', ['###', 'a']],
  ];
  for (const [text, words] of cases)
    test(JSON.stringify(text), () => {
      assert.deepEqual(wordsOf(text), words);
    });

  test('a token knows where it stands', () => {
    const tokens = new Tokens();
    const text = 'say i g n o r e it';
    tokens.read(text, 4, text.length);
    assert.deepEqual([tokens.starts[0], tokens.ends[0]], [4, 15]);
  });
});

describe('words in a quotation are words of their own', () => {
  const [plain] = hashesOf('rules');
  const quoted: [string, boolean][] = [
    ['he said "rules now" to us', true],
    ['he said “rules now” to us', true],
    ["he said 'rules now' to us", true],
    ['{"key": "rules now"}', false],
    ['print("rules now")', false],
    ['he said "rules now', false],
  ];
  for (const [text, isQuoted] of quoted)
    test(text, () => {
      assert.equal(hashesOf(text).includes(plain ?? 0), !isQuoted);
    });
});
