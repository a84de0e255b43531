import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, test } from 'node:test';

const LIFELINE = new URL('../../../../services/cli/demo/lifeline.ts', import.meta.url);
const WORK = 'setInterval(() => {}, 60_000); console.log("working");';

function startWork(stdin: 'pipe' | 'ignore') {
  const flags = ['--import', 'tsx', `--import=${LIFELINE.href}?detector-1`];
  return spawn(process.execPath, [...flags, '--eval', WORK], { stdio: [stdin, 'pipe', 'inherit'] });
}

describe("the worker's lifeline", () => {
  test('ends the worker in order once the demo is gone, however it went', async () => {
    const worker = startWork('pipe');
    assert.ok(worker.stdout);
    await once(worker.stdout, 'data');
    worker.stdin?.destroy();
    assert.deepEqual(await once(worker, 'exit'), [null, 'SIGTERM']);
  });

  test('is none for a worker that is to stay', async () => {
    const worker = startWork('ignore');
    assert.ok(worker.stdout);
    await once(worker.stdout, 'data');
    worker.kill('SIGINT');
    assert.deepEqual(await once(worker, 'exit'), [null, 'SIGINT'], 'it lived until it was told to end');
  });
});
