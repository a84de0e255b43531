import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { tripline } from '../support/tripline.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/own-rules.md'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'tripline-own-rules-'));
after(() => rmSync(folder, { recursive: true }));

test('the rule file of docs/own-rules.md is one that `tripline rules lint` has nothing to say against', async () => {
  const [, text = ''] = /```yaml\n(.*?)```/s.exec(page) ?? [];
  writeFileSync(join(folder, 'rules.yaml'), text);
  writeFileSync(join(folder, 'clients.txt'), 'Umbrella\n');
  const { code, stdout, stderr } = await tripline(['rules', 'lint', join(folder, 'rules.yaml')]);
  assert.deepEqual([code, String(stdout), stderr], [0, '1 rule and 1 dictionary, no problems\n', '']);
});
