import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cellsOf, visible, visibleJson } from '../../../../services/cli/trail/cells.ts';

const shown = (text: string) => [...cellsOf(text)].map((cell) => cell.shown).join('');

describe('outside text in a terminal', () => {
  const hostile: [string, string, string][] = [
    ['an ANSI colour', '\u001b[31mred', '<U+001B>[31mred'],
    ['a C1 control sequence introducer', '\u009b2J', '<U+009B>2J'],
    ['an OSC title and its bell', '\u001b]0;owned\u0007', '<U+001B>]0;owned<U+0007>'],
    ['a carriage return that overwrites', 'safe\rEVIL', 'safe<U+000D>EVIL'],
    ['backspaces', 'ab\b\b', 'ab<U+0008><U+0008>'],
    ['a bidi override', 'a\u202Eb\u202C', 'a<U+202E>b<U+202C>'],
    ['a bidi isolate', '\u2066x\u2069', '<U+2066>x<U+2069>'],
    ['zero-width characters', 'p\u200Ba\u200Ds\uFEFFs', 'p<U+200B>a<U+200D>s<U+FEFF>s'],
    ['tag characters that smuggle words', 'hi\u{E0041}', 'hi<U+E0041>'],
    ['a lone surrogate', 'a\ud800b', 'a<U+D800>b'],
    ['line and paragraph separators', 'a\u2028b\u2029', 'a<U+2028>b<U+2029>'],
    ['fillers that look like nothing', '\u3164\u115f', '<U+3164><U+115F>'],
    ['a heap of marks on one letter', `a${'\u0301'.repeat(4)}`, 'a\u0301\u0301<U+0301><U+0301>'],
    ['NUL', '\0', '<U+0000>'],
  ];
  for (const [name, text, expected] of hostile) {
    test(`spells out ${name}`, () => assert.equal(shown(text), expected));
  }

  test('leaves writing alone: accents, CJK, emoji and their style', () => {
    for (const text of ['Zoë', 'Zoe\u0308', '日本語', '🙂', '⚠\uFE0F']) assert.equal(shown(text), text);
  });

  test('every code unit of the text belongs to exactly one cell, CRLF to its line break', () => {
    const cells = [...cellsOf('a\u001b🙂\r\n')];
    assert.deepEqual(
      cells.map(({ start, end, width }) => [start, end, width]),
      [
        [0, 1, 1],
        [1, 2, 8],
        [2, 4, 2],
        [5, 6, 0],
      ],
    );
  });

  test('a text on one line has no line break left', () => {
    assert.equal(visible('a\nb\r\nc'), 'a<U+000A>b<U+000A>c');
  });

  test('a long text on one line says that it was cut', () => assert.equal(visible('abcdef', 3), 'abc…'));

  test('JSON keeps its value and hides nothing', () => {
    const value = { text: '\u001b[2J\u202E\u{E0041}日\u009b\u007f' };
    const json = visibleJson(value);
    assert.deepEqual(JSON.parse(json), value);
    assert.match(json, /^[\n\x20-\x7e日]*$/u);
  });
});
