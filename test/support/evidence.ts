/** The verdict on a run: every event of the ledger exactly once in raw and in masked, every seal holding the emitted bytes. */
import assert from 'node:assert/strict';
import { decodeRecord } from '../../services/core/events/codec.ts';
import { eventIdTime } from '../../services/core/events/event-id.ts';
import type { Alert, DeadLetter, TriplineRecord } from '../../services/core/events/types.ts';
import { createSealer } from '../../services/core/evidence/seal.ts';
import type { StoredDocument } from '../../services/platform/elasticsearch/port.ts';
import { type Copy, dailyIndex } from '../../services/platform/elasticsearch/templates.ts';
import { digestOf, type Ledger } from './ledger.ts';
import type { Pipeline } from './pipeline.ts';

const CHUNK = 250;

/** None lost, none twice, none that nobody emitted, none altered. */
export async function assertEachOnce(pipeline: Pipeline, ledger: Pick<Ledger, 'digests'>): Promise<void> {
  const emitted = ledger.digests.size;
  const { raw, masked, findings } = await pipeline.counts();
  assert.deepEqual({ raw, masked }, { raw: emitted, masked: emitted });
  assert.deepEqual(await lost(pipeline, ledger, 'masked', () => true), [], 'not in masked');
  assert.deepEqual(
    await lost(pipeline, ledger, 'raw', opensTo(pipeline, ledger)),
    [],
    'not as emitted in raw',
  );
  const correlated = await countCorrelated(pipeline);
  assert.equal(
    findings - correlated,
    await findingsPromised(pipeline),
    'findings as masked documents count them',
  );
  assert.equal(correlated, (await readEnriched(pipeline)).findings.size, 'findings about several events');
}

export interface Enriched {
  /** Records of events, and records of findings about several events. */
  events: number;
  findingRecords: number;
  /** The ids of findings about several events, with how often each came. */
  findings: ReadonlyMap<string, number>;
}

/** What llm.enriched carries beside what nobody can read. */
export async function readEnriched(pipeline: Pipeline): Promise<Enriched> {
  const findings = new Map<string, number>();
  let events = 0;
  let findingRecords = 0;
  for await (const { value } of pipeline.kafka.read(pipeline.topics.enriched)) {
    const record = readable(value);
    if (record?.type === 'enriched') events += 1;
    if (record?.type !== 'finding') continue;
    findingRecords += 1;
    for (const { finding_id } of record.findings)
      findings.set(finding_id, (findings.get(finding_id) ?? 0) + 1);
  }
  return { events, findingRecords, findings };
}

function readable(value: Uint8Array | null): TriplineRecord | null {
  try {
    return decodeRecord(value);
  } catch {
    return null;
  }
}

async function countCorrelated({ elasticsearch, indexPrefix }: Pipeline): Promise<number> {
  const query = { term: { event_type: 'finding' } };
  return (await elasticsearch.search({ index: `${indexPrefix}-findings`, query, size: 0 })).total;
}

/** Ids of events whose document of that copy is missing or not as it should be. */
async function lost(
  pipeline: Pipeline,
  ledger: Pick<Ledger, 'digests'>,
  copy: Copy,
  isSound: (document: StoredDocument) => boolean,
): Promise<string[]> {
  const fields = copy === 'raw' ? ['tenant', 'sealed'] : ['event_id'];
  const ids = [...ledger.digests.keys()];
  const bad: string[] = [];
  for (let from = 0; from < ids.length; from += CHUNK) {
    const chunk = ids.slice(from, from + CHUNK);
    const found = await readCopies(pipeline, copy, chunk, fields);
    bad.push(...chunk.filter((_, index) => !found[index] || !isSound(found[index])));
  }
  return bad;
}

function opensTo(
  { keyring }: Pipeline,
  ledger: Pick<Ledger, 'digests'>,
): (document: StoredDocument) => boolean {
  const sealer = createSealer(keyring);
  return ({ id, source: { tenant, sealed } }) => {
    const binding = { tenant: String(tenant), event_id: id, field: 'raw' };
    return digestOf(sealer.open(Buffer.from(String(sealed), 'base64'), binding)) === ledger.digests.get(id);
  };
}

export function readCopies(
  { elasticsearch, indexPrefix }: Pipeline,
  copy: Copy,
  ids: readonly string[],
  fields?: string[],
): Promise<(StoredDocument | null)[]> {
  const places = ids.map((id) => ({ index: dailyIndex(indexPrefix, copy, eventIdTime(id) ?? 0), id }));
  return elasticsearch.getMany(places, fields);
}

async function findingsPromised({ elasticsearch, indexPrefix }: Pipeline): Promise<number> {
  const { aggregations } = await elasticsearch.search({
    index: `${indexPrefix}-masked`,
    query: { match_all: {} },
    size: 0,
    aggs: { promised: { sum: { field: 'findings.count' } } },
  });
  return (aggregations['promised'] as { value: number }).value;
}

export async function readLetters(pipeline: Pipeline): Promise<DeadLetter[]> {
  const letters: DeadLetter[] = [];
  for await (const { value } of pipeline.kafka.read(pipeline.topics.deadLetters))
    letters.push(decodeRecord(value) as DeadLetter);
  return letters;
}

export async function readAlerts(pipeline: Pipeline): Promise<Alert[]> {
  const alerts: Alert[] = [];
  for await (const { value } of pipeline.kafka.read(pipeline.topics.alerts))
    alerts.push(decodeRecord(value) as Alert);
  return alerts;
}
