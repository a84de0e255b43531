/**
 * Correlation in the stream: one memory a partition, made anew from a bounded time before the committed offset after every assignment and
 * every batch that failed, in silence. What had become true by then was acknowledged before that commit; what had not becomes true again.
 */
import { randomBytes } from 'node:crypto';
import {
  type Correlator,
  createBudget,
  createCorrelator,
  reachOf,
} from '../core/detection/correlation/correlator.ts';
import { traceOf } from '../core/detection/correlation/trace.ts';
import type { Correlated, CorrelationOptions } from '../core/detection/correlation/types.ts';
import type { Engine } from '../core/detection/types.ts';
import { decodeEvent } from '../core/events/codec.ts';
import type { Finding, TriplineEvent } from '../core/events/types.ts';
import { idDigest } from '../core/evidence/digest.ts';
import type { Keyring } from '../core/evidence/types.ts';
import type { Batch, IncomingRecord, Kafka, PartitionProgress } from '../platform/kafka/port.ts';
import type { Logger } from '../platform/log/logger.ts';
import { whereaboutsOf } from './alerts.ts';
import { findIn } from './find.ts';
import { type Position, recordsBefore } from './records-before.ts';

export interface Correlation {
  /** Makes sure that memory holds what stands before the batch. Rejects where it cannot be read, or the signal aborts. */
  prepare(batch: Batch, signal: AbortSignal): Promise<void>;
  /** The next record of the partition: its event and findings, or null where it could not be read. */
  add(at: Partition, record: IncomingRecord, read: Readable | null): Correlated[];
  /** Of a partition that has nothing to be handled: what became true by the time `until`; makes its memory where there is none. */
  idle(owned: PartitionProgress, until: number, signal: AbortSignal): Promise<Correlated[]>;
  /** Lets go of every partition but these. */
  keep(owned: readonly Partition[]): void;
  readonly sessions: number;
  /** Memory in use, in units of 56 bytes: about two an event. */
  readonly units: number;
}
export interface Partition {
  topic: string;
  partition: number;
}
export interface Readable {
  event: TriplineEvent;
  findings: readonly Finding[];
}
export interface CorrelationDeps {
  kafka: Pick<Kafka, 'read'>;
  engine: Engine;
  keyring: Keyring;
  logger: Logger;
  options: CorrelationOptions;
}

interface Memory {
  correlator: Correlator;
  /** The offset that it is to take next. */
  next: number;
}

const SLICE_MS = 20;
const LONGEST_KEY = 200;

export function createCorrelation(deps: CorrelationDeps): Correlation {
  const { kafka, engine, keyring, logger, options } = deps;
  const budget = createBudget();
  const memories = new Map<string, Memory>();
  // Of this process alone: what is hashed is compared with nothing outside it.
  const bytes = randomBytes(8);
  const seed = { a: bytes.readInt32LE(0), b: bytes.readInt32LE(4) };
  let hasFailed = false;

  return {
    prepare,
    add,
    idle,
    keep,
    get sessions() {
      return [...memories.values()].reduce((sum, { correlator }) => sum + correlator.sessions, 0);
    },
    get units() {
      return budget.used;
    },
  };

  async function prepare(batch: Batch, signal: AbortSignal): Promise<void> {
    const first = batch.records[0];
    if (first === undefined) return;
    const memory = memories.get(nameOf(batch));
    const isUnbroken = memory !== undefined && (batch.follows || memory.next === first.offset);
    if (!isUnbroken) await restore({ ...batch, offset: first.offset }, signal);
  }

  function add(at: Partition, record: IncomingRecord, read: Readable | null): Correlated[] {
    const memory = memories.get(nameOf(at));
    if (memory === undefined) return [];
    memory.next = record.offset + 1;
    return take(memory.correlator, record, read);
  }

  async function idle(owned: PartitionProgress, until: number, signal: AbortSignal): Promise<Correlated[]> {
    const memory = memories.get(nameOf(owned));
    if (memory !== undefined && memory.next === owned.committed) return memory.correlator.elapse(until);
    await restore({ ...owned, offset: owned.committed }, signal);
    return [];
  }

  function keep(owned: readonly Partition[]): void {
    const names = new Set(owned.map(nameOf));
    for (const [name, { correlator }] of memories) {
      if (names.has(name)) continue;
      correlator.clear();
      memories.delete(name);
    }
  }

  async function restore(position: Position, signal: AbortSignal): Promise<void> {
    const name = nameOf(position);
    memories.get(name)?.correlator.clear();
    memories.delete(name);
    const { records, isWhole } = await recordsBefore(kafka, position, reachOf(options), signal);
    const correlator = createCorrelator(options, budget);
    if (!isWhole) correlator.beginAt(records[0]?.timestamp ?? 0);
    let sliceStarted = performance.now();
    for (const record of records) {
      take(correlator, record, readAgain(record));
      if (performance.now() - sliceStarted < SLICE_MS) continue;
      await new Promise(setImmediate);
      if (signal.aborted) correlator.clear();
      signal.throwIfAborted();
      sliceStarted = performance.now();
    }
    memories.set(name, { correlator, next: position.offset });
  }

  function readAgain(record: IncomingRecord): Readable | null {
    try {
      const event = decodeEvent(record.value);
      return { event, findings: findIn(event, engine, keyring).findings };
    } catch {
      return null;
    }
  }

  /** A fault of ours here must not cost the record its way: it is left out, and said once. */
  function take(
    correlator: Correlator,
    { offset, timestamp }: IncomingRecord,
    read: Readable | null,
  ): Correlated[] {
    try {
      if (read === null) return correlator.pass(timestamp);
      const { event, findings } = read;
      const trace = traceOf(event, findings, whereaboutsOf(event, findings, keyring), seed);
      return correlator.add(sessionKey(event), trace, { offset, timestamp });
    } catch (error) {
      if (!hasFailed) logger.error({ error: (error as Error).name }, 'an event could not be correlated');
      hasFailed = true;
      return [];
    }
  }
}

/** As the record's key, and per tenant. */
function sessionKey({ origin }: TriplineEvent): string {
  const { tenant, session_id, trace_id, interaction_id } = origin;
  const key = `${tenant.length} ${tenant}${session_id ?? trace_id ?? interaction_id}`;
  return key.length <= LONGEST_KEY ? key : idDigest(key);
}

function nameOf({ topic, partition }: Partition): string {
  return `${topic}/${partition}`;
}
