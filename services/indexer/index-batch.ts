/** A batch of llm.enriched to its end, in chunks of what a bulk request takes. */
import type { ErrorCode } from '../core/errors.ts';
import type { Batch, IncomingRecord } from '../platform/kafka/port.ts';
import type { BulkLimits } from './bulk-queue.ts';
import { type LetterDeps, sendLetters } from './letters.ts';
import { type SettleDeps, settleChunk } from './settle-chunk.ts';

export interface BatchDeps {
  settle: SettleDeps;
  letters: LetterDeps;
  limits: BulkLimits;
}
export interface BatchTally {
  /** How far committing the batch moves the partition. */
  distance: number;
  outcomes: { indexed: number; duplicate: number; dead_lettered: number };
  reasons: Map<ErrorCode, number>;
}

/** Resolves once every record is stored, known as stored, or an acknowledged dead letter. */
export async function indexBatch(batch: Batch, deps: BatchDeps, signal: AbortSignal): Promise<BatchTally> {
  const tally: BatchTally = {
    distance: distanceOf(batch.records),
    outcomes: { indexed: 0, duplicate: 0, dead_lettered: 0 },
    reasons: new Map(),
  };
  for (const chunk of chunksOf(batch.records, deps.limits))
    await indexChunk(chunk, batch, deps, tally, signal);
  return tally;
}

async function indexChunk(
  records: IncomingRecord[],
  batch: Batch,
  { settle, letters }: BatchDeps,
  { outcomes, reasons }: BatchTally,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const { indexed, duplicate, refused } = await settleChunk(records, batch.partition, settle, signal);
  await sendLetters(refused, batch, letters, signal);
  outcomes.indexed += indexed;
  outcomes.duplicate += duplicate;
  outcomes.dead_lettered += refused.length;
  for (const { reason } of refused) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
}

function chunksOf(records: readonly IncomingRecord[], limits: BulkLimits): IncomingRecord[][] {
  const chunks: IncomingRecord[][] = [];
  let bytes = 0;
  for (const record of records) {
    const size = record.value?.length ?? 0;
    const last = chunks.at(-1);
    const fits = last !== undefined && last.length < limits.documents && bytes + size <= limits.bytes;
    if (fits) last.push(record);
    else chunks.push([record]);
    bytes = fits ? bytes + size : size;
  }
  return chunks;
}

function distanceOf(records: readonly IncomingRecord[]): number {
  const first = records[0];
  const last = records.at(-1);
  return first === undefined || last === undefined ? 0 : last.offset + 1 - first.offset;
}
