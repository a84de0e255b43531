/** Events refused for good are kept for a person, as far as there is room; nothing waits for that. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type TestContext, test } from 'node:test';
import { diskFiles, type Files } from '../../../../services/emitter/spool/files.ts';
import { RefusedFiles, type RefusedSettings } from '../../../../services/emitter/spool/refused-files.ts';
import { readSegment } from '../../../../services/emitter/spool/segment-format.ts';
import { SpoolKey } from '../../../../services/emitter/spool/spool-key.ts';
import { records } from '../transports/transport.suite.ts';
import { failure, faulty, temporary } from './support.ts';

const KEY = new SpoolKey(Buffer.alloc(32, 7));

function open(t: TestContext, changes: Partial<RefusedSettings> = {}) {
  const faults = faulty();
  const path = temporary(t);
  const settings = { files: faults.files, path, key: KEY, maxBytes: 16_384, now: Date.now, ...changes };
  const refused = new RefusedFiles(settings);
  t.after(() => refused.close());
  return { faults, refused, beside: () => new RefusedFiles(settings), kept: () => textsIn(path) };
}

function textsIn(path: string): string[] {
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return files
    .map(({ parentPath, name }) => join(parentPath, name))
    .toSorted()
    .flatMap((file) => [...readSegment(readFileSync(file), KEY).records.values()])
    .map(({ value }) => String(value));
}

test('they are on disk at once, in order, encrypted as the spool is', async (t) => {
  const { refused, kept } = open(t);
  await refused.keep(records('a', 'b'));
  await refused.keep(records('c'));
  assert.deepEqual([kept(), refused.count], [['a', 'b', 'c'], 3]);
});

test('what is more than there is room for, of all processes there, is not kept', async (t) => {
  const { refused, beside, kept } = open(t);
  const large = 'x'.repeat(10_000);
  await refused.keep(records(large));
  const other = beside();
  await other.keep(records('y'.repeat(10_000)));
  assert.deepEqual([kept(), refused.count, other.count], [[large], 1, 0]);
  await other.keep(records('small'));
  await other.close();
  assert.deepEqual([kept().toSorted(), other.count], [['small', large], 1]);
});

test('of many refused at once those are kept that there is room for', async (t) => {
  const { refused, kept } = open(t);
  const [first, second] = ['x'.repeat(10_000), 'y'.repeat(10_000)];
  await refused.keep(records(first, second));
  assert.deepEqual([kept(), refused.count], [[first], 1]);
});

test('after a failure it goes on with a new file', async (t) => {
  const { faults, refused, kept } = open(t);
  await refused.keep(records('a'));
  faults.failWrites('ENOSPC', 3);
  await assert.rejects(refused.keep(records('b')), { code: 'ENOSPC' });
  faults.heal();
  await refused.keep(records('c'));
  assert.deepEqual([kept(), refused.count], [['a', 'c'], 2]);
});

test('the name of a file is on disk before its records count as kept', async (t) => {
  const path = temporary(t);
  const seen: string[] = [];
  const files: Files = {
    ...diskFiles,
    open: async (...given) => {
      const file = await diskFiles.open(...given);
      const what = given[1] === 'r' ? relative(path, String(given[0])).replace(/[^.]+$/, 'folder') : 'file';
      const [sync, datasync] = [file.sync.bind(file), file.datasync.bind(file)];
      file.sync = () => sync().finally(() => seen.push(`${what || 'path'} synced`));
      file.datasync = () => datasync().finally(() => seen.push(`${what} synced`));
      return file;
    },
  };
  const refused = new RefusedFiles({ files, path, key: KEY, maxBytes: 16_384, now: Date.now });
  t.after(() => refused.close());
  await refused.keep(records('a'));
  await refused.keep(records('b'));
  assert.deepEqual(seen, ['folder synced', 'path synced', 'file synced', 'file synced']);
});

test('where the folder cannot be synced nothing counts as kept, and no file is left behind', async (t) => {
  const { faults, refused, kept } = open(t);
  const { files } = faults;
  const openFile = files.open;
  files.open = (...given) => (given[1] === 'r' ? Promise.reject(failure('EIO')) : openFile(...given));
  await assert.rejects(refused.keep(records('a')), { code: 'EIO' });
  assert.deepEqual([kept(), refused.count], [[], 0]);
  files.open = openFile;
  await refused.keep(records('a'));
  assert.deepEqual([kept(), refused.count], [['a'], 1]);
});
