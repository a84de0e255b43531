import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jsonTextsIn, nestedTextsIn } from '../../../../../services/core/policy/gate/json-texts.ts';
import { seeded } from '../../../../bench/seeded.ts';

const PIECES =
  String.raw`" { [ } ] x , : \n \" \\ \t \f \v \b \u007b \u005B \u0020 \u00a0 \u2003 \ufeff \[ \{ \u00`.split(
    ' ',
  );

test('the quick look for JSON within strings misses none that reading finds, however its beginning is written', () => {
  const random = seeded(7);
  let nested = 0;
  for (let round = 0; round < 30_000; round++) {
    const piece = () => (random.chance(0.15) ? ' ' : random.pick(PIECES));
    const text = `{"key":"${Array.from({ length: random.whole(0, 8) }, piece).join('')}"}`;
    const expected = jsonTextsIn(text).slice(1);
    assert.deepEqual(nestedTextsIn(text), expected, text);
    nested += expected.length;
  }
  assert.ok(nested > 1000, 'enough of them hold any');
});

test('tells strings that are JSON, down to those within them, and what stands in fields for prose', () => {
  const inner = JSON.stringify({ cmd: 'ls' });
  const text = JSON.stringify({ a: JSON.stringify({ deep: inner }), content: '[1]', plain: 'x' });
  assert.deepEqual(
    nestedTextsIn(text).map(({ text: found, isProse }) => [found, isProse]),
    [
      [JSON.stringify({ deep: inner }), false],
      [inner, false],
      ['[1]', true],
    ],
  );
});
