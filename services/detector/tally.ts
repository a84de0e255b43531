/** What became of a batch's records; told to the metrics only after the commit. */
import type { ErrorCode } from '../core/errors.ts';
import type { AlertReason, Finding } from '../core/events/types.ts';
import type { Batch } from '../platform/kafka/port.ts';
import type { DetectionMetrics } from '../platform/metrics/detection.ts';
import type { PipelineMetrics } from '../platform/metrics/pipeline.ts';
import type { CorrelationRecords } from './correlation-records.ts';
import type { Enriched } from './enrich.ts';

interface Observation {
  findings: readonly Finding[];
  scanned: number;
  seconds: number;
  reasons: readonly AlertReason[];
}
export interface Tally {
  add(result: Enriched, seconds: number, correlations: readonly CorrelationRecords[]): void;
  settle(batch: Batch, pipeline: PipelineMetrics, detection: DetectionMetrics): void;
  /** Dead letters by reason. */
  readonly reasons: ReadonlyMap<ErrorCode, number>;
}

export function createTally(): Tally {
  const outcomes = { enriched: 0, dead_lettered: 0 };
  const reasons = new Map<ErrorCode, number>();
  const observations: Observation[] = [];
  const correlated: CorrelationRecords[] = [];
  return { add, settle, reasons };

  function add(result: Enriched, seconds: number, correlations: readonly CorrelationRecords[]): void {
    outcomes[result.outcome]++;
    correlated.push(...correlations);
    if (result.outcome === 'dead_lettered') {
      reasons.set(result.reason, (reasons.get(result.reason) ?? 0) + 1);
    } else {
      observations.push({
        findings: result.findings,
        scanned: result.scanned,
        seconds,
        reasons: result.reasons,
      });
    }
  }

  function settle(batch: Batch, pipeline: PipelineMetrics, detection: DetectionMetrics): void {
    pipeline.committed(distanceOf(batch), outcomes, reasons);
    for (const { findings, scanned, seconds, reasons: alerts } of observations) {
      detection.event(findings, scanned, seconds);
      for (const reason of alerts) detection.alert(reason);
    }
    countCorrelations(correlated, detection);
  }
}

export function countCorrelations(
  correlations: readonly CorrelationRecords[],
  detection: DetectionMetrics,
): void {
  for (const { found, reason } of correlations) {
    detection.correlation(found);
    if (reason !== null) detection.alert(reason);
  }
}

/** How far committing the batch moves the partition. */
function distanceOf({ records }: Batch): number {
  const first = records[0];
  const last = records.at(-1);
  return first === undefined || last === undefined ? 0 : last.offset + 1 - first.offset;
}
