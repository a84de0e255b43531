/** Whatever fails, and wherever: no high-risk call runs without an acknowledged decision, and none runs that nobody hears of. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { hash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, type TestContext, test } from 'node:test';
import { decodeEvent } from '../../../../services/core/events/codec.ts';
import type { Hold, TriplineEvent } from '../../../../services/core/events/types.ts';
import type { ControlLog } from '../../../../services/platform/control/control-log.ts';
import { callThrough, isDecided, judgeEvents, type Reached } from '../../../support/guard-failpoint.ts';
import { emitterOn, events, twin } from '../support.ts';
import { controlOn } from './support.ts';

interface Run {
  ending: 'ran' | 'failed';
  /** What Kafka had each time the tool ran. */
  atStart: TriplineEvent[][];
  /** What it had in the end. */
  all: TriplineEvent[];
}

async function run(t: TestContext, effect: 'ALLOW' | 'HOLD' | 'DENY', reached: Reached): Promise<Run> {
  const kafka = await twin();
  const control = effect === 'HOLD' ? await controlOn(kafka, t) : null;
  if (control !== null) approveAll(control);
  const emitter = emitterOn(kafka);
  const atStart: TriplineEvent[][] = [];
  const ending = await callThrough({
    emitter,
    control,
    effect,
    reached,
    ran: async () => {
      atStart.push(await events(kafka));
    },
    hash: (text) => hash('sha256', text),
    deadlineMs: 2000,
  });
  await emitter.flush();
  await emitter.close();
  return { ending, atStart, all: await events(kafka) };
}

function approveAll(control: ControlLog): void {
  control.onChange((type, id) => {
    const hold: Hold | undefined = type === 'hold' ? control.get('hold', id) : undefined;
    if (hold === undefined) return;
    const { hold_id, tenant, arguments_digest } = hold;
    const said = { verdict: 'APPROVED', by: 'eve', reason: 'fine', decided_at: Date.now() * 1000 } as const;
    void control.put({ type: 'approval', hold_id, tenant, arguments_digest, ...said });
  });
}

/** The steps of a call that nothing disturbs. */
async function stepsOf(t: TestContext, effect: 'ALLOW' | 'HOLD' | 'DENY'): Promise<string[]> {
  const steps: string[] = [];
  await run(t, effect, (step) => steps.push(step));
  return steps;
}

function assertHeardOf(events: readonly TriplineEvent[], ran: number, what: string): void {
  const { outcomes, integrity } = judgeEvents(events);
  assert.ok(
    ran <= outcomes + integrity.length,
    `${what}: ${ran} ran, ${outcomes} ended, ${integrity.join()}`,
  );
}

for (const [effect, awaited] of [
  [
    'ALLOW',
    ['decide', 'emit REQUESTED', 'acknowledged REQUESTED', 'digest', 'start', 'result', 'emitted COMPLETED'],
  ],
  [
    'HOLD',
    ['emit HELD', 'acknowledged HELD', 'has put hold', 'put claim', 'acknowledged APPROVED', 'result'],
  ],
  ['DENY', ['acknowledged REQUESTED', 'acknowledged DENIED']],
] as const)
  describe(`${effect}: an error thrown at every step`, () => {
    test('whatever it is, the call runs at most once, on an acknowledged decision, and is heard of', async (t) => {
      const steps = await stepsOf(t, effect);
      for (const step of awaited) assert.ok(steps.includes(step), step);
      t.diagnostic(`${steps.length} steps`);
      for (const [number, step] of steps.entries()) {
        let at = 0;
        const { atStart, all } = await run(t, effect, () => {
          if (at++ === number) throw new Error(`at ${step}`);
        });
        assert.ok(atStart.length <= (effect === 'DENY' ? 0 : 1), `${step}: ran ${atStart.length} times`);
        for (const known of atStart)
          assert.ok(isDecided(known), `${step}: nothing was acknowledged when it ran`);
        assertHeardOf(all, atStart.length, step);
      }
    });
  });

describe('a process killed at every step', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tripline-failpoints-'));
  const fixture = join(import.meta.dirname, 'failpoint.fixture.ts');
  after(() => rmSync(folder, { recursive: true, force: true }));

  async function killedAt(at: number | 'never'): Promise<string[]> {
    const path = join(folder, `at-${at}`);
    const child = spawn(process.execPath, ['--import', 'tsx', fixture, path, String(at)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    assert.deepEqual([code, signal], at === 'never' ? [0, null] : [null, 'SIGKILL']);
    return existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
  }

  test('no high-risk call ran without an acknowledged decision, and each that ran is heard of', {
    timeout: 300_000,
  }, async (t) => {
    const undisturbed = await killedAt('never');
    const steps = undisturbed.filter((line) => line.startsWith('step ')).map((line) => line.slice(5));
    for (const step of [
      'decide',
      'append',
      'acknowledged REQUESTED',
      'digested',
      'start',
      'result',
      'emit COMPLETED',
    ])
      assert.ok(steps.includes(step), step);
    let runs = 0;
    for (let first = 0; first < steps.length; first += 2) {
      const numbers = [first, first + 1].filter((number) => number < steps.length);
      const ends = await Promise.all(numbers.map(killedAt));
      for (const [index, lines] of ends.entries()) {
        const step = steps[numbers[index] as number] as string;
        const ran = lines.indexOf('ran');
        assert.ok(!lines.includes('end'), step);
        if (ran >= 0) assert.ok(isDecided(eventsIn(lines.slice(0, ran))), `${step}: ran without a decision`);
        runs += ran >= 0 ? 1 : 0;
        assertHeardOf(eventsIn(lines), ran >= 0 ? 1 : 0, step);
      }
    }
    t.diagnostic(`killed at ${steps.length} steps, ran in ${runs}`);
    assert.ok(runs > 0 && runs < steps.length);
  });
});

function eventsIn(lines: readonly string[]): TriplineEvent[] {
  return lines
    .filter((line) => line.startsWith('event '))
    .map((line) => decodeEvent(Buffer.from(line.slice('event '.length), 'base64')));
}
