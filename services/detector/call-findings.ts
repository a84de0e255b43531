import { judgeCall } from '../core/detection/calls.ts';
import { findingOf, wholeMatch } from '../core/detection/finding.ts';
import type { Finding, ToolEvent } from '../core/events/types.ts';

/** Findings about a call as a whole; `findings` are those of its texts. */
export function callFindings(event: ToolEvent, findings: readonly Finding[]): Finding[] {
  return judgeCall(event, findings).map(({ card, path, type }) =>
    findingOf(wholeMatch({ ...card, type }), path, event.origin.event_id, null),
  );
}
