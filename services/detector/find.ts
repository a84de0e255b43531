/** What the rules find in one event: every outside string scanned, findings with ids, keyed digests and paths. */
import { findingOf } from '../core/detection/finding.ts';
import { tooMany } from '../core/detection/overlaps.ts';
import type { Engine, ScanContext } from '../core/detection/types.ts';
import { renderEvent } from '../core/events/render.ts';
import type { Finding, TriplineEvent } from '../core/events/types.ts';
import { matchDigest } from '../core/evidence/digest.ts';
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
  return { findings: findings.length > MAX_FINDINGS ? [tooManyIn(event, findings)] : findings, scanned };

  function collect(path: string, text: string, context: ScanContext): void {
    for (const match of engine.scan(text, context)) {
      const value = text.slice(match.start, match.end);
      const digest = matchDigest(keyring, event.origin.tenant, match.type, value);
      findings.push(findingOf(match, path, event.origin.event_id, digest));
    }
  }
}

/** Path '' means the whole event: everything that came from outside is masked. */
function tooManyIn(event: TriplineEvent, findings: Finding[]): Finding {
  return findingOf(tooMany(0, findings), '', event.origin.event_id, null);
}
