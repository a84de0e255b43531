import type { Kafka as KafkaClient } from 'kafkajs';
import { toTriplineError } from './errors.ts';
import type { ClusterInternals, FetchedData } from './internals.ts';
import { createCluster, FetchedBatch, READ_COMMITTED } from './internals.ts';
import type { IncomingRecord } from './port.ts';
import { toIncoming } from './record.ts';

export type ReadRecord = IncomingRecord & { topic: string; partition: number };

const MAX_BYTES = 1024 * 1024;
const ATTEMPTS = 5;

interface Range {
  partition: number;
  next: number;
  end: number;
}

/**
 * One partition after another, fetched as it is asked for: nothing is read ahead of a slow reader. A group's consumer
 * would need a group that it then has to delete, and rights to it.
 * @throws TriplineError KAFKA_UNAVAILABLE
 */
export async function* readTopic(
  client: KafkaClient,
  topic: string,
  from?: Map<number, number>,
): AsyncGenerator<ReadRecord> {
  const cluster = createCluster(client);
  try {
    await cluster.connect();
    await cluster.addTargetTopic(topic);
    for (const range of await ranges(cluster, topic, from)) yield* readPartition(cluster, topic, range);
  } catch (error) {
    throw toTriplineError(error);
  } finally {
    await cluster.disconnect().catch(() => undefined);
  }
}

async function ranges(
  cluster: ClusterInternals,
  topic: string,
  from?: Map<number, number>,
): Promise<Range[]> {
  const partitions = partitionsOf(cluster, topic).filter(
    (partition) => from === undefined || from.has(partition),
  );
  const ends = await endOffsets(cluster, topic, partitions, false);
  const starts = await endOffsets(cluster, topic, partitions, true);
  return partitions.map((partition) => {
    const start = starts.get(partition) ?? 0;
    return { partition, next: Math.max(start, from?.get(partition) ?? start), end: ends.get(partition) ?? 0 };
  });
}

export function partitionsOf(cluster: ClusterInternals, topic: string): number[] {
  return cluster
    .findTopicPartitionMetadata(topic)
    .map(({ partitionId }) => partitionId)
    .sort((a, b) => a - b);
}

export async function endOffsets(
  cluster: ClusterInternals,
  topic: string,
  partitions: number[],
  fromBeginning: boolean,
): Promise<Map<number, number>> {
  const wanted = partitions.map((partition) => ({ partition }));
  const [answer] = await cluster.fetchTopicsOffset([{ topic, fromBeginning, partitions: wanted }]);
  return new Map(answer?.partitions.map(({ partition, offset }) => [partition, Number(offset)]));
}

async function* readPartition(
  cluster: ClusterInternals,
  topic: string,
  range: Range,
): AsyncGenerator<ReadRecord> {
  const { partition, end } = range;
  while (range.next < end) {
    const batch = await fetchPatiently(cluster, topic, range);
    for (const message of batch.messages) {
      const record = toIncoming(message);
      if (record.offset >= end) return;
      yield { ...record, topic, partition };
    }
    // Compaction leaves batches without records: kafkajs tells nothing of them, so step over them.
    range.next = batch.rawMessages.length > 0 ? Number(batch.lastOffset()) + 1 : range.next + 1;
  }
}

async function fetchPatiently(cluster: ClusterInternals, topic: string, range: Range): Promise<FetchedBatch> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await fetchOnce(cluster, topic, range);
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await cluster.refreshMetadata();
    }
  }
}

async function fetchOnce(cluster: ClusterInternals, topic: string, range: Range): Promise<FetchedBatch> {
  const [data] = await fetchRanges(cluster, topic, leaderOf(cluster, topic, range.partition), [range]);
  if (data === undefined) throw new Error('the broker answered without the partition asked for');
  return new FetchedBatch(topic, String(range.next), data);
}

/** -1 when nobody leads it, which no broker is called. */
export function leaderOf(cluster: ClusterInternals, topic: string, partition: number): number {
  const found = cluster
    .findTopicPartitionMetadata(topic)
    .find(({ partitionId }) => partitionId === partition);
  return found?.leader ?? -1;
}

/** One long poll of at most half a second. */
export async function fetchRanges(
  cluster: ClusterInternals,
  topic: string,
  leader: number,
  ranges: readonly { partition: number; next: number }[],
): Promise<FetchedData[]> {
  const broker = await cluster.findBroker({ nodeId: leader });
  const partitions = ranges.map(({ partition, next }) => ({
    partition,
    fetchOffset: String(next),
    maxBytes: MAX_BYTES,
  }));
  const { responses } = await broker.fetch({
    maxWaitTime: 500,
    minBytes: 1,
    maxBytes: MAX_BYTES,
    isolationLevel: READ_COMMITTED,
    rackId: '',
    topics: [{ topic, partitions }],
  });
  return responses.flatMap((response) => response.partitions);
}
