/** The real Elasticsearch behind the port. Its errors carry request bodies: none of them leaves this file. */
import { Client, type ClientOptions, errors } from '@elastic/elasticsearch';
import { isTriplineError, TriplineError } from '../../core/errors.ts';
import type { ElasticsearchConnection } from '../config/connections.ts';
import { classifyItem, classifyRequest, type Failure } from './classify.ts';
import type {
  CreateOperation,
  Elasticsearch,
  IndexInfo,
  ItemResult,
  SearchQuery,
  SearchResult,
  StoredDocument,
} from './port.ts';

const PING_TIMEOUT_MS = 3000;
/** All that is read of a bulk's answer. */
const BULK_ANSWER = 'errors,items.*.status,items.*.error.type,items.*.error.reason';
const NEWLINE = Buffer.from('\n');

interface BulkItem {
  status: number;
  error?: { type?: string; reason?: string };
}
interface BulkAnswer {
  items?: Record<string, BulkItem>[];
}
interface MultiGetItem {
  _index: string;
  _id: string;
  found?: boolean;
  _source?: Record<string, unknown>;
  error?: { type?: string };
}

export function createElasticsearch(connection: ElasticsearchConnection): Elasticsearch {
  const client = new Client(clientOptions(connection));
  return {
    bulkCreate: (operations, signal) => bulkCreate(client, operations, signal),
    getMany: (ids, fields, signal) => guarded(() => getMany(client, ids, fields, signal)),
    search: (query) => guarded(() => search(client, query)),
    refresh: (index) =>
      guarded(async () => void (await client.indices.refresh({ index, ignore_unavailable: true }))),
    installTemplates: (templates) => guarded(() => installTemplates(client, templates)),
    listIndices: (pattern) => guarded(() => listIndices(client, pattern)).catch(noneWhenMissing),
    deleteIndex: (index) => guarded(() => deleteIndex(client, index)),
    ping: () => ping(client),
    close: () => client.close(),
  };
}

function clientOptions(connection: ElasticsearchConnection): ClientOptions {
  const { nodes, apiKey, username, password, ca, requestTimeoutMs } = connection;
  return {
    nodes,
    requestTimeout: requestTimeoutMs,
    maxRetries: 0,
    enableMetaHeader: false,
    redaction: { type: 'remove' },
    ...(apiKey !== undefined && { auth: { apiKey } }),
    ...(apiKey === undefined &&
      username !== undefined &&
      password !== undefined && { auth: { username, password } }),
    ...(ca !== undefined && { tls: { ca } }),
  };
}

async function bulkCreate(
  client: Client,
  operations: CreateOperation[],
  signal?: AbortSignal,
): Promise<ItemResult[]> {
  if (operations.length === 0) return [];
  try {
    const answer = await client.transport.request<BulkAnswer>(
      {
        method: 'POST',
        path: '/_bulk',
        querystring: { filter_path: BULK_ANSWER },
        bulkBody: bodyOf(operations),
      },
      signal && { signal },
    );
    return judge(answer.items, operations.length);
  } catch (error) {
    return judgeWhole(error, operations.length);
  }
}

/** Newline-delimited JSON: an action, its document, and so on. `client.bulk` would make one long string of them first. */
function bodyOf(operations: CreateOperation[]): Buffer {
  const lines = operations.flatMap(({ index, id, document }) => [actionOf(index, id), document, NEWLINE]);
  return Buffer.concat(lines);
}

function actionOf(index: string, id: string): Buffer {
  return Buffer.from(`${JSON.stringify({ create: { _index: index, _id: id } })}\n`);
}

function judge(items: Record<string, BulkItem>[] | undefined, operations: number): ItemResult[] {
  if (items?.length !== operations) throw unavailable('Its answer does not match the request.');
  return items.map((item) => {
    const { status, error } = item['create'] ?? { status: 500 };
    return {
      outcome: classifyItem({ status, ...error }),
      status,
      errorType: error?.type ?? null,
    };
  });
}

function judgeWhole(error: unknown, operations: number): ItemResult[] {
  const failure = failureOf(error);
  const outcome = failure === null ? 'unavailable' : classifyRequest(failure, operations);
  if (failure === null || outcome === 'unavailable') throw toTriplineError(error);
  const result = { outcome, status: failure.status, errorType: failure.type ?? null };
  return Array.from({ length: operations }, () => result);
}

async function getMany(
  client: Client,
  ids: { index: string; id: string }[],
  fields?: string[],
  signal?: AbortSignal,
): Promise<(StoredDocument | null)[]> {
  if (ids.length === 0) return [];
  const docs = ids.map(({ index, id }) => ({
    _index: index,
    _id: id,
    ...(fields !== undefined && { _source: fields }),
  }));
  const answer = await client.mget<Record<string, unknown>>({ docs }, signal && { signal });
  return (answer.docs as MultiGetItem[]).map(storedDocument);
}

function storedDocument(item: MultiGetItem): StoredDocument | null {
  if (item.error !== undefined && item.error.type !== 'index_not_found_exception')
    throw unavailable(`${word(item.error.type)}.`);
  return item.found === true ? { index: item._index, id: item._id, source: item._source ?? {} } : null;
}

async function search(client: Client, query: SearchQuery): Promise<SearchResult> {
  const { index, query: dsl, size, sort, aggs, sourceIncludes } = query;
  const answer = await client.search<Record<string, unknown>>({
    index,
    query: dsl,
    track_total_hits: true,
    ignore_unavailable: true,
    ...(size !== undefined && { size }),
    ...(sort !== undefined && { sort }),
    ...(aggs !== undefined && { aggs: aggs as Record<string, object> }),
    ...(sourceIncludes !== undefined && { _source_includes: sourceIncludes }),
  });
  if (answer._shards.failed > 0 || answer.timed_out) throw unavailable('Some shards did not answer.');
  const { total, hits } = answer.hits;
  return {
    total: typeof total === 'number' ? total : (total?.value ?? 0),
    hits: hits.map((hit) => ({ index: hit._index, id: hit._id ?? '', source: hit._source ?? {} })),
    aggregations: answer.aggregations ?? {},
  };
}

async function installTemplates(
  client: Client,
  templates: Parameters<Elasticsearch['installTemplates']>[0],
): Promise<void> {
  for (const [name, body] of Object.entries(templates.components)) {
    await client.cluster.putComponentTemplate({ name, ...body } as never);
  }
  for (const [name, body] of Object.entries(templates.indices)) {
    await client.indices.putIndexTemplate({ name, ...body });
  }
}

async function listIndices(client: Client, pattern: string): Promise<IndexInfo[]> {
  const rows = await client.cat.indices({
    index: pattern,
    format: 'json',
    bytes: 'b',
    h: ['index', 'docs.count', 'store.size'],
    expand_wildcards: 'open',
  });
  return rows
    .map((row) => ({
      index: row.index ?? '',
      documents: Number(row['docs.count'] ?? 0),
      bytes: Number(row['store.size'] ?? 0),
    }))
    .toSorted((a, b) => a.index.localeCompare(b.index));
}

function noneWhenMissing(error: unknown): IndexInfo[] {
  if (isTriplineError(error, 'NOT_FOUND')) return [];
  throw error;
}

/** One index by its name: a pattern would take more than was meant. */
async function deleteIndex(client: Client, index: string): Promise<void> {
  if (/[*?,]|^[_+-]/.test(index)) throw new TriplineError('USAGE', 'An index is deleted by its exact name.');
  await client.indices.delete({ index });
}

/** A 403 answers too: a key that may write need not be allowed to watch the cluster. */
async function ping(client: Client): Promise<boolean> {
  try {
    await client.transport.request(
      { method: 'GET', path: '/_cluster/health', querystring: { filter_path: 'status' } },
      { requestTimeout: PING_TIMEOUT_MS },
    );
    return true;
  } catch (error) {
    return failureOf(error)?.status === 403;
  }
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toTriplineError(error);
  }
}

function toTriplineError(error: unknown): TriplineError {
  if (error instanceof TriplineError) return error;
  const failure = failureOf(error);
  if (failure?.type === 'index_not_found_exception') return new TriplineError('NOT_FOUND', 'No such index.');
  if (failure !== null) return unavailable(`HTTP ${failure.status} ${word(failure.type)}.`);
  return unavailable(error instanceof errors.ElasticsearchClientError ? `${error.name}.` : '');
}

function unavailable(detail: string): TriplineError {
  return new TriplineError('ELASTICSEARCH_UNAVAILABLE', detail);
}

/** An error type is one word of Elasticsearch's own; anything else is not repeated. */
function word(type: string | null | undefined): string {
  return /^[a-z_]{1,80}$/.test(type ?? '') ? (type ?? '') : 'unknown';
}

function failureOf(error: unknown): Failure | null {
  if (!(error instanceof errors.ResponseError)) return null;
  const body = error.body as { error?: { type?: string; reason?: string } } | undefined;
  return { status: error.statusCode ?? 0, type: body?.error?.type, reason: body?.error?.reason };
}
