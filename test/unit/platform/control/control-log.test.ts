import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { isTriplineError, type TriplineError } from '../../../../services/core/errors.ts';
import type { Approval, Hold } from '../../../../services/core/events/types.ts';
import { answerTo } from '../../../../services/platform/control/answer.ts';
import { createControlLog } from '../../../../services/platform/control/control-log.ts';
import { createMemoryKafka, type MemoryKafka } from '../../../../services/platform/kafka/memory.ts';
import { aClaim, aHold, anApiKey, anApproval } from '../../../support/control-records.ts';
import { plain } from '../../core/events/generated-record.ts';

const TOPIC = 'llm.control';

async function cluster(): Promise<MemoryKafka> {
  const kafka = createMemoryKafka();
  await (await kafka.admin()).createTopics([{ topic: TOPIC, partitions: 1 }]);
  return kafka;
}

async function logOn(kafka: MemoryKafka, t: TestContext, onError?: (error: TriplineError) => void) {
  const log = createControlLog({ kafka, topic: TOPIC, writeTimeoutMs: 1000, ...(onError && { onError }) });
  t.after(() => log.stop());
  await log.start();
  return log;
}

test('what one process writes, every process has: the writer once put resolves, one that starts later from the start', async (t) => {
  const kafka = await cluster();
  const [writer, reader] = [await logOn(kafka, t), await logOn(kafka, t)];
  const told = Promise.withResolvers<[string, string]>();
  reader.onChange((type, id) => told.resolve([type, id]));
  await writer.put(aHold());
  assert.deepEqual(plain(writer.get('hold', aHold().hold_id)), aHold());
  assert.deepEqual(await told.promise, ['hold', aHold().hold_id]);
  assert.deepEqual(plain(reader.get('hold', aHold().hold_id)), aHold());
  const late = await logOn(kafka, t);
  assert.equal(late.list('hold').length, 1);
  assert.equal(late.get('api_key', aHold().hold_id), undefined);
});

test('the last value of a key wins, and what is removed is gone, for those who start later too', async (t) => {
  const kafka = await cluster();
  const log = await logOn(kafka, t);
  await log.put(anApiKey());
  await log.put(anApiKey({ revoked_at: 5 }));
  await log.put(anApiKey({ key_id: 'other' }));
  assert.equal(log.get('api_key', anApiKey().key_id)?.revoked_at, 5);
  await log.remove('api_key', 'other');
  await log.remove('api_key', 'never-there');
  const late = await logOn(kafka, t);
  for (const one of [log, late])
    assert.deepEqual(
      one.list('api_key').map(({ key_id }) => key_id),
      [anApiKey().key_id],
    );
});

test('every answer to a hold is kept, in order, and all go with a removal', async (t) => {
  const kafka = await cluster();
  const log = await logOn(kafka, t);
  await log.put(anApproval({ by: 'first' }));
  await log.put(anApproval({ by: 'second', verdict: 'REJECTED' }));
  assert.equal(log.get('approval', aHold().hold_id)?.by, 'first');
  assert.deepEqual(
    log.list('approval', aHold().hold_id).map(({ by }) => by),
    ['first', 'second'],
  );
  await log.remove('approval', aHold().hold_id);
  assert.deepEqual(log.list('approval'), []);
});

test('of two that claim an approval at the same time both see the same one first', async (t) => {
  const kafka = await cluster();
  const logs = [await logOn(kafka, t), await logOn(kafka, t)];
  const first = await Promise.all(
    logs.map(async (log, index) => {
      await log.put(aClaim({ claimed_by: `caller ${index}` }));
      return log.get('claim', aHold().hold_id)?.claimed_by;
    }),
  );
  assert.ok(first[0] !== undefined && first[0] === first[1]);
});

describe('an answer counts when it is of the tenant, about the arguments and in time; the first that counts stands', () => {
  const hold: Hold = aHold();
  const cases: [name: string, answers: Partial<Approval>[], by: string | undefined][] = [
    ['none', [], undefined],
    ['one', [{ by: 'ada' }], 'ada'],
    ['the first of two', [{ by: 'ada' }, { by: 'bob', verdict: 'REJECTED' }], 'ada'],
    ['another tenant', [{ by: 'ada', tenant: 'other' }, { by: 'bob' }], 'bob'],
    ['other arguments', [{ by: 'ada', arguments_digest: 'f'.repeat(64) }], undefined],
    ['too late', [{ by: 'ada', decided_at: hold.expires_at }], undefined],
    ['just in time', [{ by: 'ada', decided_at: hold.expires_at - 1 }], 'ada'],
    ['no verdict', [{ by: 'ada', verdict: 'UNKNOWN' }], undefined],
    ['another hold', [{ by: 'ada', hold_id: 'other' }], undefined],
  ];
  for (const [name, answers, by] of cases) {
    test(name, async (t) => {
      const log = await logOn(await cluster(), t);
      for (const answer of answers) await log.put(anApproval(answer));
      assert.equal(answerTo(hold, log)?.by, by);
    });
  }
});

test('with Kafka away a write is refused, the outage is told once, and the table goes on when it is back', async (t) => {
  const kafka = await cluster();
  const errors: string[] = [];
  const log = await logOn(kafka, t, ({ code }) => errors.push(code));
  const other = await logOn(kafka, t);
  kafka.setAvailable(false);
  await assert.rejects(log.put(aHold()), (error) => isTriplineError(error, 'KAFKA_UNAVAILABLE'));
  assert.equal(log.isCurrent(), false);
  kafka.setAvailable(true);
  const told = Promise.withResolvers<void>();
  log.onChange(() => told.resolve());
  await other.put(anApiKey());
  await told.promise;
  assert.equal(log.isCurrent(), true);
  assert.deepEqual(errors, ['KAFKA_UNAVAILABLE']);
});

test('start waits while Kafka is away, and is refused when the log is stopped first', async (t) => {
  const kafka = await cluster();
  kafka.setAvailable(false);
  const log = createControlLog({ kafka, topic: TOPIC });
  const started = log.start();
  kafka.setAvailable(true);
  await started;
  await log.stop();
  kafka.setAvailable(false);
  const stopped = createControlLog({ kafka, topic: TOPIC });
  const refused = assert.rejects(stopped.start(), (error) => isTriplineError(error, 'KAFKA_UNAVAILABLE'));
  await stopped.stop();
  await refused;
  t.diagnostic('nothing is left running');
});

test('once it is stopped nothing is written, and nothing connected to that nobody would close', async (t) => {
  const kafka = await cluster();
  const log = await logOn(kafka, t);
  await log.put(aHold());
  await log.stop();
  const beside = await logOn(kafka, t);
  await beside.stop();
  const connect = t.mock.method(kafka, 'producer');
  for (const write of [log.put(anApproval()), beside.put(anApproval()), log.remove('hold', aHold().hold_id)])
    await assert.rejects(write, (error) => isTriplineError(error, 'KAFKA_UNAVAILABLE'));
  assert.equal(connect.mock.callCount(), 0);
  const after = await logOn(kafka, t);
  assert.deepEqual([after.list('approval'), after.list('hold').length], [[], 1]);
});

test('what cannot be read is told and stops nothing', async (t) => {
  const kafka = await cluster();
  const producer = await kafka.producer();
  await producer.send(TOPIC, [
    { key: Buffer.from('hold/x/1'), value: Buffer.from('garbage') },
    { key: null, value: Buffer.from('no key') },
    { key: Buffer.from('hold/x/2'), value: null },
  ]);
  const errors: string[] = [];
  const log = await logOn(kafka, t, ({ code }) => errors.push(code));
  await log.put(aHold());
  assert.deepEqual(errors, ['RECORD_UNKNOWN_SCHEMA']);
  assert.equal(log.list('hold').length, 1);
});

test('a topic that was made anew is read anew: what the old one said is forgotten', async (t) => {
  const kafka = await cluster();
  const log = await logOn(kafka, t);
  await log.put(anApiKey());
  await log.put(anApiKey({ key_id: 'second' }));
  const admin = await kafka.admin();
  await admin.deleteTopics([TOPIC]);
  await admin.createTopics([{ topic: TOPIC, partitions: 1 }]);
  await log.put(anApiKey({ key_id: 'third' }));
  assert.deepEqual(
    log.list('api_key').map(({ key_id }) => key_id),
    ['third'],
  );
});

test('holds are found by call and by request, of one tenant; those that wait are told until they are settled', async (t) => {
  const log = await logOn(await cluster(), t);
  const now = aHold().held_at / 1000;
  const at = (tenant: string, hold_id: string, changes: Partial<Hold> = {}) =>
    aHold({ tenant, hold_id, call_id: 'c', requested_event_id: `r-${hold_id}`, ...changes });
  const late = at('acme', 'late', { held_at: aHold().held_at + 1 });
  const brief = at('other', 'brief', { expires_at: aHold().held_at + 1000 });
  for (const hold of [late, at('acme', 'early'), brief]) await log.put(hold);
  const ids = (holds: Hold[]) => holds.map(({ hold_id }) => hold_id);
  assert.deepEqual(ids(log.holdsOf('acme', 'c')), ['late', 'early']);
  assert.deepEqual(ids(log.holdsOf('acme', 'r-early')), ['early']);
  assert.deepEqual(ids(log.holdsOf('other', 'r-early')), []);
  assert.deepEqual(ids(log.oldest('hold', 2)), ['late', 'early']);
  assert.deepEqual(ids(log.pendingHolds(now)), ['early', 'brief', 'late']);
  assert.deepEqual(ids(log.pendingHolds(now + 1)), ['early', 'late']);
  await log.put(anApproval({ hold_id: 'early', arguments_digest: 'f'.repeat(64) }));
  assert.deepEqual(ids(log.pendingHolds(now, 'acme')), ['early', 'late'], 'no answer to it');
  await log.put(anApproval({ hold_id: 'early' }));
  assert.deepEqual(ids(log.pendingHolds(now, 'acme')), ['late']);
  await log.remove('hold', 'late');
  assert.deepEqual(ids(log.holdsOf('acme', 'c')), ['early']);
  assert.deepEqual(ids(log.pendingHolds(now, 'acme')), []);
});
