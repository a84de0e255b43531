/** The records of a partition right before an offset, as many as memory needs, read outside any group. */
import type { IncomingRecord, Kafka } from '../platform/kafka/port.ts';

/** Of one partition; what lies further back is not read again. */
const MOST_RECORDS = 20_000;
const MOST_BYTES = 32 * 1024 * 1024;
const FIRST_CHUNK = 256;

export interface RecordsBefore {
  /** The oldest first. */
  records: IncomingRecord[];
  /** False when there were more of that time than are read. */
  isWhole: boolean;
}
export interface Position {
  topic: string;
  partition: number;
  offset: number;
}

/** Those appended at most `reachMs` before the last one. Backwards in growing chunks: how much lies in a span of time is not known before. */
export async function recordsBefore(
  kafka: Pick<Kafka, 'read'>,
  { topic, partition, offset }: Position,
  reachMs: number,
  signal: AbortSignal,
): Promise<RecordsBefore> {
  const chunks: IncomingRecord[][] = [];
  let since: number | null = null;
  let count = 0;
  let bytes = 0;
  let size = FIRST_CHUNK;
  for (let end = offset; end > 0; size *= 2) {
    const from = Math.max(0, end - size);
    const chunk = await readRange(kafka, topic, partition, from, end, MOST_BYTES - bytes, signal);
    since ??= (chunk.records.at(-1)?.timestamp ?? 0) - reachMs;
    const start = since;
    const recent = chunk.records.filter(({ timestamp }) => timestamp >= start);
    chunks.unshift(recent);
    count += recent.length;
    bytes += chunk.bytes;
    if (recent.length < chunk.records.length || chunk.records.length === 0) break;
    if (!chunk.isWhole || count >= MOST_RECORDS) return { records: chunks.flat(), isWhole: false };
    end = from;
  }
  return { records: chunks.flat(), isWhole: true };
}

/** The last ones of it that `most` bytes hold. */
async function readRange(
  kafka: Pick<Kafka, 'read'>,
  topic: string,
  partition: number,
  from: number,
  end: number,
  most: number,
  signal: AbortSignal,
): Promise<{ records: IncomingRecord[]; bytes: number; isWhole: boolean }> {
  const records: IncomingRecord[] = [];
  let first = 0;
  let bytes = 0;
  for await (const record of kafka.read(topic, new Map([[partition, from]]))) {
    signal.throwIfAborted();
    if (record.offset >= end) break;
    records.push(record);
    bytes += sizeOf(record);
    for (; bytes > most && first < records.length - 1; first += 1) bytes -= sizeOf(records[first]);
  }
  return { records: records.slice(first), bytes, isWhole: first === 0 };
}

function sizeOf(record: IncomingRecord | undefined): number {
  return record?.value?.length ?? 0;
}
