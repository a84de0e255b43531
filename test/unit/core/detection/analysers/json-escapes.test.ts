import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unescapeJson } from '../../../../../services/core/detection/analysers/json-escapes.ts';
import { seeded } from '../../../../bench/seeded.ts';

const PIECES = [
  'a',
  ' ',
  'é',
  '🙂',
  '\\n',
  '\\"',
  '\\\\',
  '\\/',
  '\\u0041',
  '\\ud83d\\ude42',
  '\\t',
  'u0041',
];

test('reads what JSON reads, and knows where each unit begins', () => {
  const random = seeded(3);
  for (let round = 0; round < 2000; round++) {
    const pieces = Array.from(
      { length: random.whole(0, 12) },
      () => PIECES[random.whole(0, PIECES.length - 1)] ?? '',
    );
    const text = `{"key":"${pieces.join('')}"}`;
    const [start, end] = [8, text.length - 2];
    const { text: decoded, places } = unescapeJson(text, start, end);
    assert.equal(decoded, JSON.parse(`"${pieces.join('')}"`));
    for (let unit = 0; unit < decoded.length; unit++) {
      const rest = JSON.parse(`"${text.slice(places.of(unit), end)}"`);
      assert.equal(rest, decoded.slice(unit), `${text} ${unit}`);
    }
    assert.equal(places.of(decoded.length), end);
  }
});

const lenient = [
  ['an unknown escape stands for its letter', 'a\\qb', 'aqb'],
  ['four digits that are none', '\\u12g4', 'u12g4'],
  ['a backslash at the end, cut off', 'ab\\', 'ab'],
  ['a code that is cut off', 'ab\\u00', 'abu00'],
] as const;
for (const [what, text, expected] of lenient)
  test(what, () => assert.equal(unescapeJson(text, 0, text.length).text, expected));
