import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { initKeyFile } from '../../../../services/cli/stack/key-file.ts';
import { parseKeyFile } from '../../../../services/core/evidence/keyring.ts';

test('a key file is made once, whole, for its owner only, and never written over', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'tripline-key-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'deep', 'keys.json');
  const made = await Promise.all(
    [initKeyFile(file), initKeyFile(file)].map((promise) => promise.catch(() => 'failed')),
  );
  assert.ok(made.includes(true));
  const text = await readFile(file, 'utf8');
  assert.equal(parseKeyFile(text).keys.length, 1);
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  assert.equal(await initKeyFile(file), false);
  assert.equal(await readFile(file, 'utf8'), text);
  assert.deepEqual(await readdir(join(folder, 'deep')), ['keys.json']);
});
