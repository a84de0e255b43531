/** An indexer on in-memory Kafka and Elasticsearch, fed with enriched records. */
import { Registry } from 'prom-client';
import { encodeRecord } from '../../../services/core/events/codec.ts';
import type {
  EnrichedEvent,
  Finding,
  Origin,
  PromptEvent,
  TriplineEvent,
} from '../../../services/core/events/types.ts';
import { createKeyring, newKeyFile } from '../../../services/core/evidence/keyring.ts';
import { build } from '../../../services/indexer/app.ts';
import { createMemoryElasticsearch } from '../../../services/platform/elasticsearch/memory.ts';
import type { Elasticsearch } from '../../../services/platform/elasticsearch/port.ts';
import { readTemplates } from '../../../services/platform/elasticsearch/templates.ts';
import { createMemoryKafka } from '../../../services/platform/kafka/memory.ts';
import { topicNames, topicSpecs } from '../../../services/platform/kafka/topics.ts';
import { createLogger } from '../../../services/platform/log/logger.ts';

export const NOW = Date.parse('2026-03-01T12:00:00.000Z');
export const DAY = '2026.03.01';
export const keyring = createKeyring(newKeyFile(new Date(NOW)));
export const topics = topicNames();

export interface Harness<E extends Elasticsearch> {
  elasticsearch: E;
  kafka: ReturnType<typeof createMemoryKafka>;
  registry: Registry;
  logs: string[];
  prefix: string;
  /** Sends records to llm.enriched and resolves when all were committed. */
  index(values: (Buffer | null)[]): Promise<void>;
  send(values: (Buffer | null)[]): Promise<void>;
  committed(count: number): Promise<void>;
  /** Waits that the indexer asked for; a wait ends at the next turn of the event loop. */
  waits: number[];
  stop(): Promise<void>;
  counts(): Promise<Record<string, number>>;
}

export async function startHarness(): Promise<Harness<ReturnType<typeof createMemoryElasticsearch>>>;
export async function startHarness<E extends Elasticsearch>(
  elasticsearch: E,
  prefix?: string,
): Promise<Harness<E>>;
export async function startHarness(
  elasticsearch: Elasticsearch = createMemoryElasticsearch(),
  prefix = 'tripline',
): Promise<Harness<Elasticsearch>> {
  const kafka = createMemoryKafka({ now: () => NOW, maxRecordBytes: 16 * 1024 * 1024 });
  await (await kafka.admin()).createTopics(topicSpecs('', 1));
  const registry = new Registry();
  const logs: string[] = [];
  const waits: number[] = [];
  const app = build({
    kafka,
    elasticsearch,
    templates: readTemplates({ prefix, shards: 1, replicas: 0 }),
    topics,
    keyring,
    registry,
    logger: createLogger('indexer', 'trace', { write: (line: string) => void logs.push(line) }),
    indexPrefix: prefix,
    groupId: 'indexer',
    concurrency: 3,
    limits: { bytes: 5_242_880, documents: 500 },
    retentionDays: 90,
    sessionTimeoutMs: 6000,
    now: () => NOW,
    timing: {
      random: () => 1,
      pause: (ms) => {
        waits.push(ms);
        return new Promise((resolve) => setImmediate(resolve));
      },
    },
  });
  await app.start();
  const producer = await kafka.producer();
  const admin = await kafka.admin();
  let sent = 0;

  async function send(values: (Buffer | null)[]): Promise<void> {
    await producer.send(
      topics.enriched,
      values.map((value) => ({ key: null, value: value as Buffer })),
    );
    sent += values.length;
  }
  async function committed(count: number): Promise<void> {
    for (;;) {
      const [partition] = await admin.committed('indexer', topics.enriched);
      if ((partition?.offset ?? -1) >= count) return;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  return {
    elasticsearch,
    kafka,
    registry,
    logs,
    prefix,
    waits,
    send,
    committed,
    async index(values) {
      await send(values);
      await committed(sent);
    },
    stop: () => app.stop(),
    counts: () => settledCounts(registry),
  };
}

async function settledCounts(registry: Registry): Promise<Record<string, number>> {
  const settled = await registry.getSingleMetric('tripline_records_settled_total')?.get();
  const received = await registry.getSingleMetric('tripline_records_received_total')?.get();
  return {
    received: received?.values[0]?.value ?? -1,
    ...Object.fromEntries(
      (settled?.values ?? []).map(({ labels, value }) => [String(labels['outcome']), value]),
    ),
  };
}

let made = 0;
/** A UUIDv7 of the given time. */
export function eventId(time = NOW): string {
  made += 1;
  const hex = time.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-${String(made).padStart(12, '0')}`;
}

export function origin(over: Partial<Origin> = {}): Origin {
  return {
    event_id: eventId(),
    interaction_id: 'interaction',
    session_id: null,
    parent_event_id: null,
    trace_id: null,
    span_id: null,
    occurred_at: NOW * 1000,
    tenant: 'acme',
    application: 'support',
    environment: 'test',
    actor: { user_id: 'ann', role: 'agent', department: null },
    device: { id: null, ip: '10.0.0.1', user_agent: null },
    use_case: null,
    tags: [],
    attributes: [],
    emitter: { name: 'e', version: '1', instance: 'i', sequence: 1 },
    capture: 'FULL',
    ...over,
  };
}

export function prompt(text: string, over: Partial<Origin> = {}): PromptEvent {
  return {
    type: 'prompt',
    origin: origin(over),
    model: { provider: 'p', name: 'm' },
    messages: [{ role: 'user', name: null, media_type: 'text/plain', content: Buffer.from(text) }],
    parameters: null,
    tools_offered: [],
    status: 'SENT',
    error: null,
    content_length: null,
    content_digest: null,
  };
}

export function finding(over: Partial<Finding> = {}): Finding {
  return {
    finding_id: `f${(made += 1)}`,
    rule_id: 'email',
    rule_version: 1,
    category: 'PII',
    type: 'email',
    severity: 'MEDIUM',
    confidence: 0.9,
    path: '/messages/0/content',
    start: 0,
    end: 1,
    masked_start: null,
    masked_end: null,
    match_digest: 'ab',
    taxonomy: ['GDPR'],
    ...over,
  };
}

export function enriched(event: TriplineEvent, over: Partial<EnrichedEvent> = {}): Buffer {
  return encodeRecord({
    type: 'enriched',
    record: encodeRecord(event),
    findings: [],
    score: 1,
    source: { topic: 'llm.events', partition: 0, offset: 7, timestamp: NOW },
    detector: { version: '1', rules_digest: 'd' },
    ...over,
  });
}
