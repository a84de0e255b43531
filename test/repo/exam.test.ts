import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { hashOf, loadPart, PART_NAMES, readFrozen } from '../bench/detection/freeze.ts';

describe('the detection exam', () => {
  const frozen = readFrozen();

  for (const name of PART_NAMES)
    test(`${name}: the generators still make what was frozen before the rules were written`, async (t) => {
      const part = await loadPart(name);
      if (part === undefined || frozen[name] === undefined) return t.skip('not frozen yet');
      assert.equal(hashOf(part), frozen[name]);
    });

  for (const name of PART_NAMES)
    test(`${name}: every expected span lies in its text, and ids are unique`, async (t) => {
      const part = await loadPart(name);
      if (part === undefined) return t.skip('not written yet');
      assert.equal(new Set(part.samples.map(({ id }) => id)).size, part.samples.length);
      for (const { id, text, expected } of part.samples)
        for (const { start, end } of expected) assert.ok(start >= 0 && start < end && end <= text.length, id);
    });
});
