/** What is distinctive in a text, and that looking for it takes time in proportion to the text. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  addCodeUnits,
  argumentWords,
} from '../../../../../services/core/detection/correlation/code-units.ts';
import { type Digest, TextDigest } from '../../../../../services/core/detection/correlation/digest-text.ts';
import { questionHash } from '../../../../../services/core/detection/correlation/question.ts';
import { SEED } from '../../../../support/correlation-script.ts';

const MOST = { values: 128, runs: 12 };
const PASSAGE =
  'Every vessel that leaves the quay before five keeps its papers in the harbour office until the pilot has been paid in full';

function digest(text: string, most = MOST): Digest | null {
  const made = new TextDigest(SEED, most);
  made.read(Buffer.from(text));
  return made.end();
}

describe('values', () => {
  const cases: [text: string, values: number][] = [
    ['zelda.quistgaard@quadrant-mail.net', 1],
    ['order 4711-0815-2242, please', 1],
    ['"id":"usr_8fk29x7q1"', 1],
    ['\\nzelda@quadrant.net\\u0020zelda@quadrant.net', 2],
    ['a=1&b=2&mail=zelda%40quadrant.net', 1],
    ['on 2026-03-01 at 10:00', 0],
    ['10000000 or 12', 0],
    ['@@@@@@@@ 5 @ %20', 0],
  ];
  for (const [text, values] of cases)
    test(text, () => assert.equal(digest(text)?.values.length ?? 0, values));

  test('are the same however they are written and wherever they stand', () => {
    const plain = digest('zelda.q@quadrant.net')?.values[0];
    for (const text of [
      'to: <Zelda.Q@QUADRANT.net>.',
      'q=%20zelda.q%40quadrant.net%20&',
      '"\\tzelda.q@quadrant.net\\n"',
    ])
      assert.equal(digest(text)?.values[0], plain, text);
  });

  test('are bounded', () => {
    const text = Array.from({ length: 300 }, (_, index) => `id-${index * 7919 + 1_234_567}`).join(' ');
    assert.equal(digest(text)?.values.length, MOST.values);
  });
});

describe('runs', () => {
  test('are the same in another case, with other punctuation marks, and in a longer text', () => {
    const [some, others] = [
      digest(`Note: ${PASSAGE}.`),
      digest(`${'So it was. '.repeat(60)}${PASSAGE.toUpperCase()}!`),
    ];
    assert.ok(some !== null && others !== null);
    assert.ok(some.runs.some((run) => others.runs.includes(run)));
  });

  test('are of one string', () => {
    const text = JSON.stringify(Object.fromEntries(PASSAGE.split(' ').map((word) => [word, word])));
    assert.equal(digest(text), null);
  });

  test('are bounded', () => {
    const text = Array.from({ length: 200 }, (_, index) => `king ${index} keeps his papers, `).join('');
    assert.equal(digest(text)?.runs.length, MOST.runs);
  });
});

test('a long question is known by its begin, its end and its length', () => {
  const hash = (text: string) => questionHash(Buffer.from(text), SEED);
  const context = 'It is said in the papers that '.repeat(100);
  assert.equal(hash(`${context} Where is the quay?`), hash(`${context} where is the QUAY?`));
  assert.notEqual(hash(`${context} Where is the quay?`), hash(`${context} Where is the pier?`));
  assert.notEqual(hash(`${context} Where is it?`), hash(`${context}${context} Where is it?`));
  assert.equal(hash('Where  is\nthe QUAY?'), hash('where is the quay?'));
  assert.equal(hash('Go on'), 0);
});

test('1 MiB of anything takes a moment', () => {
  for (const unit of [
    '@',
    '5',
    'a@',
    '5.',
    '%',
    '%41',
    '\\',
    '\\5',
    '```',
    '```\n',
    'k',
    'k v ',
    '{"',
    '-',
  ]) {
    const bytes = Buffer.from(unit.repeat(2 ** 20 / unit.length));
    const started = process.cpuUsage();
    const made = new TextDigest(SEED, MOST);
    made.read(bytes);
    made.end();
    addCodeUnits([], bytes, [[0, bytes.length]], SEED);
    argumentWords(bytes, SEED);
    const { user } = process.cpuUsage(started);
    assert.ok(user < 300_000, `${unit}: ${user} µs`);
  }
});
