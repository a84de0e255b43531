import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, test } from 'node:test';

interface End {
  code: number | null;
  said: string[];
}

const fixture = join(import.meta.dirname, 'worker.fixture.ts');

describe('how a worker ends', () => {
  const cases: Record<string, { behaviour: string; signalAt?: string; code: number; says: string[] }> = {
    'on SIGTERM it drains and ends with 0': {
      behaviour: 'works',
      signalAt: 'started',
      code: 0,
      says: ['started', 'stopping', 'stopped'],
    },
    'a start that fails ends with 1, stopped': {
      behaviour: 'start-fails',
      code: 1,
      says: ['could not start', 'stopped'],
    },
    'a failure on the way ends with 1, stopped': {
      behaviour: 'fails-later',
      code: 1,
      says: ['started', 'cannot go on', 'stopped'],
    },
    'a stop that fails ends with 1': {
      behaviour: 'stop-fails',
      signalAt: 'started',
      code: 1,
      says: ['started', 'stopping', 'did not stop cleanly'],
    },
  };
  for (const [what, { behaviour, signalAt, code, says }] of Object.entries(cases)) {
    test(what, async () => {
      const end = await live(behaviour, (message, child) => {
        if (message === signalAt) child.kill('SIGTERM');
      });
      assert.deepEqual(end, { code, said: says });
    });
  }

  test('a second signal ends it at once, though its stop hangs', async () => {
    const end = await live('stop-hangs', (message, child) => {
      if (message === 'started' || message === 'stopping') child.kill('SIGINT');
    });
    assert.deepEqual(end, { code: 130, said: ['started', 'stopping'] });
  });
});

/** Runs the fixture to its end; every line of its log is looked at. */
async function live(
  behaviour: string,
  onMessage: (message: string, child: ChildProcess) => void,
): Promise<End> {
  const child = spawn(process.execPath, ['--import', 'tsx', fixture, behaviour], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    assert.doesNotMatch(line, /CANARY/);
    const { msg } = JSON.parse(line) as { msg: string };
    said.push(msg);
    onMessage(msg, child);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}
