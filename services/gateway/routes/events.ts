/** POST /v1/events: one event or many; each is accepted or refused on its own. */
import { z } from 'zod';
import { isTriplineError, TriplineError } from '../../core/errors.ts';
import { EVENT_SCHEMAS } from '../../core/events/record-schemas.ts';
import type { ApiKey, EventType, TriplineEvent } from '../../core/events/types.ts';
import type { OutgoingRecord } from '../../platform/kafka/port.ts';
import { EVENTS_AVRO, EVENTS_JSON, EVENTS_NDJSON, type Item, readItems } from '../events/read-items.ts';
import { type Filling, idIn, toRecord } from '../events/to-record.ts';
import type { GatewayMetrics } from '../metrics.ts';
import { asTriplineError } from '../problem.ts';
import type { Publisher } from '../publisher.ts';
import type { Asked, Route } from '../route.ts';
import { inSlices } from '../slices.ts';

export interface EventsDeps {
  publisher: Publisher;
  metrics: GatewayMetrics;
  filling: Filling;
  /** Hears of every event that was acknowledged. */
  onAccepted: (event: TriplineEvent, key: ApiKey) => Promise<void>;
}

const Event = z
  .looseObject({
    type: z.enum(Object.keys(EVENT_SCHEMAS) as [EventType, ...EventType[]]),
    origin: z.looseObject({ application: z.string() }),
  })
  .meta({
    description:
      "An event as docs/events.md describes it. Of `origin`, what is left out is filled in: event_id and interaction_id (made), occurred_at (now), tenant (the key's), environment (production).",
  });
const Batch = z.union([Event, z.array(Event), z.strictObject({ events: z.array(Event) })]);

const Refusal = z.strictObject({
  index: z.int().meta({ description: 'Position in the body, from 0; blank lines do not count.' }),
  event_id: z.string().optional(),
  code: z.string().meta({ description: 'A code of docs/errors.md.' }),
  detail: z.string(),
});
const Answer = z.strictObject({
  accepted: z.int().meta({ description: 'Events that Kafka acknowledged.' }),
  refused: z.array(Refusal),
  event_ids: z
    .array(z.string().nullable())
    .optional()
    .meta({ description: 'Of JSON and NDJSON: the id of each event, null where it was refused.' }),
});
type Answer = z.infer<typeof Answer>;

interface Entry {
  item: Item;
  ready: { event: TriplineEvent; record: OutgoingRecord } | null;
  error: TriplineError | null;
}

export function eventsRoute(deps: EventsDeps): Route {
  return {
    method: 'POST',
    path: '/v1/events',
    id: 'postEvents',
    summary:
      'Record events. Each is accepted (Kafka acknowledged it) or refused on its own; give event_id, and sending again is harmless.',
    scope: 'events:write',
    bodies: {
      [EVENTS_JSON]: Batch,
      [EVENTS_NDJSON]: 'binary',
      [EVENTS_AVRO]: 'binary',
    },
    answer: Answer,
    problems: [503],
    handle: (asked) => record(deps, asked),
  };
}

async function record(deps: EventsDeps, { key, mediaType, body }: Asked): Promise<Answer> {
  const { items, isSingle } = readItems(mediaType, body);
  const entries = await readEntries(items, key, deps.filling);
  await publish(deps, key, entries);
  const refused = entries.filter(({ error }) => error !== null);
  deps.metrics.events(entries.length - refused.length, refused.length);
  if (isSingle && refused[0]?.error) throw refused[0].error;
  if (isOutage(entries)) throw new TriplineError('KAFKA_UNAVAILABLE', '(no event was acknowledged in time)');
  await inSlices(entries, async ({ ready, error }) => {
    if (ready !== null && error === null) await deps.onAccepted(ready.event, key);
  });
  return answerOf(entries, mediaType);
}

async function readEntries(items: Iterable<Item>, key: ApiKey, filling: Filling): Promise<Entry[]> {
  const entries: Entry[] = [];
  await inSlices(items, (item) => void entries.push(readEntry(item, key, filling)));
  return entries;
}

function readEntry(item: Item, key: ApiKey, filling: Filling): Entry {
  try {
    return { item, ready: toRecord(item, key, filling), error: null };
  } catch (error) {
    const known = isTriplineError(error) ? error : asTriplineError(error);
    if (known.code === 'GATEWAY_FAILED') throw error;
    return { item, ready: null, error: known };
  }
}

async function publish({ publisher }: EventsDeps, key: ApiKey, entries: Entry[]): Promise<void> {
  const readable = entries.flatMap(({ ready }) => (ready === null ? [] : [ready.record]));
  const errors = await publisher.publish(key.tenant, readable);
  let next = 0;
  for (const entry of entries) if (entry.ready !== null) entry.error = errors[next++] ?? null;
}

/** Nothing that could be read was written: the request as a whole comes again. */
function isOutage(entries: readonly Entry[]): boolean {
  const readable = entries.filter(({ ready }) => ready !== null);
  return readable.length > 0 && readable.every(({ error }) => error?.code === 'KAFKA_UNAVAILABLE');
}

function answerOf(entries: readonly Entry[], mediaType: string): Answer {
  const refused = entries.flatMap(({ item, ready, error }, index) => {
    if (error === null) return [];
    const event_id = ready?.event.origin.event_id ?? idIn(item);
    const { code, detail } = error;
    return [{ index, ...(event_id !== undefined && { event_id }), code, detail }];
  });
  return {
    accepted: entries.length - refused.length,
    refused,
    ...(mediaType !== EVENTS_AVRO && {
      event_ids: entries.map(({ ready, error }) =>
        error === null ? (ready?.event.origin.event_id ?? null) : null,
      ),
    }),
  };
}
