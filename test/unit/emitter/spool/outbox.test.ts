import assert from 'node:assert/strict';
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type Fsync, Outbox } from '../../../../services/emitter/spool/outbox.ts';
import { readSegment } from '../../../../services/emitter/spool/segment-format.ts';
import { SpoolDirectory } from '../../../../services/emitter/spool/spool-directory.ts';
import { SpoolKey } from '../../../../services/emitter/spool/spool-key.ts';
import type { OutgoingRecord } from '../../../../services/platform/kafka/port.ts';
import { until } from '../../../support/eventually.ts';
import { type Faults, failure, faulty, temporary } from './support.ts';

const KEY = new SpoolKey(Buffer.alloc(32, 9));

test('what is appended is read from any position on, and gone once it is settled', async (t) => {
  const { outbox, segments } = open(t);
  await outbox.append(records('a', 'b'), 0);
  await outbox.append(records('c'), 2);
  assert.deepEqual(await read(outbox, 0), ['a', 'b', 'c']);
  assert.deepEqual(await read(outbox, 1), ['b', 'c']);
  await outbox.append(records('d'), 3);
  assert.equal(segments().length, 2);
  outbox.settle(3);
  assert.deepEqual(await read(outbox, 3), ['d']);
  outbox.settle(4);
  await outbox.close();
  assert.deepEqual([outbox.bytes, segments()], [0, []]);
});

test('files and folders are their owner alone, and their names hold nothing of what is in them', async (t) => {
  const { outbox, root, segments } = open(t);
  await outbox.append(records('secret'), 0);
  const [path = ''] = segments();
  assert.equal(statSync(path).mode & 0o777, 0o600);
  for (const folder of [root, join(path, '..')]) assert.equal(statSync(folder).mode & 0o777, 0o700);
  assert.match(path.slice(root.length), /^\/[0-9a-f]{16}-\d+-\d+-[0-9a-f]{28}\/\d{12}\.seg$/);
  assert.ok(!readFileSync(path).includes('secret'));
});

test('segments end at 1 MiB, and bytes are what stands on disk', async (t) => {
  const { outbox, segments } = open(t);
  for (let position = 0; position < 5; position++)
    await outbox.append(records('x'.repeat(400_000)), position);
  const sizes = segments().map((path) => statSync(path).size);
  assert.deepEqual(
    sizes.map((size) => size > 1024 * 1024),
    [true, false],
  );
  assert.equal(
    outbox.bytes,
    sizes.reduce((sum, size) => sum + size, 0),
  );
});

for (const after of [0, 1, 30, 51, 52, 53, 70, 100]) {
  test(`no space left after ${after} bytes: nothing of it is on disk, and the next append works`, async (t) => {
    const { outbox, faults, segments } = open(t);
    await outbox.append(records('kept'), 0);
    faults.failWrites('ENOSPC', after);
    await assert.rejects(outbox.append(records('not yet'), 1), { code: 'ENOSPC' });
    await assert.rejects(outbox.append(records('not yet'), 1), { code: 'ENOSPC' });
    faults.heal();
    await outbox.append(records('not yet', 'more'), 1);
    assert.deepEqual([...(await read(outbox, 0)), ...(await read(outbox, 1))], ['kept', 'not yet', 'more']);
    for (const path of segments()) {
      const { corrupted, torn } = readSegment(readFileSync(path), KEY);
      assert.deepEqual([corrupted, torn], [0, false]);
    }
    assert.equal(outbox.corrupted, 0);
  });
}

test('a directory that cannot be made, a file that cannot be opened: told, and tried anew', async (t) => {
  const { outbox, faults } = open(t);
  for (const [name, code] of [
    ['mkdir', 'EROFS'],
    ['open', 'EMFILE'],
    ['stat', 'EACCES'],
  ] as const) {
    faults.fail(name, code);
    await assert.rejects(outbox.append(records('a'), 0), { code });
    faults.heal();
  }
  await outbox.append(records('a'), 0);
  assert.deepEqual(await read(outbox, 0), ['a']);
});

test('a folder whose names are not on disk yet takes nothing: told, tried anew, and nothing is left of it', async (t) => {
  const { outbox, syncs, root, segments } = withFolderSyncs(t);
  for (const works of [0, 1]) {
    syncs.failAfter(works);
    await assert.rejects(outbox.append(records('a'), 0), { code: 'EIO' });
    assert.deepEqual(segments(), []);
  }
  syncs.failAfter(Infinity);
  await outbox.append(records('a'), 0);
  await outbox.append(records('b'), 1);
  assert.deepEqual([readdirSync(root).length, await read(outbox, 0)], [1, ['a', 'b']]);
  syncs.failAfter(0);
  await assert.rejects(outbox.append(records('c'), 2), { code: 'EIO' });
  await assert.rejects(outbox.append(records('c'), 2), { code: 'EIO' });
  syncs.failAfter(Infinity);
  await outbox.append(records('c'), 2);
  assert.deepEqual(await read(outbox, 2), ['c']);
});

for (const [how, remove] of [
  ['removed', (path: string) => rmSync(path, { recursive: true })],
  ['taken over', (path: string) => renameSync(path, join(path, '../taken'))],
] as const)
  test(`a folder that is ${how} while nothing is in it is replaced`, async (t) => {
    const { outbox, root } = open(t);
    await outbox.append(records('a'), 0);
    await read(outbox, 0);
    outbox.settle(1);
    await until(() => outbox.bytes === 0, 'it is empty');
    remove(join(root, readdirSync(root)[0] ?? ''));
    await outbox.append(records('b'), 1);
    assert.deepEqual(await read(outbox, 1), ['b']);
  });

test('a folder that another process took over is not written to any more; what is in it is for the other to send', async (t) => {
  const { outbox, root } = open(t);
  await outbox.append(records('a'), 0);
  const [folder = ''] = readdirSync(root);
  renameSync(join(root, folder), join(root, 'taken'));
  await outbox.append(records('b'), 1);
  assert.equal(readdirSync(root).length, 2);
  const gone = await outbox.read(0);
  assert.deepEqual(gone, { first: 0, records: [null], takenOver: true });
  outbox.settle(1);
  assert.deepEqual(await read(outbox, 1), ['b']);
});

test('a record damaged on disk, and a file that is gone, are missing and not taken over', async (t) => {
  const { outbox, segments } = open(t);
  await outbox.append(records('a'), 0);
  await outbox.append(records('b'), 1);
  await outbox.append(records('c'), 2);
  const [path = ''] = segments();
  const bytes = readFileSync(path);
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
  writeFileSync(path, bytes);
  const { records: found, takenOver } = await outbox.read(0);
  assert.deepEqual(
    [found.map((record) => record && String(record.value)), takenOver],
    [['a', 'b', null], false],
  );
  assert.equal(outbox.corrupted, 1);
  await outbox.append(records('d'), 3);
  outbox.settle(3);
  await outbox.append(records('e'), 4);
  rmSync(segments()[0] ?? '');
  assert.deepEqual(await outbox.read(3), { first: 3, records: [null, null], takenOver: false });
});

test('a file that cannot be read is tried ten times, then given up and left where it is', async (t) => {
  const { outbox, faults, segments } = open(t);
  await outbox.append(records('a'), 0);
  faults.fail('readFile', 'EIO');
  for (let time = 1; time < 10; time++) await assert.rejects(outbox.read(0), { code: 'EIO' });
  assert.deepEqual((await outbox.read(0)).records, [null]);
  outbox.settle(1);
  await outbox.close();
  assert.equal(segments().length, 1);
});

test('a file that cannot be removed or closed in order disturbs nothing', async (t) => {
  const { outbox, faults } = open(t);
  await outbox.append(records('a'), 0);
  faults.fail('unlink', 'EPERM');
  outbox.settle(1);
  await outbox.append(records('b'), 1);
  assert.deepEqual(await read(outbox, 1), ['b']);
});

for (const [fsync, wanted] of [
  ['never', 0],
  ['interval', 1],
  ['each', 3],
] as const) {
  test(`fsync '${fsync}': three appends to one file are ${wanted} syncs by the time it is closed`, async (t) => {
    const syncs = countSyncs();
    const { outbox } = open(t, { fsync, faults: syncs.faults });
    for (let position = 0; position < 3; position++) await outbox.append(records('a'), position);
    assert.equal(syncs.count, fsync === 'each' ? 3 : 0);
    await outbox.close();
    assert.equal(syncs.count, wanted);
  });
}

test("with fsync 'interval', what is a second old is synced without another append", async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const syncs = countSyncs();
  const { outbox } = open(t, { fsync: 'interval', faults: syncs.faults });
  await outbox.append(records('a'), 0);
  t.mock.timers.tick(1000);
  await outbox.append(records('b'), 1);
  assert.equal(syncs.count, 1);
});

test("with fsync 'each', a disk that does not take it is told", async (t) => {
  const syncs = countSyncs('EIO');
  const { outbox } = open(t, { fsync: 'each', faults: syncs.faults });
  await assert.rejects(outbox.append(records('a'), 0), { code: 'EIO' });
});

function open(
  t: TestContext,
  { fsync = 'never', faults = faulty() }: { fsync?: Fsync; faults?: Faults } = {},
) {
  const root = join(temporary(t), 'spool');
  const directory = new SpoolDirectory({ files: faults.files, path: root, now: Date.now });
  const outbox = new Outbox({ files: faults.files, directory, key: KEY, fsync });
  t.after(() => outbox.close());
  const segments = () =>
    readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.seg'))
      .map((name) => join(root, name))
      .sort();
  return { outbox, faults, root, segments };
}

/** Of folders: as many as `failAfter` says work, and all after them fail. */
function withFolderSyncs(t: TestContext) {
  const faults = faulty();
  let left = Infinity;
  const files = {
    ...faults.files,
    open: async (...args: Parameters<typeof faults.files.open>) => {
      if (args[1] === 'r' && left-- <= 0) throw failure('EIO');
      return faults.files.open(...args);
    },
  };
  const syncs = { failAfter: (count: number) => void (left = count) };
  return { ...open(t, { fsync: 'interval', faults: { ...faults, files } }), syncs };
}

function countSyncs(code?: string): { readonly count: number; faults: Faults } {
  const faults = faulty();
  let count = 0;
  const files = {
    ...faults.files,
    open: async (...args: Parameters<typeof faults.files.open>) => {
      const file = await faults.files.open(...args);
      const sync = file.datasync.bind(file);
      file.datasync = async () => {
        if (code !== undefined) throw failure(code);
        count += 1;
        await sync();
      };
      return file;
    },
  };
  return {
    get count() {
      return count;
    },
    faults: { ...faults, files },
  };
}

function records(...texts: string[]): OutgoingRecord[] {
  return texts.map((text) => ({ key: Buffer.from('key'), value: Buffer.from(text) }));
}

async function read(outbox: Outbox, position: number): Promise<(string | null)[]> {
  const { records } = await outbox.read(position);
  return records.map((record) => record && String(record.value));
}
