/** The in-memory twin: passes the same contract suite as the real adapter, and can be made to fail as a cluster fails. */
import { TriplineError } from '../../core/errors.ts';
import { type Mapping, mappingFault, mergeMappings } from './memory-mapping.ts';
import { compareValues, compileQuery, valuesAt } from './memory-query.ts';
import type {
  CreateOperation,
  Elasticsearch,
  IndexInfo,
  ItemResult,
  SearchQuery,
  SearchResult,
  StoredDocument,
} from './port.ts';
import type { Templates } from './templates.ts';

/** What is wrong with the cluster; change it while it runs. */
export interface Faults {
  /** Nothing answers. */
  away: boolean;
  /** Writes are refused with a block. */
  readOnly: boolean;
  /** No more indices than this. */
  maxIndices: number;
  /** Bytes of one request; more is a 413. */
  maxRequestBytes: number;
  /** Called before every bulk: throw to lose the request, or return a judgement on an operation of one's own. */
  onOperation: (operation: CreateOperation) => ItemResult | null;
  /** Answers are lost after the write took place. */
  loseAnswers: boolean;
}
export interface MemoryElasticsearch extends Elasticsearch {
  readonly faults: Faults;
  /** Bulk requests that arrived, refused ones included. */
  readonly bulks: readonly { operations: number; bytes: number }[];
}
interface TemplateBody {
  index_patterns?: string[];
  composed_of?: string[];
  template?: { mappings?: Mapping; aliases?: Record<string, object> };
}
interface Index {
  mapping: Mapping | null;
  aliases: Set<string>;
  documents: Map<string, { text: string; source: Record<string, unknown> }>;
}
interface State {
  faults: Faults;
  bulks: { operations: number; bytes: number }[];
  components: Map<string, TemplateBody>;
  templates: TemplateBody[];
  indices: Map<string, Index>;
}

export function createMemoryElasticsearch(): MemoryElasticsearch {
  const state: State = {
    faults: {
      away: false,
      readOnly: false,
      maxIndices: Number.POSITIVE_INFINITY,
      maxRequestBytes: Number.POSITIVE_INFINITY,
      onOperation: () => null,
      loseAnswers: false,
    },
    bulks: [],
    components: new Map(),
    templates: [],
    indices: new Map(),
  };
  const answered = async <T>(work: () => T): Promise<T> => {
    mustAnswer(state);
    return work();
  };
  return {
    faults: state.faults,
    bulks: state.bulks,
    bulkCreate: (operations, signal) => answered(() => bulkCreate(state, operations, signal)),
    getMany: (ids, fields) => answered(() => ids.map(({ index, id }) => get(state, index, id, fields))),
    search: (query) => answered(() => search(state, query)),
    refresh: () => answered(() => undefined),
    installTemplates: (templates) => answered(() => installTemplates(state, templates)),
    listIndices: (pattern) => answered(() => listIndices(state, pattern)),
    deleteIndex: (index) => answered(() => deleteIndex(state, index)),
    ping: async () => !state.faults.away,
    close: async () => undefined,
  };
}

function mustAnswer(state: State): void {
  if (state.faults.away) throw new TriplineError('ELASTICSEARCH_UNAVAILABLE', 'ConnectionError.');
}

function bulkCreate(state: State, operations: CreateOperation[], signal?: AbortSignal): ItemResult[] {
  if (operations.length === 0) return [];
  if (signal?.aborted) throw new TriplineError('ELASTICSEARCH_UNAVAILABLE', 'RequestAbortedError.');
  const bytes = operations.reduce((sum, { document }) => sum + document.length, 0);
  state.bulks.push({ operations: operations.length, bytes });
  if (bytes > state.faults.maxRequestBytes) return operations.map(() => result('too_large', 413, null));
  const results = operations.map(
    (operation) => state.faults.onOperation(operation) ?? create(state, operation),
  );
  if (state.faults.loseAnswers) throw new TriplineError('ELASTICSEARCH_UNAVAILABLE', 'TimeoutError.');
  return results;
}

function create(state: State, { index, id, document }: CreateOperation): ItemResult {
  if (state.faults.readOnly) return result('unavailable', 403, 'cluster_block_exception');
  const target = state.indices.get(index) ?? newIndex(state, index);
  if (target === null) return result('unavailable', 400, 'validation_exception');
  if (target.documents.has(id)) return result('exists', 409, 'version_conflict_engine_exception');
  const text = document.toString();
  const source: unknown = JSON.parse(text);
  const fault = target.mapping === null ? null : mappingFault(target.mapping, source);
  if (fault !== null) return result('rejected', 400, fault);
  target.documents.set(id, { text, source: source as Record<string, unknown> });
  return result('created', 201, null);
}

function result(outcome: ItemResult['outcome'], status: number, errorType: string | null): ItemResult {
  return { outcome, status, errorType };
}

function newIndex(state: State, name: string): Index | null {
  if (state.indices.size >= state.faults.maxIndices) return null;
  const template = state.templates.find(({ index_patterns }) => index_patterns?.some((at) => glob(at, name)));
  const parts = [
    ...(template?.composed_of ?? []).map((part) => state.components.get(part)),
    template,
  ].flatMap((part) => part?.template ?? []);
  const index: Index = {
    mapping: template === undefined ? null : mergeMappings(parts.flatMap((part) => part.mappings ?? [])),
    aliases: new Set(parts.flatMap((part) => Object.keys(part.aliases ?? {}))),
    documents: new Map(),
  };
  state.indices.set(name, index);
  return index;
}

function get(state: State, index: string, id: string, fields?: string[]): StoredDocument | null {
  const document = state.indices.get(index)?.documents.get(id);
  return document === undefined ? null : { index, id, source: pick(JSON.parse(document.text), fields) };
}

function pick(source: Record<string, unknown>, fields?: string[]): Record<string, unknown> {
  if (fields === undefined) return source;
  const isWanted = (path: string) => fields.some((field) => path === field || path.startsWith(`${field}.`));
  const isAbove = (path: string) => fields.some((field) => field.startsWith(`${path}.`));
  const walk = (value: Record<string, unknown>, above: string): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(value).flatMap(([name, inner]) => {
        const path = above === '' ? name : `${above}.${name}`;
        if (isWanted(path)) return [[name, inner]];
        return isAbove(path) && isObject(inner) ? [[name, walk(inner, path)]] : [];
      }),
    );
  return walk(source, '');
}

function search(state: State, query: SearchQuery): SearchResult {
  if (query.aggs !== undefined) throw new Error('the in-memory Elasticsearch does not aggregate');
  const matches = compileQuery(query.query);
  const found = matchingIndices(state, query.index).flatMap(([index, { documents }]) =>
    [...documents]
      .filter(([id, { source }]) => matches(id, source))
      .map(([id, { text }]) => ({ index, id, source: JSON.parse(text) as Record<string, unknown> })),
  );
  const sorted = query.sort === undefined ? found : found.toSorted((a, b) => order(query.sort ?? [], a, b));
  const hits = sorted.slice(0, query.size ?? 10);
  return {
    total: found.length,
    hits: hits.map((hit) => ({ ...hit, source: pick(hit.source, query.sourceIncludes) })),
    aggregations: {},
  };
}

function order(sort: Record<string, 'asc' | 'desc'>[], a: StoredDocument, b: StoredDocument): number {
  for (const [field, direction] of sort.flatMap((by) => Object.entries(by))) {
    const compared = compareValues(valuesAt(a.source, field)[0], valuesAt(b.source, field)[0]);
    if (compared !== 0) return direction === 'asc' ? compared : -compared;
  }
  return 0;
}

function installTemplates(state: State, templates: Templates): void {
  for (const [name, body] of Object.entries(templates.components)) state.components.set(name, body);
  state.templates = Object.values(templates.indices);
}

function listIndices(state: State, pattern: string): IndexInfo[] {
  return matchingIndices(state, pattern)
    .map(([index, { documents }]) => ({
      index,
      documents: documents.size,
      bytes: [...documents.values()].reduce((sum, { text }) => sum + Buffer.byteLength(text), 0),
    }))
    .toSorted((a, b) => a.index.localeCompare(b.index));
}

function deleteIndex(state: State, index: string): void {
  if (/[*?,]|^[_+-]/.test(index)) throw new TriplineError('USAGE', 'An index is deleted by its exact name.');
  if (!state.indices.delete(index)) throw new TriplineError('NOT_FOUND', 'No such index.');
}

function matchingIndices(state: State, pattern: string): [string, Index][] {
  const patterns = pattern.split(',');
  return [...state.indices].filter(([name, { aliases }]) =>
    patterns.some((each) => glob(each, name) || [...aliases].some((alias) => glob(each, alias))),
  );
}

function glob(pattern: string, name: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(name);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
