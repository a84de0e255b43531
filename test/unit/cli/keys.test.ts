import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { initKeyFile } from '../../../services/cli/keys.ts';
import { isTriplineError } from '../../../services/core/errors.ts';
import { parseKeyFile } from '../../../services/core/evidence/keyring.ts';

const folder = mkdtempSync(join(tmpdir(), 'tripline-keys-'));
after(() => rmSync(folder, { recursive: true }));

test('a key file is made in a new folder, for its owner only', () => {
  const path = join(folder, 'new', 'keys.json');
  const id = initKeyFile(path);
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.equal(parseKeyFile(readFileSync(path, 'utf8')).active, id);
});

test('a key file that stands is kept', () => {
  const path = join(folder, 'keys.json');
  initKeyFile(path);
  const before = readFileSync(path, 'utf8');
  assert.throws(
    () => initKeyFile(path),
    (error) => isTriplineError(error, 'USAGE'),
  );
  assert.equal(readFileSync(path, 'utf8'), before);
});

test('a place that cannot be written is named as a configuration error', () => {
  const path = join(folder, 'keys.json', 'inside-a-file.json');
  assert.throws(
    () => initKeyFile(path),
    (error) => isTriplineError(error, 'CONFIG_INVALID'),
  );
});
