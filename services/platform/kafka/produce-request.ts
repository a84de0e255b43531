import type { EncodedBatch } from './wire.ts';

export const PRODUCE_KEY = 0;
/** Every broker since 2.1 speaks it, 4.x too, and kafkajs can read its answer. */
export const PRODUCE_VERSION = 7;
const ALL = -1;
const NULL_STRING = -1;

export interface RequestHeader {
  correlationId: number;
  clientId: string;
  timeoutMs: number;
}

/**
 * A produce request with its length, in parts that are to be written one after another: the batches are not copied.
 * Source: kafka.apache.org/protocol, Produce Request (Version: 7), Request Header v1.
 */
export function encodeProduceRequest(
  { correlationId, clientId, timeoutMs }: RequestHeader,
  topic: string,
  batches: readonly EncodedBatch[],
): Buffer[] {
  const names = [Buffer.from(clientId), Buffer.from(topic)] as const;
  const head = Buffer.allocUnsafe(4 + 10 + names[0].length + 8 + 4 + 2 + names[1].length + 4);
  const rest = batches.flatMap(({ partition, bytes }) => [partitionHead(partition, bytes.length), bytes]);
  let at = head.writeInt32BE(
    rest.reduce((sum, { length }) => sum + length, head.length - 4),
    0,
  );
  at = head.writeInt16BE(PRODUCE_KEY, at);
  at = head.writeInt16BE(PRODUCE_VERSION, at);
  at = head.writeInt32BE(correlationId, at);
  at = writeString(head, at, names[0]);
  at = head.writeInt16BE(NULL_STRING, at);
  at = head.writeInt16BE(ALL, at);
  at = head.writeInt32BE(timeoutMs, at);
  at = head.writeInt32BE(1, at);
  at = writeString(head, at, names[1]);
  head.writeInt32BE(batches.length, at);
  return [head, ...rest];
}

function writeString(target: Buffer, at: number, text: Buffer): number {
  const start = target.writeInt16BE(text.length, at);
  return start + text.copy(target, start);
}

function partitionHead(partition: number, length: number): Buffer {
  const head = Buffer.allocUnsafe(8);
  head.writeInt32BE(partition, 0);
  head.writeInt32BE(length, 4);
  return head;
}
