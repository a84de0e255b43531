import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { hashOf, loadPart, PART_NAMES } from '../bench/detection/freeze.ts';

const FROZEN = join(import.meta.dirname, '..', 'bench', 'detection', 'frozen.json');

describe('the detection exam', () => {
  const frozen = JSON.parse(readFileSync(FROZEN, 'utf8')) as Record<string, string>;

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
