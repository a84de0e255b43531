import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { correlationCards } from '../../services/core/detection/correlation/rules.ts';

test('docs/correlation.md lists every correlation and no other, as its card says', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/correlation.md'), 'utf8');
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));
  const cards = correlationCards.map(
    ({ id, category, severity, description }) => `| \`${id}\` | ${category} | ${severity} | ${description} |`,
  );
  assert.deepEqual(rows, cards);
});
