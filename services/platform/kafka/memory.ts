import { TriplineError } from '../../core/errors.ts';
import { MemoryConsumer } from './memory-consumer.ts';
import { commitKey, MemoryGroup } from './memory-group.ts';
import { MemoryLog } from './memory-log.ts';
import type { Admin, FollowOptions, Kafka, Producer } from './port.ts';
import type { ReadRecord } from './read.ts';

export interface MemoryKafkaOptions {
  /** For topics without max.message.bytes of their own; default 1,048,588 as a broker's. */
  maxRecordBytes?: number;
  /** Milliseconds. */
  now?: () => number;
}

export interface MemoryKafka extends Kafka {
  /** While false, whatever asks the broker for something fails with KAFKA_UNAVAILABLE and consumers stand still. */
  setAvailable(available: boolean): void;
}

/** Kafka in this process: the same promises as the real adapter's, held by the same contract suite. */
export function createMemoryKafka(options: MemoryKafkaOptions = {}): MemoryKafka {
  const log = new MemoryLog(options.now ?? Date.now, options.maxRecordBytes);
  const groups = new Map<string, MemoryGroup>();
  const groupOf = (groupId: string) => {
    const group = groups.get(groupId) ?? new MemoryGroup(log);
    groups.set(groupId, group);
    return group;
  };
  return {
    producer: async () => createProducer(log),
    consumer: async (consumer) => new MemoryConsumer(log, groupOf(consumer.groupId), consumer),
    admin: async () => createAdmin(log, groupOf),
    read: (topic, from) => read(log, topic, from),
    follow: (topic, options) => follow(log, topic, options),
    setAvailable: (available) => log.setAvailable(available),
  };
}

function createProducer(log: MemoryLog): Producer {
  let closed = false;
  return {
    send: async (topic, records) => {
      if (closed) throw new TriplineError('KAFKA_UNAVAILABLE', '(the producer is closed)');
      log.append(topic, records);
    },
    close: async () => {
      closed = true;
    },
  };
}

function createAdmin(log: MemoryLog, groupOf: (groupId: string) => MemoryGroup): Admin {
  log.reach();
  return {
    createTopics: async (topics) => topics.filter((topic) => log.create(topic)).map(({ topic }) => topic),
    listTopics: async () => log.topics,
    deleteTopics: async (topics) => topics.forEach((topic) => log.delete(topic)),
    offsets: async (topic) =>
      log.partitions(topic).map((records, partition) => ({ partition, low: 0, high: records.length })),
    committed: async (groupId, topic) =>
      log.partitions(topic).map((_, partition) => {
        const offset = groupOf(groupId).commits.get(commitKey({ topic, partition })) ?? -1;
        return { partition, offset };
      }),
    close: async () => undefined,
  };
}

async function* read(log: MemoryLog, topic: string, from?: Map<number, number>): AsyncGenerator<ReadRecord> {
  log.reach();
  const snapshot = log.partitions(topic).map((records) => [...records]);
  for (const [partition, records] of snapshot.entries()) {
    if (from !== undefined && !from.has(partition)) continue;
    for (const record of records.slice(from?.get(partition) ?? 0)) yield { ...record, topic, partition };
  }
}

async function follow(log: MemoryLog, topic: string, options: FollowOptions): Promise<void> {
  const { from, onRecord, onCaughtUp, signal } = options;
  log.reach();
  const next = log.partitions(topic).map((records, partition) => {
    const wanted = from?.get(partition) ?? 0;
    return wanted > records.length ? 0 : wanted;
  });
  for (let isFirst = true; !signal.aborted; isFirst = false) {
    log.reach();
    for (const [partition, records] of log.partitions(topic).entries()) {
      if (records.length < (next[partition] ?? 0))
        throw new TriplineError('KAFKA_UNAVAILABLE', '(OFFSET_OUT_OF_RANGE)');
      for (const record of records.slice(next[partition])) {
        next[partition] = record.offset + 1;
        onRecord({ ...record, partition });
      }
    }
    if (isFirst) onCaughtUp();
    await log.changed(signal);
  }
}
