/** Reads a trail from the masked and findings indices. */
import { TriplineError } from '../../core/errors.ts';
import type { Elasticsearch, SearchResult } from '../../platform/elasticsearch/port.ts';

/** Documents as stored: masked copies in time order, and what was found in them. */
export interface Trail {
  id: string;
  events: Record<string, unknown>[];
  findings: Record<string, unknown>[];
  /** How many the indices hold; more than `events.length` when the trail is longer than one page. */
  total: { events: number; findings: number };
}

/** What Elasticsearch returns in one page unless told otherwise (index.max_result_window). */
const PAGE = 10_000;
const OLDEST_FIRST = [{ '@timestamp': 'asc' as const }, { event_id: 'asc' as const }];

/**
 * The trail of an interaction, or of the interaction that an event belongs to, or of a whole session.
 * @throws TriplineError NOT_FOUND, ELASTICSEARCH_UNAVAILABLE
 */
export async function findTrail(elasticsearch: Elasticsearch, prefix: string, id: string): Promise<Trail> {
  const index = `${prefix}-masked`;
  const named = await searchOrNothing(elasticsearch, index, anyOf(['event_id', 'interaction_id'], id));
  const interaction = named.hits[0]?.source['interaction_id'];
  const query =
    typeof interaction === 'string' ? anyOf(['interaction_id'], interaction) : anyOf(['session_id'], id);
  const events = await searchOrNothing(elasticsearch, index, query);
  if (events.hits.length === 0) throw notFound(id);
  const findings = await searchOrNothing(elasticsearch, `${prefix}-findings`, query);
  return {
    id: typeof interaction === 'string' ? interaction : id,
    events: events.hits.map((hit) => hit.source),
    findings: findings.hits.map((hit) => hit.source),
    total: { events: events.total, findings: findings.total },
  };
}

function anyOf(fields: string[], id: string): Record<string, unknown> {
  return { bool: { should: fields.map((field) => ({ term: { [field]: id } })), minimum_should_match: 1 } };
}

async function searchOrNothing(
  elasticsearch: Elasticsearch,
  index: string,
  query: Record<string, unknown>,
): Promise<SearchResult> {
  try {
    return await elasticsearch.search({ index, query, size: PAGE, sort: OLDEST_FIRST });
  } catch (error) {
    if (error instanceof TriplineError && error.code === 'NOT_FOUND')
      return { total: 0, hits: [], aggregations: {} };
    throw error;
  }
}

/** The id is what the caller typed: shown only where it looks like one of ours. */
function notFound(id: string): TriplineError {
  const shown = /^[A-Za-z0-9_.:-]{1,128}$/.test(id) ? ` ${id}` : '';
  return new TriplineError(
    'NOT_FOUND',
    `No event, interaction or session${shown} is in the masked copy; an event is found there about a second after it was indexed.`,
  );
}
