import { setTimeout } from 'node:timers/promises';
import type { Kafka as KafkaClient, Admin as WireAdmin } from 'kafkajs';
import { isCoordinatorMoving, isStaleMetadata, toTriplineError } from './errors.ts';
import type { Admin, TopicSpec } from './port.ts';

const WAIT_MS = 100;
const ATTEMPTS = 100;

export class KafkaJsAdmin implements Admin {
  readonly #wire: WireAdmin;

  private constructor(wire: WireAdmin) {
    this.#wire = wire;
  }

  /** @throws TriplineError KAFKA_UNAVAILABLE when no broker answers */
  static async connect(client: KafkaClient): Promise<KafkaJsAdmin> {
    const wire = client.admin();
    await attempt(() => wire.connect());
    return new KafkaJsAdmin(wire);
  }

  async createTopics(topics: TopicSpec[]): Promise<string[]> {
    const existing = new Set(await this.listTopics());
    const created: string[] = [];
    for (const topic of topics.filter(({ topic }) => !existing.has(topic))) {
      const wanted = { topics: [toWire(topic)], waitForLeaders: false };
      if (await attempt(() => this.#wire.createTopics(wanted))) created.push(topic.topic);
    }
    for (const topic of created) await attempt(() => this.#awaitLeaders(topic));
    return created;
  }

  /** kafkajs' own wait takes a topic that a busy broker has made, but does not tell of yet, for a failure. */
  async #awaitLeaders(topic: string): Promise<void> {
    await outlast(isStaleMetadata, () => this.#wire.fetchTopicMetadata({ topics: [topic] }));
  }

  listTopics(): Promise<string[]> {
    return attempt(() => this.#wire.listTopics());
  }

  async deleteTopics(topics: string[]): Promise<void> {
    const existing = new Set(await this.listTopics());
    const doomed = topics.filter((topic) => existing.has(topic));
    if (doomed.length > 0) await attempt(() => this.#wire.deleteTopics({ topics: doomed }));
  }

  async offsets(topic: string): Promise<{ partition: number; low: number; high: number }[]> {
    const partitions = await attempt(() => this.#wire.fetchTopicOffsets(topic));
    return partitions
      .map(({ partition, low, high }) => ({ partition, low: Number(low), high: Number(high) }))
      .sort((a, b) => a.partition - b.partition);
  }

  async committed(groupId: string, topic: string): Promise<{ partition: number; offset: number }[]> {
    const [answer] = await attempt(() =>
      outlast(isCoordinatorMoving, () => this.#wire.fetchOffsets({ groupId, topics: [topic] })),
    );
    return (answer?.partitions ?? [])
      .map(({ partition, offset }) => ({ partition, offset: Number(offset) }))
      .sort((a, b) => a.partition - b.partition);
  }

  close(): Promise<void> {
    return attempt(() => this.#wire.disconnect());
  }
}

function toWire({ topic, partitions, replicationFactor, config }: TopicSpec) {
  return {
    topic,
    numPartitions: partitions,
    replicationFactor: replicationFactor ?? -1,
    configEntries: Object.entries(config ?? {}).map(([name, value]) => ({ name, value })),
  };
}

/** Asks again while the answer is one that passes by itself. */
async function outlast<T>(passes: (error: unknown) => boolean, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!passes(error) || attempt === ATTEMPTS) throw error;
      await setTimeout(WAIT_MS);
    }
  }
}

async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toTriplineError(error);
  }
}
