/** What the detector says of what it finds. Every label value is ours and stands at 0 from the start, so that the first alert is an increase. */
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { CATEGORIES, SEVERITIES } from '../../core/events/enums.ts';
import type { AlertReason, Finding } from '../../core/events/types.ts';

export const ALERT_REASONS: readonly AlertReason[] = [
  'SEVERITY',
  'PII_IN_PROMPT',
  'SENSITIVE_OUTPUT',
  'CODE_IN_OUTPUT',
  'HIGH_RISK_TOOL_CALL',
];
const TOLD_SEVERITIES = SEVERITIES.filter((severity) => severity !== 'UNKNOWN');
/** From a short prompt (tens of microseconds) to 8 MiB of findings (seconds). */
const BUCKETS = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5];

export interface DetectionMetrics {
  /** An event whose record is committed: what was found, UTF-16 code units scanned, seconds that decoding and scanning took. */
  event(
    findings: readonly Pick<Finding, 'category' | 'severity'>[],
    characters: number,
    seconds: number,
  ): void;
  /** A finding about several events, sent on. */
  correlation(finding: Pick<Finding, 'category' | 'severity'>): void;
  alert(reason: AlertReason): void;
  /** What correlation holds in memory; a unit is 56 bytes. */
  setMemory(sessions: number, units: number): void;
}

export function detectionMetrics(registry: Registry): DetectionMetrics {
  const registers = [registry];
  const found = new Counter({
    name: 'tripline_findings_total',
    help: 'Findings, by category and severity.',
    labelNames: ['category', 'severity'],
    registers,
  });
  const alerts = new Counter({
    name: 'tripline_alerts_total',
    help: 'Alerts written to llm.alerts, by reason.',
    labelNames: ['reason'],
    registers,
  });
  const characters = new Counter({
    name: 'tripline_scan_characters_total',
    help: 'UTF-16 code units of outside text scanned.',
    registers,
  });
  const duration = new Histogram({
    name: 'tripline_scan_duration_seconds',
    help: 'Time to decode and scan one event.',
    buckets: BUCKETS,
    registers,
  });

  const sessions = new Gauge({
    name: 'tripline_correlation_sessions',
    help: 'Sessions that correlation holds in memory.',
    registers,
  });
  const memory = new Gauge({
    name: 'tripline_correlation_memory_units',
    help: 'Memory that correlation holds, in units of 56 bytes: about two an event.',
    registers,
  });

  for (const category of CATEGORIES)
    for (const severity of TOLD_SEVERITIES) found.inc({ category, severity }, 0);
  for (const reason of ALERT_REASONS) alerts.inc({ reason }, 0);

  return {
    event(findings, scanned, seconds) {
      for (const { category, severity } of findings) found.inc({ category, severity });
      characters.inc(scanned);
      duration.observe(seconds);
    },
    correlation: ({ category, severity }) => found.inc({ category, severity }),
    alert: (reason) => alerts.inc({ reason }),
    setMemory(held, units) {
      sessions.set(held);
      memory.set(units);
    },
  };
}
