import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { initKeyFile } from '../../../services/cli/key-file.ts';
import { isTriplineError } from '../../../services/core/errors.ts';
import { parseKeyFile } from '../../../services/core/evidence/keyring.ts';

const folder = mkdtempSync(join(tmpdir(), 'tripline-keys-'));
after(() => rmSync(folder, { recursive: true }));

test('a key file is made in a new folder, whole and for its owner only', async () => {
  const path = join(folder, 'new', 'keys.json');
  const id = await initKeyFile(path);
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.equal(parseKeyFile(readFileSync(path, 'utf8')).active, id);
  assert.deepEqual(readdirSync(join(folder, 'new')), ['keys.json']);
});

test('of several that make it at once one does, and its file is kept', async () => {
  const path = join(folder, 'keys.json');
  const made = (await Promise.all([1, 2, 3].map(() => initKeyFile(path)))).filter((id) => id !== null);
  assert.equal(made.length, 1);
  const before = readFileSync(path, 'utf8');
  assert.equal(parseKeyFile(before).active, made[0]);
  assert.equal(await initKeyFile(path), null);
  assert.equal(readFileSync(path, 'utf8'), before);
});

test('a place that cannot be written is named as a configuration error', async () => {
  const path = join(folder, 'keys.json', 'inside-a-file.json');
  await assert.rejects(
    initKeyFile(path),
    (error) =>
      isTriplineError(error, 'CONFIG_INVALID') &&
      error.detail.startsWith(`The key file ${path} cannot be written: `),
  );
});
