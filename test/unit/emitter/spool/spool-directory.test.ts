import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { diskFiles } from '../../../../services/emitter/spool/files.ts';
import {
  newTail,
  type Owner,
  ownedName,
  parseName,
  thisProcess,
} from '../../../../services/emitter/spool/owner.ts';
import { SpoolDirectory } from '../../../../services/emitter/spool/spool-directory.ts';
import { failure, faulty, temporary } from './support.ts';

const NOW = Date.parse('2026-11-26T12:00:00Z');

test('folders of the living are left alone, those of the dead taken, the oldest first', async (t) => {
  const me = await thisProcess(diskFiles);
  const dead = { ...me, pid: await deadPid() };
  const { directory, folder } = open(t);
  folder(me, 1);
  folder(dead, 3);
  folder(dead, 2);
  folder({ ...me, started: me.started - 1 }, 4);
  folder({ ...dead, where: '0'.repeat(16) }, 5);
  folder({ ...me, pid: process.ppid, started: 0 }, 6);
  const taken = await adopt(directory);
  assert.deepEqual(taken.map(ageOf), [2, 3, 4]);
  for (const path of taken) assert.deepEqual(parseName(basename(path))?.owner, me);
  assert.deepEqual(await adopt(directory), []);
});

test('a folder that nobody touched for a minute is taken, whoever it belongs to', async (t) => {
  const { directory, folder, root } = open(t);
  const elsewhere = { where: '0'.repeat(16), pid: 1, started: 1 };
  folder(elsewhere, 1, NOW - 59_000);
  folder(elsewhere, 2, NOW - 61_000);
  assert.deepEqual((await adopt(directory)).map(ageOf), [2]);
  assert.equal(readdirSync(root).length, 2);
});

test('a folder that is held is touched, and one that was set free is taken by the next', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const { directory, root } = open(t);
  const path = await directory.create(false);
  utimesSync(path, 0, 0);
  let touched = 0;
  const files = { ...diskFiles, utimes: async () => void touched++ };
  const other = new SpoolDirectory({ files, path: root, now: () => NOW });
  await other.create(false);
  t.mock.timers.tick(20_000);
  assert.equal(touched, 1);
  writeFileSync(join(path, 'something'), '');
  await directory.release(path);
  assert.deepEqual((await adopt(other)).map(ageOf), [ageOf(path)]);
  t.mock.timers.tick(20_000);
  assert.equal(touched, 4);
});

test('of many that look at once, one takes each folder', async (t) => {
  const { root, folder } = open(t);
  const dead = { ...(await thisProcess(diskFiles)), pid: await deadPid() };
  for (let age = 0; age < 8; age++) folder(dead, age);
  const directories = Array.from(
    { length: 6 },
    () => new SpoolDirectory({ files: diskFiles, path: root, now: () => NOW }),
  );
  const taken = await Promise.all(directories.map((directory) => adopt(directory)));
  assert.deepEqual(
    taken
      .flat()
      .map(ageOf)
      .sort((a, b) => a - b),
    [0, 1, 2, 3, 4, 5, 6, 7],
  );
});

test('an empty folder is removed when it is released; what is not ours is not looked at', async (t) => {
  const { directory, root } = open(t);
  const path = await directory.create(false);
  for (const name of ['lost+found', 'free-', '..x', `${'f'.repeat(16)}-1-1-${'0'.repeat(27)}g`])
    mkdirSync(join(root, name));
  await directory.release(path);
  assert.equal(readdirSync(root).length, 4);
  assert.deepEqual(await adopt(directory), []);
});

test('what the file system says is passed on, but for a folder that just went', async (t) => {
  const { root, folder } = open(t);
  folder({ where: '0'.repeat(16), pid: 1, started: 1 }, 1, 0);
  for (const name of ['stat', 'rename'] as const) {
    const faults = faulty();
    const directory = new SpoolDirectory({ files: faults.files, path: root, now: () => NOW });
    faults.fail(name, 'EACCES');
    await assert.rejects(adopt(directory), failure('EACCES'));
    faults.fail(name, 'ENOENT');
    assert.deepEqual(await adopt(directory), []);
  }
});

test('a folder that fails keeps none of the others from being taken, is set free, and told', async (t) => {
  const dead = { ...(await thisProcess(diskFiles)), pid: await deadPid() };
  const { directory, folder } = open(t);
  for (const age of [1, 2, 3]) folder(dead, age);
  const kept: number[] = [];
  const failing = directory.adopt(async (path) => {
    writeFileSync(join(path, 'something'), '');
    if (ageOf(path) === 2) throw failure('EACCES');
    kept.push(ageOf(path));
  });
  await assert.rejects(failing, { code: 'EACCES' });
  assert.deepEqual(kept, [1, 3]);
  assert.deepEqual((await adopt(directory)).map(ageOf), [2]);
});

test('one that cannot even be set free is taken again by the same emitter', async (t) => {
  const { root, folder } = open(t);
  folder({ ...(await thisProcess(diskFiles)), pid: await deadPid() }, 1);
  const faults = faulty();
  const directory = new SpoolDirectory({ files: faults.files, path: root, now: () => NOW });
  const failing = directory.adopt(async (path) => {
    writeFileSync(join(path, 'something'), '');
    faults.fail('rename', 'EACCES');
    throw failure('EMFILE');
  });
  await assert.rejects(failing, { code: 'EMFILE' });
  faults.heal();
  assert.deepEqual((await adopt(directory)).map(ageOf), [1]);
});

test('a folder of another emitter of this process is never taken, however long nobody touched it', async (t) => {
  const { directory, folder } = open(t);
  folder(await thisProcess(diskFiles), 1, 0);
  assert.deepEqual(await adopt(directory), []);
});

test('where there is no /proc, a process is known by its host, its pid and when it began by the clock', async () => {
  const files = {
    ...diskFiles,
    readFile: () => Promise.reject(failure('ENOENT')),
    readlink: () => Promise.reject(failure('ENOENT')),
  } as unknown as typeof diskFiles;
  const { where, pid, started } = await thisProcess(files);
  assert.match(where, /^[0-9a-f]{16}$/);
  assert.deepEqual([pid, started], [process.pid, Math.round(performance.timeOrigin)]);
});

function open(t: TestContext) {
  const root = join(temporary(t), 'spool');
  mkdirSync(root);
  const directory = new SpoolDirectory({ files: diskFiles, path: root, now: () => NOW });
  const folder = (owner: Owner, age: number, touchedAt = NOW) => {
    const path = join(root, ownedName(owner, newTail(age)));
    mkdirSync(path);
    utimesSync(path, touchedAt / 1000, touchedAt / 1000);
  };
  return { root, directory, folder };
}

async function adopt(directory: SpoolDirectory): Promise<string[]> {
  const taken: string[] = [];
  await directory.adopt(async (folder) => void taken.push(folder));
  return taken;
}

/** The time that a folder's name carries. */
function ageOf(path: string): number {
  return Number.parseInt(parseName(basename(path))?.tail.slice(0, 12) ?? '', 16);
}

async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  return child.pid ?? -1;
}
