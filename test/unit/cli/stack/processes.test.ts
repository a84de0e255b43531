import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterEach, describe, test } from 'node:test';
import { pidsOf, stopMarked } from '../../../../services/cli/stack/processes.ts';

const started: ChildProcess[] = [];
afterEach(() => started.splice(0).forEach((child) => child.kill('SIGKILL')));

/** A process with `mark` among its arguments that says when it is ready. */
async function startMarked(mark: string, onTerm = ''): Promise<ChildProcess> {
  const script = `${onTerm}; setInterval(() => {}, 1000); process.stdout.write('ready')`;
  const child = spawn(process.execPath, ['-e', script, mark], { stdio: ['ignore', 'pipe', 'ignore'] });
  started.push(child);
  await once(child.stdout, 'data');
  return child;
}

describe('a marked process', () => {
  test('is found by the whole mark, not by a part of it', async () => {
    const mark = `mark-${randomUUID()}`;
    const child = await startMarked(mark);
    assert.deepEqual(await pidsOf(mark), [child.pid]);
    assert.deepEqual(await pidsOf(mark.slice(0, -1)), []);
  });

  test('is stopped by SIGTERM, and stopping again finds nothing', async () => {
    const mark = `mark-${randomUUID()}`;
    const child = await startMarked(mark);
    assert.equal(await stopMarked(mark), 'stopped');
    assert.equal(child.signalCode ?? (await once(child, 'exit'))[1], 'SIGTERM');
    assert.equal(await stopMarked(mark), 'absent');
  });

  test('is killed when it does not heed SIGTERM, and that is told', async () => {
    const mark = `mark-${randomUUID()}`;
    const child = await startMarked(mark, "process.on('SIGTERM', () => {})");
    assert.equal(await stopMarked(mark, 100), 'killed');
    assert.equal(child.signalCode ?? (await once(child, 'exit'))[1], 'SIGKILL');
  });
});
