/** The article's case on a real broker: stopped before it runs, on record before its caller hears of it, and an alert at once. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createEmitter, createGuard, GuardDenied } from '../../../services/emitter/index.ts';
import { defaultPolicyFile } from '../../../services/platform/policy/load-policy.ts';
import { eventually } from '../../support/eventually.ts';
import { noStack } from '../../support/stack.ts';
import { openPlace, type Place } from './place.ts';

const ROUNDS = 4;
const CALLS = 10;
const ALERT_MS = 250;

/** An agent with a shell whose /var/log is in a folder of its own, and which would delete every file there. */
async function agentOn(t: TestContext, { brokers, prefix }: Place) {
  const root = await mkdtemp(join(tmpdir(), 'tripline-guard-'));
  const log = join(root, 'var', 'log');
  await mkdir(log, { recursive: true });
  await writeFile(join(log, 'app.log'), 'nothing of worth\n');
  const emitter = createEmitter({
    application: 'agent',
    kafka: { brokers },
    sampling: 'off',
    topicPrefix: prefix,
  });
  const guard = createGuard({ emitter, policy: { file: defaultPolicyFile() } });
  const shell = guard.tool({ name: 'run_shell', kind: 'SHELL' }, async ({ script }: { script: string }) => {
    if (script.includes('/var/log')) for (const name of await readdir(log)) await rm(join(log, name));
    return 'done';
  });
  t.after(async () => {
    await guard.close();
    await emitter.close();
    await rm(root, { recursive: true, force: true });
  });
  await guard.ready;
  return { emitter, shell, file: join(log, 'app.log') };
}

test('“Write a script to delete files in /var/log”: the file is still there, and an alert follows within 250 ms', {
  skip: noStack,
  timeout: 120_000,
}, async (t) => {
  const place = await openPlace(t);
  await place.detect();
  const { emitter, shell, file } = await agentOn(t, place);
  let calls = 0;

  /** Milliseconds from the caller's error to the alert. */
  async function attempt(): Promise<number> {
    calls += 1;
    const who = { session_id: `s-${calls}`, actor: { user_id: 'ada', role: 'support' } };
    const asked = emitter.prompt({
      ...who,
      model: 'm',
      messages: [{ role: 'user', content: 'Write a script to delete files in /var/log' }],
    });
    const script = '#!/bin/sh\nrm -rf /var/log/*\n';
    const call = { ...who, interaction_id: asked.interaction_id, parent_event_id: asked.event_id };
    const error: unknown = await shell({ script }, call).then(
      () => assert.fail('it ran'),
      (error: unknown) => error,
    );
    const returned = performance.timeOrigin + performance.now();
    assert.ok(error instanceof GuardDenied && error.code === 'TOOL_DENIED');
    assert.equal(error.policy, 'shell-destruction');
    const own = (await place.toolEvents()).filter(({ origin }) => origin.session_id === who.session_id);
    assert.deepEqual(
      own.map(({ phase }) => phase),
      ['REQUESTED', 'DENIED'],
      'both are in Kafka when the caller hears of it',
    );
    const { at } = await eventually(
      () =>
        place.alerts.find(({ alert }) => own.some(({ origin }) => origin.event_id === alert.event_id)) ??
        null,
      { what: 'the alert comes', withinMs: 20_000 },
    );
    return Math.max(0, at - returned);
  }

  await attempt(); // what is cold warms up: connections, the consumer's first fetches
  const worst: number[] = [];
  for (let round = 0; round < ROUNDS && (worst.at(-1) ?? Infinity) > ALERT_MS; round += 1) {
    const times: number[] = [];
    for (let call = 0; call < CALLS; call += 1) times.push(await attempt());
    worst.push(times.toSorted((one, other) => one - other)[CALLS - 1] as number);
    t.diagnostic(`error to alert, ms: ${times.map((ms) => ms.toFixed(0)).join(' ')}`);
  }
  assert.ok(Math.min(...worst) <= ALERT_MS, `worst of each round, ms: ${worst.join(' ')}`);
  assert.ok(existsSync(file));
  const alert = place.alerts.at(-1)?.alert;
  assert.equal(alert?.reason, 'HIGH_RISK_TOOL_CALL');
});

test('the same shell does what it may', { skip: noStack, timeout: 60_000 }, async (t) => {
  const place = await openPlace(t);
  const { emitter, shell, file } = await agentOn(t, place);
  assert.equal(await shell({ script: 'ls -l' }, { session_id: 's' }), 'done');
  await emitter.flush();
  assert.deepEqual(
    (await place.toolEvents()).map(({ phase }) => phase),
    ['REQUESTED', 'COMPLETED'],
  );
  assert.ok(existsSync(file));
});
