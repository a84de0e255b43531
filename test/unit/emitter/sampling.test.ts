import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PromptEvent } from '../../../services/core/events/types.ts';
import { emitterOn, events, KEY, question, twin } from './support.ts';

const never = () => false;

test('a session is whole or stubbed; outputs and tool calls are never sampled', async () => {
  const kafka = await twin();
  const emitter = emitterOn(kafka, { key: KEY, sampling: { rate: 0.5 }, scan: never });
  const sessions = Array.from({ length: 40 }, (_, index) => `session ${index}`);
  for (const session_id of [...sessions, ...sessions]) {
    emitter.prompt(question('what', session_id));
    emitter.output({ session_id, model: 'm', choices: [{ content: 'that' }] });
    emitter.tool({
      session_id,
      phase: 'REQUESTED',
      call_id: 'c',
      tool: { name: 't', kind: 'HTTP' },
      arguments: '{}',
    });
  }
  await emitter.close();
  const all = await events(kafka);
  for (const session of sessions) {
    const captures = all
      .filter((event) => event.type === 'prompt' && event.origin.session_id === session)
      .map(({ origin }) => origin.capture);
    assert.equal(new Set(captures).size, 1);
    assert.equal(captures.length, 2);
  }
  const prompts = all.filter(({ type }) => type === 'prompt');
  const stubbed = prompts.filter(({ origin }) => origin.capture === 'STUB').length;
  assert.ok(stubbed > 20 && stubbed < 60, `${stubbed} of 80`);
  assert.ok(all.every(({ type, origin }) => type === 'prompt' || origin.capture === 'FULL'));
});

test('a stub tells who, when, where, how long and a keyed digest, and holds no text', async () => {
  const kafka = await twin();
  const emitter = emitterOn(kafka, { key: KEY, sampling: { rate: 0 }, scan: never });
  const prompt = {
    ...question('canary one', 's'),
    actor: { user_id: 'ada', role: 'support' },
    parameters: { system: 'canary two' },
    tools_offered: [{ name: 't', definition: { description: 'canary three' } }],
    attributes: { raw: 'canary four' },
    error: { type: 'REFUSED', message: 'canary five' },
    status: 'BLOCKED' as const,
  };
  const first = emitter.prompt(prompt);
  emitter.prompt(prompt);
  emitter.prompt({ ...prompt, messages: [{ role: 'user', content: 'canary six' }] });
  await emitter.close();
  const [one, two, three] = (await events(kafka)) as [PromptEvent, PromptEvent, PromptEvent];
  assert.ok(!JSON.stringify([one, two, three], text).includes('canary'));
  assert.equal(one.origin.event_id, first.event_id);
  assert.equal(one.origin.tenant, 'acme');
  assert.equal(one.origin.actor.user_id, 'ada');
  assert.deepEqual([one.status, one.error?.type, one.content_length], ['BLOCKED', 'REFUSED', 10]);
  assert.equal(one.content_digest, two.content_digest);
  assert.notEqual(one.content_digest, three.content_digest);
  assert.deepEqual(
    one.tools_offered.map(({ name, definition }) => [name, definition]),
    [['t', null]],
  );
});

test('privileged roles are always whole', async () => {
  const kafka = await twin();
  const emitter = emitterOn(kafka, { key: KEY, sampling: { rate: 0 }, scan: never });
  for (const role of ['admin', 'Developer', ' FINANCE ', 'support', undefined]) {
    emitter.prompt({ ...question('x', 's'), actor: role === undefined ? {} : { role } });
  }
  await emitter.close();
  const captures = (await events(kafka)).map(({ origin }) => origin.capture);
  assert.deepEqual(captures, ['FULL', 'FULL', 'FULL', 'STUB', 'STUB']);
});

test('a stubbed session keeps a prompt in which the scan finds something; it sees 64 KiB at most', async () => {
  const kafka = await twin();
  const seen: number[] = [];
  const scan = (text: string) => {
    seen.push(text.length);
    if (text.includes('boom')) throw new Error('the scan fails');
    return text.includes('needle');
  };
  const emitter = emitterOn(kafka, { key: KEY, sampling: { rate: 0 }, scan });
  for (const text of ['hay', 'a needle', 'boom', `${'x'.repeat(70_000)}needle`]) {
    emitter.prompt(question(text, 's'));
  }
  await emitter.close();
  const captures = (await events(kafka)).map(({ origin }) => origin.capture);
  assert.deepEqual(captures, ['STUB', 'FULL', 'FULL', 'STUB']);
  assert.equal(Math.max(...seen), 64 * 1024);
});

test('the built-in rules are the scan unless told otherwise: a card number keeps its prompt', {
  timeout: 30_000,
}, async () => {
  const kafka = await twin();
  const emitter = emitterOn(kafka, { key: KEY, sampling: { rate: 0 } });
  const stubs = async () => (await events(kafka)).filter(({ origin }) => origin.capture === 'STUB').length;
  do await emitter.prompt(question('hello there', 'probe')).acknowledged;
  while ((await stubs()) === 0);
  const { event_id } = emitter.prompt(question('my card is 4111 1111 1111 1111, exp 09/29', 's'));
  await emitter.close();
  const card = (await events(kafka)).find(({ origin }) => origin.event_id === event_id);
  assert.equal(card?.origin.capture, 'FULL');
});

function text(_: string, value: unknown): unknown {
  const bytes = (value as { type?: unknown; data?: number[] } | null)?.data;
  return Array.isArray(bytes) ? Buffer.from(bytes).toString('latin1') : value;
}
