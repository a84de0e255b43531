import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { withLock } from '../../../../services/cli/stack/lock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tripline-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a lock', () => {
  test('lets one in at a time, and tells who waits for whom', async () => {
    const file = join(folder, 'deep', 'lock');
    const order: string[] = [];
    const first = Promise.withResolvers<void>();
    const entered = Promise.withResolvers<void>();
    const one = withLock(file, async () => {
      entered.resolve();
      await first.promise;
      order.push('first');
    });
    await entered.promise;
    const waiting = Promise.withResolvers<number>();
    const two = withLock(file, async () => order.push('second'), waiting.resolve);
    assert.equal(await waiting.promise, process.pid);
    first.resolve();
    await Promise.all([one, two]);
    assert.deepEqual(order, ['first', 'second']);
  });

  test('is given back when the work fails', async () => {
    const file = join(folder, 'lock');
    await assert.rejects(
      withLock(file, () => Promise.reject(new Error('work'))),
      /work/,
    );
    await assert.rejects(access(file));
  });

  test('is taken over from an owner that is dead', async () => {
    const file = join(folder, 'lock');
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    await writeFile(file, `${pid}\n`);
    assert.equal(await withLock(file, async () => 'in'), 'in');
  });
});
