/**
 * What every worker says of its stage. received = sum of settled over outcomes, by Kafka offset, counted at commit: `received` comes
 * from the distance that the commit moved, `settled` from what became of each record, so a lost record shows as a difference.
 */
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { catalogue, type ErrorCode } from '../../core/errors.ts';

export type StageName = 'detector' | 'indexer';
export type Outcome = 'enriched' | 'indexed' | 'duplicate' | 'dead_lettered';

const OUTCOMES: Record<StageName, readonly Outcome[]> = {
  detector: ['enriched', 'dead_lettered'],
  indexer: ['indexed', 'duplicate', 'dead_lettered'],
};
/** Reasons that a dead letter can have, by stage; every label value stands at 0 from the start. */
export const DEAD_LETTER_REASONS: Record<StageName, readonly ErrorCode[]> = {
  detector: [
    'RECORD_EMPTY',
    'RECORD_UNKNOWN_SCHEMA',
    'RECORD_MALFORMED',
    'RECORD_TOO_LARGE',
    'RECORD_INVALID',
    'STAGE_FAILED',
  ],
  indexer: [
    'RECORD_EMPTY',
    'RECORD_UNKNOWN_SCHEMA',
    'RECORD_MALFORMED',
    'RECORD_TOO_LARGE',
    'RECORD_INVALID',
    'TIME_OUT_OF_RANGE',
    'INTEGRITY_CONFLICT',
    'DOCUMENT_REJECTED',
    'STAGE_FAILED',
  ],
};

export interface PipelineMetrics {
  /** After a commit: how far it moved, what became of the records, and why some were set aside. */
  committed(
    distance: number,
    outcomes: Partial<Record<Outcome, number>>,
    reasons: ReadonlyMap<ErrorCode, number>,
  ): void;
  /** Records between the commit and the end of the partitions that this worker owns. */
  setLag(records: number): void;
  /** Whether the stage waits for the next hop. */
  setWaiting(waiting: boolean): void;
}

/** One registry a process, passed in. Node's own metrics are included. */
export function createRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

export function pipelineMetrics(
  registry: Registry,
  stage: StageName,
  now: () => number = Date.now,
): PipelineMetrics {
  const registers = [registry];
  const received = new Counter({
    name: 'tripline_records_received_total',
    help: 'Records taken from Kafka, by committed offset.',
    labelNames: ['stage'],
    registers,
  });
  const settled = new Counter({
    name: 'tripline_records_settled_total',
    help: 'What became of the records received.',
    labelNames: ['stage', 'outcome'],
    registers,
  });
  const letters = new Counter({
    name: 'tripline_dead_letters_total',
    help: 'Records set aside, by reason.',
    labelNames: ['stage', 'reason'],
    registers,
  });
  const lag = new Gauge({
    name: 'tripline_consumer_lag_records',
    help: 'Records not yet committed in the partitions of this worker.',
    labelNames: ['stage'],
    registers,
  });
  const waiting = new Gauge({
    name: 'tripline_stage_waiting',
    help: '1 while the stage waits for the next hop to take its writes.',
    labelNames: ['stage'],
    registers,
  });
  const progress = new Gauge({
    name: 'tripline_last_progress_timestamp_seconds',
    help: 'Unix time of the last commit, or of the start.',
    labelNames: ['stage'],
    registers,
  });

  received.inc({ stage }, 0);
  for (const outcome of OUTCOMES[stage]) settled.inc({ stage, outcome }, 0);
  for (const reason of DEAD_LETTER_REASONS[stage]) letters.inc({ stage, reason }, 0);
  lag.set({ stage }, 0);
  waiting.set({ stage }, 0);
  progress.set({ stage }, now() / 1000);

  return {
    committed(distance, outcomes, reasons) {
      received.inc({ stage }, distance);
      for (const [outcome, count] of Object.entries(outcomes)) settled.inc({ stage, outcome }, count);
      for (const [reason, count] of reasons)
        letters.inc({ stage, reason: Object.hasOwn(catalogue, reason) ? reason : 'OTHER' }, count);
      progress.set({ stage }, now() / 1000);
    },
    setLag: (records) => lag.set({ stage }, records),
    setWaiting: (is) => waiting.set({ stage }, is ? 1 : 0),
  };
}
