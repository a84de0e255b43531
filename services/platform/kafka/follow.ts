import type { Kafka as KafkaClient } from 'kafkajs';
import { TriplineError } from '../../core/errors.ts';
import { within } from './backoff.ts';
import { toTriplineError } from './errors.ts';
import type { ClusterInternals, FetchedData } from './internals.ts';
import { createCluster, FetchedBatch } from './internals.ts';
import type { FollowOptions } from './port.ts';
import { endOffsets, fetchRanges, leaderOf, partitionsOf } from './read.ts';
import { toIncoming } from './record.ts';

interface Position {
  partition: number;
  next: number;
  /** Where the topic ended when it began. */
  end: number;
}

/** Twenty times what a long poll takes: who says nothing for so long is gone, whatever its connection looks like. */
const ANSWER_MS = 10_000;

/** One long poll after another for each broker that leads partitions of the topic. @throws TriplineError KAFKA_UNAVAILABLE */
export async function followTopic(
  client: KafkaClient,
  topic: string,
  { from, onRecord, onCaughtUp, signal }: FollowOptions,
): Promise<void> {
  const cluster = createCluster(client);
  const ended = new AbortController();
  const over = AbortSignal.any([signal, ended.signal]);
  over.addEventListener('abort', () => void cluster.disconnect().catch(() => undefined));
  let behind = 0;
  try {
    await cluster.connect();
    await cluster.addTargetTopic(topic);
    const positions = await begin(cluster, topic, from);
    behind = positions.filter(isBehind).length;
    if (behind === 0) onCaughtUp();
    const byLeader = Map.groupBy(positions, ({ partition }) => leaderOf(cluster, topic, partition));
    await Promise.all([...byLeader].map(([leader, own]) => poll(leader, own)));
  } catch (error) {
    if (!signal.aborted) throw toTriplineError(error);
  } finally {
    ended.abort();
  }

  async function poll(leader: number, positions: Position[]): Promise<void> {
    while (!over.aborted) {
      const fetched = await within(fetchRanges(cluster, topic, leader, positions), ANSWER_MS, late);
      if (over.aborted) return;
      for (const data of fetched) {
        const position = positions.find(({ partition }) => partition === data.partition);
        if (position !== undefined) take(position, data);
      }
    }
  }

  function take(position: Position, data: FetchedData): void {
    const batch = new FetchedBatch(topic, String(position.next), data);
    const wasBehind = isBehind(position);
    for (const message of batch.messages) onRecord({ ...toIncoming(message), partition: position.partition });
    // Compaction leaves batches without records: kafkajs tells nothing of them, so step over them.
    if (batch.rawMessages.length > 0) position.next = Number(batch.lastOffset()) + 1;
    else if (position.next < Number(data.lastStableOffset)) position.next++;
    if (wasBehind && !isBehind(position) && --behind === 0) onCaughtUp();
  }
}

async function begin(
  cluster: ClusterInternals,
  topic: string,
  from: ReadonlyMap<number, number> | undefined,
): Promise<Position[]> {
  const partitions = partitionsOf(cluster, topic);
  const ends = await endOffsets(cluster, topic, partitions, false);
  const starts = await endOffsets(cluster, topic, partitions, true);
  return partitions.map((partition) => {
    const [start, end] = [starts.get(partition) ?? 0, ends.get(partition) ?? 0];
    const wanted = from?.get(partition) ?? start;
    return { partition, next: wanted > end ? start : Math.max(start, wanted), end };
  });
}

function late(): TriplineError {
  return new TriplineError('KAFKA_UNAVAILABLE', '(a long poll was not answered)');
}

function isBehind({ next, end }: Position): boolean {
  return next < end;
}
