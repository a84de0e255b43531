/** A chunk of a batch to its end: raw first, then masked and findings of what raw took; each record ends indexed, as a duplicate, or set aside. */
import { TriplineError } from '../core/errors.ts';
import type { CreateOperation, ItemResult } from '../platform/elasticsearch/port.ts';
import type { IncomingRecord } from '../platform/kafka/port.ts';
import type { BulkWriter } from './bulk-writer.ts';
import { conflictFinding } from './conflict.ts';
import {
  type DocumentDeps,
  extraFinding,
  findingsOperations,
  maskedOperations,
  rawOperation,
} from './documents.ts';
import {
  type ExamineDeps,
  examine,
  type Refused,
  refuse,
  type StoredEvent,
  type StoredFindings,
} from './examine.ts';
import { judgeStanding, type StandingDeps } from './standing.ts';

export interface SettleDeps extends DocumentDeps, ExamineDeps, StandingDeps {
  writer: BulkWriter;
}
export interface Settled {
  indexed: number;
  duplicate: number;
  refused: Refused[];
}
type Storable = StoredEvent | StoredFindings;
/** What a record still has to write once its place in raw is clear. */
interface Followup {
  stored: Storable;
  operations: CreateOperation[];
  /** Why it is set aside even when that is written. */
  refusal: Refused | null;
  /** Whether it was a redelivery after all. */
  isRepeat: (results: readonly ItemResult[]) => boolean;
}
interface Work {
  deps: SettleDeps;
  signal: AbortSignal;
  settled: Settled;
  followups: Followup[];
}

export async function settleChunk(
  records: readonly IncomingRecord[],
  partition: number,
  deps: SettleDeps,
  signal: AbortSignal,
): Promise<Settled> {
  const settled: Settled = { indexed: 0, duplicate: 0, refused: [] };
  const work: Work = { deps, signal, settled, followups: [] };
  const events: StoredEvent[] = [];
  for (const record of records) {
    const examined = examine(record, partition, deps);
    if (examined.kind === 'refused') settled.refused.push(examined);
    else if (examined.kind === 'event') events.push(examined);
    else follow(work, examined, () => findingsOperations(examined, deps), { isRepeat: allExist });
  }
  await writeRaw(work, events);
  await writeFollowups(work);
  return settled;
}

async function writeRaw(work: Work, events: readonly StoredEvent[]): Promise<void> {
  const { deps, signal, settled } = work;
  const raws = built(work, events, (event) => rawOperation(event, deps));
  const operations = raws.map(({ value }) => value);
  const results = await deps.writer.create(operations, signal);
  const standing: StoredEvent[] = [];
  raws.forEach(({ stored }, index) => {
    const result = results[index];
    if (result?.outcome === 'created') follow(work, stored, () => maskedOperations(stored, deps));
    else if (result?.outcome === 'exists') standing.push(stored);
    else settled.refused.push(rejected(stored, result));
  });
  if (standing.length > 0) await settleStanding(work, standing);
}

async function settleStanding(work: Work, events: readonly StoredEvent[]): Promise<void> {
  const { deps, signal, settled } = work;
  const judged = await judgeStanding(events, deps, signal);
  events.forEach((event, index) => {
    if (judged[index] === 'duplicate') settled.duplicate += 1;
    if (judged[index] === 'continued') follow(work, event, () => maskedOperations(event, deps));
    if (judged[index] === 'unfinished')
      follow(work, event, () => maskedOperations(event, deps), { isRepeat: maskedExists });
    if (judged[index] === 'incomplete')
      follow(work, event, () => maskedOperations(event, deps), { isRepeat: allExist });
    if (judged[index] === 'conflict')
      follow(work, event, () => extraFinding(event, conflictFinding(event), deps), {
        refusal: conflictOf(event),
      });
  });
  const vanished = events.filter((_event, index) => judged[index] === 'vanished');
  if (vanished.length > 0) await writeRaw(work, vanished);
}

async function writeFollowups({ deps, signal, settled, followups }: Work): Promise<void> {
  const operations = followups.flatMap((followup) => followup.operations);
  const results = await deps.writer.create(operations, signal);
  let from = 0;
  for (const followup of followups) {
    const to = from + followup.operations.length;
    settleFollowup(settled, followup, results.slice(from, to));
    from = to;
  }
}

function settleFollowup(
  settled: Settled,
  { stored, refusal, isRepeat }: Followup,
  results: readonly ItemResult[],
): void {
  const bad = results.find(({ outcome }) => outcome !== 'created' && outcome !== 'exists');
  if (refusal !== null) settled.refused.push(refusal);
  else if (bad !== undefined) settled.refused.push(rejected(stored, bad));
  else if (isRepeat(results)) settled.duplicate += 1;
  else settled.indexed += 1;
}

/** Findings about no single record have no raw document to tell a redelivery by. */
function allExist(results: readonly ItemResult[]): boolean {
  return results.length > 0 && results.every(({ outcome }) => outcome === 'exists');
}

/** Another delivery of the event was faster; the masked document is the first operation. */
function maskedExists(results: readonly ItemResult[]): boolean {
  return results[0]?.outcome === 'exists';
}

function follow(
  work: Work,
  stored: Storable,
  build: () => CreateOperation[],
  how: Partial<Pick<Followup, 'refusal' | 'isRepeat'>> = {},
): void {
  const [one] = built(work, [stored], build);
  if (one === undefined) return;
  work.followups.push({ stored, operations: one.value, refusal: null, isRepeat: () => false, ...how });
}

/** A fault of ours in one record's documents sets that record aside, and no other. */
function built<S extends Storable, T>(
  { settled }: Work,
  items: readonly S[],
  build: (stored: S) => T,
): { stored: S; value: T }[] {
  return items.flatMap((stored) => {
    try {
      return [{ stored, value: build(stored) }];
    } catch (error) {
      settled.refused.push(refuse(stored.record, error, idOf(stored)));
      return [];
    }
  });
}

function rejected(stored: Storable, result: ItemResult | undefined): Refused {
  const detail = result?.errorType ?? `HTTP ${result?.status ?? 0}`;
  return refuse(stored.record, new TriplineError('DOCUMENT_REJECTED', `It said: ${detail}.`), idOf(stored));
}

function conflictOf(stored: StoredEvent): Refused {
  return refuse(stored.record, new TriplineError('INTEGRITY_CONFLICT'), idOf(stored));
}

function idOf(stored: Storable): string {
  return stored.kind === 'event' ? stored.event.origin.event_id : stored.event.event_id;
}
