import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jsonTextsIn } from '../../../../../services/core/policy/gate/json-texts.ts';

test('tells strings that are JSON, down to those within them, and what stands in fields for prose', () => {
  const inner = JSON.stringify({ cmd: 'ls' });
  const text = JSON.stringify({ a: JSON.stringify({ deep: inner }), content: '[1]', plain: 'x' });
  assert.deepEqual(
    jsonTextsIn(text)
      .slice(1)
      .map(({ text: found, isProse }) => [found, isProse]),
    [
      [JSON.stringify({ deep: inner }), false],
      [inner, false],
      ['[1]', true],
    ],
  );
});
