import type { Finding } from '../events/types.ts';
import { idDigest } from '../evidence/digest.ts';
import type { EventCard, Match } from './types.ts';

/**
 * A finding with its id: a digest of rule, path, span and the event that carries it, so that finding the same again gives the same one.
 * `digest`: the keyed one of the matched value; null where no value is meant.
 */
export function findingOf(match: Match, path: string, event_id: string, digest: string | null): Finding {
  const { rule_id, rule_version, category, type, severity, confidence, start, end } = match;
  return {
    finding_id: idDigest(rule_id, path, String(start), String(end), event_id),
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

/** What a card says of an event as a whole: there is no span. */
export function wholeMatch(card: EventCard): Match {
  const { id, version, category, type, severity, confidence, taxonomy } = card;
  return {
    rule_id: id,
    rule_version: version,
    category,
    type,
    severity,
    confidence,
    start: 0,
    end: 0,
    taxonomy,
  };
}
