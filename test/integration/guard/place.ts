/** Topics of a test's own on the test stack, with a detector and somebody who listens to alerts. */
import { randomUUID } from 'node:crypto';
import type { TestContext } from 'node:test';
import type { CorrelationOptions } from '../../../services/core/detection/correlation/types.ts';
import { defaultEngine } from '../../../services/core/detection/default-engine.ts';
import { decodeRecord } from '../../../services/core/events/codec.ts';
import type { Alert, FindingEvent, ToolEvent, TriplineRecord } from '../../../services/core/events/types.ts';
import { createKeyring, newKeyFile } from '../../../services/core/evidence/keyring.ts';
import { build } from '../../../services/detector/app.ts';
import { createKafka } from '../../../services/platform/kafka/kafkajs.ts';
import type { Kafka } from '../../../services/platform/kafka/port.ts';
import { type TopicNames, topicNames, topicSpecs } from '../../../services/platform/kafka/topics.ts';
import { createLogger } from '../../../services/platform/log/logger.ts';
import { createRegistry } from '../../../services/platform/metrics/pipeline.ts';
import { testStack } from '../../support/stack.ts';

export interface Heard {
  alert: Alert;
  /** When it came here, milliseconds of the system's clock. */
  at: number;
}
export interface Place {
  brokers: string[];
  prefix: string;
  topics: TopicNames;
  kafka: Kafka;
  /** Alerts as they came, since the detector was started. */
  alerts: Heard[];
  /** Starts the detector and listens to its alerts. */
  detect(correlation?: CorrelationOptions): Promise<void>;
  toolEvents(): Promise<ToolEvent[]>;
  findings(): Promise<FindingEvent[]>;
}

export async function openPlace(t: TestContext): Promise<Place> {
  const brokers = testStack().kafkaBrokers;
  const prefix = `guard-${randomUUID().slice(0, 8)}.`;
  const topics = topicNames(prefix);
  const kafka = createKafka({ brokers, clientId: 'guard-test' });
  const admin = await kafka.admin();
  await admin.createTopics(topicSpecs(prefix, 3));
  const closing: (() => Promise<void>)[] = [];
  t.after(async () => {
    for (const close of closing) await close();
    await admin.deleteTopics(Object.values(topics));
    await admin.close();
  });
  const alerts: Heard[] = [];
  return { brokers, prefix, topics, kafka, alerts, detect, toolEvents, findings };

  async function detect(correlation?: CorrelationOptions): Promise<void> {
    const app = build({
      kafka,
      topics,
      engine: defaultEngine(),
      keyring: createKeyring(newKeyFile(new Date())),
      registry: createRegistry(),
      logger: createLogger('detector', 'fatal'),
      groupId: `${prefix}detector`,
      concurrency: 2,
      sessionTimeoutMs: 6000,
      ...(correlation !== undefined && { correlation, idle: { everyMs: 100, slackMs: 1000 } }),
    });
    await app.start();
    const ending = new AbortController();
    const caughtUp = Promise.withResolvers<void>();
    const listening = kafka.follow(topics.alerts, {
      signal: ending.signal,
      onCaughtUp: caughtUp.resolve,
      onRecord: ({ value }) => {
        const at = performance.timeOrigin + performance.now();
        const alert = decodeRecord(value);
        if (alert.type === 'alert') alerts.push({ alert, at });
      },
    });
    closing.push(async () => {
      ending.abort();
      await listening;
      await app.stop();
    });
    await caughtUp.promise;
  }

  async function toolEvents(): Promise<ToolEvent[]> {
    return (await read(topics.events)).filter((record): record is ToolEvent => record.type === 'tool');
  }

  async function findings(): Promise<FindingEvent[]> {
    return (await read(topics.enriched)).filter(
      (record): record is FindingEvent => record.type === 'finding',
    );
  }

  async function read(topic: string): Promise<TriplineRecord[]> {
    const records: TriplineRecord[] = [];
    for await (const { value } of kafka.read(topic)) records.push(decodeRecord(value));
    return records;
  }
}
