/** Over real Kafka: the same 1,000 sessions in order, shuffled within the window, and through ten rebalances and restarts. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, type TestContext, test } from 'node:test';
import { decodeRecord, encodeRecord } from '../../services/core/events/codec.ts';
import { recordKey } from '../../services/core/events/record-key.ts';
import { createKeyring, newKeyFile } from '../../services/core/evidence/keyring.ts';
import { build } from '../../services/detector/app.ts';
import { createKafka } from '../../services/platform/kafka/kafkajs.ts';
import type { Admin, Kafka } from '../../services/platform/kafka/port.ts';
import { topicNames, topicSpecs } from '../../services/platform/kafka/topics.ts';
import type { App } from '../../services/platform/lifecycle/run-process.ts';
import { createLogger } from '../../services/platform/log/logger.ts';
import { createRegistry } from '../../services/platform/metrics/pipeline.ts';
import { seeded } from '../bench/seeded.ts';
import type { Sent } from '../support/correlation-script.ts';
import { expectedIds, SCENES, sessions, standInEngine } from '../support/correlation-sessions.ts';
import { eventually } from '../support/eventually.ts';
import { noStack, testStack } from '../support/stack.ts';

const SESSIONS = 1000;
const PARTITIONS = 3;
const CHUNK = 500;
const STEPS = 10;
/** A shuffled run is sent within the grace. */
const OPTIONS = { windowMs: 600_000, graceMs: 20_000 };
/** What is called missing after the window would be long in coming: the broker's clock does not wait for a test. */
const SOON = Object.keys(SCENES).filter((name) => name !== 'call-without-outcome');
const all = sessions(SESSIONS, 4242, SOON);
/** Without a delay only the order of a session's events counts, which the grace plays no part in. */
const expected = expectedIds(all, OPTIONS);
const keyring = createKeyring(newKeyFile(new Date()));

interface Place {
  prefix: string;
  kafka: Kafka;
  admin: Admin;
  send(sent: readonly Sent[]): Promise<void>;
  start(): Promise<App>;
}

async function openPlace(context: TestContext): Promise<Place> {
  const prefix = `correlation-${randomUUID().slice(0, 8)}.`;
  const topics = topicNames(prefix);
  const kafka = createKafka({ brokers: testStack().kafkaBrokers, clientId: 'correlation-test' });
  const admin = await kafka.admin();
  await admin.createTopics(topicSpecs(prefix, PARTITIONS));
  const producer = await kafka.producer();
  const apps: App[] = [];
  context.after(async () => {
    await Promise.all(apps.map((app) => app.stop()));
    await producer.close();
    await admin.deleteTopics(Object.values(topics));
    await admin.close();
  });
  return { prefix, kafka, admin, send, start };

  async function send(sent: readonly Sent[]): Promise<void> {
    const records = sent.map(({ event }) => ({ key: recordKey(event.origin), value: encodeRecord(event) }));
    for (let from = 0; from < records.length; from += CHUNK)
      await producer.send(topics.events, records.slice(from, from + CHUNK));
  }

  async function start(): Promise<App> {
    const app = build({
      kafka,
      topics,
      engine: standInEngine,
      keyring,
      registry: createRegistry(),
      logger: createLogger('detector', 'fatal'),
      groupId: `${prefix}detector`,
      concurrency: 2,
      sessionTimeoutMs: 6000,
      correlation: OPTIONS,
      idle: { everyMs: 200, slackMs: 2000 },
    });
    apps.push(app);
    await app.start();
    return app;
  }
}

/** How often each finding about several events came. */
async function findingsOf({ kafka, prefix }: Place): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  for await (const { value } of kafka.read(topicNames(prefix).enriched)) {
    const record = decodeRecord(value);
    if (record.type !== 'finding') continue;
    for (const { finding_id } of record.findings) ids.set(finding_id, (ids.get(finding_id) ?? 0) + 1);
  }
  return ids;
}

async function assertExpected(place: Place): Promise<Map<string, number>> {
  const found = await eventually(
    async () => {
      const ids = await findingsOf(place);
      return ids.size >= expected.size ? ids : null;
    },
    { what: 'every finding comes', withinMs: 90_000 },
  );
  assert.deepEqual(new Set(found.keys()), expected);
  return found;
}

async function committed({ admin, prefix }: Place): Promise<void> {
  await eventually(
    async () => {
      const { events } = topicNames(prefix);
      const ends = await admin.offsets(events);
      const commits = await admin.committed(`${prefix}detector`, events);
      return ends.every(({ high }, index) => high === 0 || commits[index]?.offset === high) ? true : null;
    },
    { what: 'every record is committed', withinMs: 60_000 },
  );
}

describe(`${SESSIONS} sessions of ${all.length} events`, { skip: noStack, concurrency: 3 }, () => {
  test('in order', { timeout: 180_000 }, async (context) => {
    const place = await openPlace(context);
    await place.start();
    await place.send(all);
    const found = await assertExpected(place);
    assert.ok(
      [...found.values()].every((times) => times === 1),
      'a finding went on twice',
    );
  });

  test('shuffled within the window', { timeout: 180_000 }, async (context) => {
    const place = await openPlace(context);
    const random = seeded(9);
    const shuffled = all
      .map((one) => ({ one, at: one.time + random.next() * OPTIONS.windowMs }))
      .toSorted((a, b) => a.at - b.at);
    await place.start();
    await place.send(shuffled.map(({ one }) => one));
    await assertExpected(place);
  });

  test(`through ${STEPS} rebalances and restarts`, { timeout: 300_000 }, async (context) => {
    const place = await openPlace(context);
    let running = [await place.start()];
    for (let step = 0; step <= STEPS; step += 1) {
      const [from, to] = [step, step + 1].map((at) => Math.floor((all.length * at) / (STEPS + 1)));
      const sending = place.send(all.slice(from, to));
      if (step % 2 === 0) running.push(await place.start());
      else {
        await Promise.all(running.map((app) => app.stop()));
        running = [await place.start()];
      }
      await sending;
    }
    await committed(place);
    await assertExpected(place);
  });
});
