/** Callers that die, over real Kafka: what was held goes on, what was approved runs once, and what ran unheard is found by the detector. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import type { Hold } from '../../../services/core/events/types.ts';
import { type ControlLog, createControlLog } from '../../../services/platform/control/control-log.ts';
import { eventually } from '../../support/eventually.ts';
import { noStack } from '../../support/stack.ts';
import { openPlace, type Place } from './place.ts';

const FIXTURE = join(import.meta.dirname, 'caller.fixture.ts');

interface Ending {
  signal: NodeJS.Signals | null;
  lines: string[];
}

function call({ brokers, prefix }: Place, session: string, effect: 'ALLOW' | 'HOLD', deadly?: string) {
  const args = [brokers.join(','), prefix, session, effect, ...(deadly === undefined ? [] : [deadly])];
  const child = spawn(process.execPath, ['--import', 'tsx', FIXTURE, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  const ended = once(child, 'close').then(
    (values): Ending => ({
      signal: values[1] as NodeJS.Signals | null,
      lines: output.split('\n').filter(Boolean),
    }),
  );
  return { kill: () => child.kill('SIGKILL'), ended };
}

async function controlOn(t: TestContext, { kafka, topics }: Place): Promise<ControlLog> {
  const control = createControlLog({ kafka, topic: topics.control });
  t.after(() => control.stop());
  await control.start();
  return control;
}

function approve(control: ControlLog, { hold_id, tenant, arguments_digest }: Hold): Promise<void> {
  const said = { verdict: 'APPROVED', by: 'eve', reason: 'fine', decided_at: Date.now() * 1000 } as const;
  return control.put({ type: 'approval', hold_id, tenant, arguments_digest, ...said });
}

function holds(control: ControlLog, count: number): Promise<Hold[]> {
  const there = () => (control.list('hold').length >= count ? control.list('hold') : null);
  return eventually(there, { what: `${count} holds`, withinMs: 30_000 });
}

test('a held call outlives its caller; its approval is for one run', {
  skip: noStack,
  timeout: 120_000,
}, async (t) => {
  const place = await openPlace(t);
  const control = await controlOn(t, place);
  const first = call(place, 's', 'HOLD');
  const [hold] = await holds(control, 1);
  first.kill();
  assert.equal((await first.ended).signal, 'SIGKILL');
  await approve(await controlOn(t, place), hold as Hold);
  assert.deepEqual((await call(place, 's', 'HOLD').ended).lines, ['ran', 'ran']);
  const third = call(place, 's', 'HOLD');
  assert.equal((await holds(control, 2)).length, 2);
  third.kill();
  assert.deepEqual((await third.ended).lines, []);
  assert.deepEqual(
    (await place.toolEvents()).map(({ phase }) => phase),
    ['REQUESTED', 'HELD', 'APPROVED', 'COMPLETED', 'REQUESTED', 'HELD'],
  );
});

describe('a caller killed around its run', { skip: noStack }, () => {
  const ALLOWED = ['acknowledged REQUESTED', 'start', 'result', 'emitted COMPLETED'];
  const HELD = ['has put claim', 'acknowledged APPROVED', 'result', 'emitted COMPLETED'];

  test('the detector finds every one of which nothing says how it ended, and no other', {
    timeout: 180_000,
  }, async (t) => {
    const place = await openPlace(t);
    await place.detect({ windowMs: 5000, graceMs: 2000 });
    const control = await controlOn(t, place);
    control.onChange((type, id) => {
      const hold = type === 'hold' ? control.get('hold', id) : undefined;
      if (hold !== undefined) void approve(control, hold);
    });
    const killed = new Map<string, Ending>();
    for (const [effect, steps] of [
      ['ALLOW', ALLOWED],
      ['HOLD', HELD],
    ] as const)
      for (const step of steps) {
        const session = `${effect} ${step}`;
        const ending = await call(place, session, effect, step).ended;
        assert.equal(ending.signal, 'SIGKILL', session);
        killed.set(session, ending);
      }
    for (const effect of ['ALLOW', 'HOLD'] as const)
      assert.deepEqual((await call(place, `${effect} whole`, effect).ended).lines, ['ran', 'ran']);
    const events = await place.toolEvents();
    const isOf = (session: string) => events.filter(({ origin }) => origin.session_id === session);
    for (const [session, { lines }] of killed) {
      const lets = isOf(session).some(
        ({ phase, decision }) =>
          phase === 'APPROVED' || (phase === 'REQUESTED' && decision?.effect === 'ALLOW'),
      );
      if (lines.includes('ran'))
        assert.ok(lets, `${session}: it ran, and nothing acknowledged says that it may`);
    }
    const wanted = [...killed.keys()].filter((session) => {
      const phases = isOf(session).map(({ phase }) => phase);
      const mayHaveRun = session.startsWith('ALLOW') || phases.includes('APPROVED');
      return mayHaveRun && !phases.includes('COMPLETED');
    });
    assert.ok(wanted.length >= 5, wanted.join());
    await eventually(async () => ((await place.findings()).length >= wanted.length ? true : null), {
      what: 'the findings come',
      withinMs: 40_000,
    });
    const found = (await place.findings()).map(
      ({ session_id, findings }) => `${session_id}: ${findings[0]?.rule_id}`,
    );
    assert.deepEqual(
      found.toSorted(),
      wanted.map((session) => `${session}: call-without-outcome`).toSorted(),
    );
    t.diagnostic(
      `killed ${killed.size}, ran ${[...killed.values()].filter(({ lines }) => lines.length > 0).length}, found ${found.length}`,
    );
  });
});
