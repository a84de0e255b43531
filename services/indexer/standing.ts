/**
 * What it means that raw holds an event's id already. First write stands: the same digest from the same place of llm.enriched is our own
 * interrupted write, to be finished; from elsewhere it is a redelivery, unless masked lacks the event (it was refused there, and this is
 * the replay): then that is made good. Another digest is a conflict of integrity.
 */
import { decodeEvent } from '../core/events/codec.ts';
import { sourceDigest } from '../core/evidence/digest.ts';
import type { Keyring, Sealer } from '../core/evidence/types.ts';
import type { Elasticsearch, StoredDocument } from '../platform/elasticsearch/port.ts';
import { type Copy, dailyIndex } from '../platform/elasticsearch/templates.ts';
import type { Patience } from '../platform/lifecycle/patience.ts';
import type { StoredEvent } from './examine.ts';

/**
 * `unfinished`: without its masked document; `incomplete`: without some of its findings; `vanished`: what stood is gone, as somebody deleted
 * the index meanwhile.
 */
export type Standing = 'continued' | 'unfinished' | 'incomplete' | 'duplicate' | 'conflict' | 'vanished';

export interface StandingDeps {
  elasticsearch: Elasticsearch;
  patience: Patience;
  keyring: Keyring;
  sealer: Sealer;
  indexPrefix: string;
}

/** In the order of the events. */
export async function judgeStanding(
  events: readonly StoredEvent[],
  deps: StandingDeps,
  signal: AbortSignal,
): Promise<Standing[]> {
  const raws = await readCopies('raw', events, ['source_digest', 'enriched'], deps, signal);
  const judged: Standing[] = [];
  for (const [index, event] of events.entries())
    judged.push(await standingOf(event, raws[index] ?? null, deps, signal));
  return finishUnfinished(events, judged, deps, signal);
}

/** A redelivery whose masked document or a finding is missing is no redelivery yet: Elasticsearch refused it, and this is the replay. */
async function finishUnfinished(
  events: readonly StoredEvent[],
  judged: Standing[],
  deps: StandingDeps,
  signal: AbortSignal,
): Promise<Standing[]> {
  const repeats = events.filter((_event, index) => judged[index] === 'duplicate');
  if (repeats.length === 0) return judged;
  const masked = await readCopies('masked', repeats, ['detector'], deps, signal);
  const unfinished = new Set(repeats.filter((_event, index) => masked[index] === null));
  const same = repeats.filter((event, index) => isOfSameRules(event, masked[index] ?? null));
  const incomplete = await withoutAllFindings(same, deps, signal);
  return events.map((event, index) => {
    if (unfinished.has(event)) return 'unfinished';
    return incomplete.has(event) ? 'incomplete' : (judged[index] ?? 'duplicate');
  });
}

/** Other rules find other things: then what was found first stands. */
function isOfSameRules({ enriched }: StoredEvent, masked: StoredDocument | null): boolean {
  const detector = masked?.source['detector'] as Partial<StoredEvent['enriched']['detector']> | undefined;
  return detector?.rules_digest === enriched.detector.rules_digest;
}

async function withoutAllFindings(
  events: readonly StoredEvent[],
  { elasticsearch, patience, indexPrefix }: StandingDeps,
  signal: AbortSignal,
): Promise<Set<StoredEvent>> {
  const wanted = events.flatMap((event) =>
    event.enriched.findings.map(({ finding_id }) => ({ event, id: finding_id })),
  );
  const ids = wanted.map(({ event, id }) => ({ index: dailyIndex(indexPrefix, 'findings', event.time), id }));
  const found = await patience.insist(() => elasticsearch.getMany(ids, ['finding_id'], signal), signal);
  return new Set(wanted.filter((_each, index) => found[index] === null).map(({ event }) => event));
}

function readCopies(
  copy: Copy,
  events: readonly StoredEvent[],
  fields: string[],
  { elasticsearch, patience, indexPrefix }: StandingDeps,
  signal: AbortSignal,
): Promise<(StoredDocument | null)[]> {
  const ids = events.map(({ event, time }) => ({
    index: dailyIndex(indexPrefix, copy, time),
    id: event.origin.event_id,
  }));
  return patience.insist(() => elasticsearch.getMany(ids, fields, signal), signal);
}

async function standingOf(
  event: StoredEvent,
  raw: StoredDocument | null,
  deps: StandingDeps,
  signal: AbortSignal,
): Promise<Standing> {
  if (raw === null) return 'vanished';
  const { source_digest, enriched } = raw.source as {
    source_digest?: string;
    enriched?: Partial<StoredEvent['position']>;
  };
  const isSame = source_digest === event.digest || (await isSameInside(event, deps, signal));
  if (!isSame) return 'conflict';
  const { partition, offset } = event.position;
  return enriched?.partition === partition && enriched.offset === offset ? 'continued' : 'duplicate';
}

/** A digest made under another key or an older schema differs for the same event: what is sealed decides. */
async function isSameInside(event: StoredEvent, deps: StandingDeps, signal: AbortSignal): Promise<boolean> {
  const [raw] = await readCopies('raw', [event], ['sealed'], deps, signal);
  const { tenant, event_id } = event.event.origin;
  const sealed = raw?.source['sealed'];
  if (typeof sealed !== 'string') return false;
  try {
    const record = deps.sealer.open(Buffer.from(sealed, 'base64'), { tenant, event_id, field: 'raw' });
    return sourceDigest(deps.keyring, decodeEvent(record)) === event.digest;
  } catch {
    return false;
  }
}
