/** What the rules find in one event: every outside string scanned, findings with ids, keyed digests and paths. */
import type { Engine, Match, ScanContext } from '../core/detection/types.ts';
import { renderEvent } from '../core/events/render.ts';
import type { Finding, TriplineEvent } from '../core/events/types.ts';
import { idDigest, matchDigest } from '../core/evidence/digest.ts';
import type { Keyring } from '../core/evidence/types.ts';
import { callFindings } from './call-findings.ts';

/** Over this many in one event they are replaced by one that masks the whole event. */
export const MAX_FINDINGS = 10_000;

export interface Found {
  findings: Finding[];
  /** UTF-16 code units scanned. */
  scanned: number;
}

export function findIn(event: TriplineEvent, engine: Engine, keyring: Keyring): Found {
  const findings: Finding[] = [];
  let scanned = 0;
  renderEvent(event, (path, text, context) => {
    scanned += text.length;
    if (findings.length <= MAX_FINDINGS) collect(path, text, context);
    return text;
  });
  if (event.type === 'tool') findings.push(...callFindings(event, findings));
  return { findings: findings.length > MAX_FINDINGS ? [tooMany(event, findings)] : findings, scanned };

  function collect(path: string, text: string, context: ScanContext): void {
    for (const match of engine.scan(text, context)) {
      findings.push(
        toFinding(
          event,
          path,
          match,
          matchDigest(keyring, event.origin.tenant, match.type, text.slice(match.start, match.end)),
        ),
      );
    }
  }
}

function toFinding(event: TriplineEvent, path: string, match: Match, digest: string): Finding {
  const { rule_id, rule_version, category, type, severity, confidence, start, end } = match;
  const finding_id = idDigest(rule_id, path, String(start), String(end), event.origin.event_id);
  return {
    finding_id,
    rule_id,
    rule_version,
    category,
    type,
    severity,
    confidence,
    path,
    start,
    end,
    masked_start: null,
    masked_end: null,
    match_digest: digest,
    taxonomy: [...match.taxonomy],
  };
}

/** Path '' means the whole event: everything that came from outside is masked. */
function tooMany(event: TriplineEvent, findings: Finding[]): Finding {
  return {
    finding_id: idDigest('too-many-findings', '', '0', '0', event.origin.event_id),
    rule_id: 'too-many-findings',
    rule_version: 1,
    category: 'ANOMALY',
    type: 'too_many_findings',
    severity: 'HIGH',
    confidence: 1,
    path: '',
    start: 0,
    end: 0,
    masked_start: null,
    masked_end: null,
    match_digest: null,
    taxonomy: [...new Set(findings.flatMap((finding) => finding.taxonomy))].toSorted(),
  };
}
