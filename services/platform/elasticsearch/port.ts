/** What Tripline needs of Elasticsearch. One contract suite (test/integration/contract) runs over the real adapter and its in-memory twin. */

/** A create (never an overwrite): `document` is the JSON of `_source` in UTF-8. */
export interface CreateOperation {
  index: string;
  id: string;
  document: Buffer;
}

/**
 * The judgement on one item of a bulk, in the order of the operations:
 * created (200/201), exists (409: something stands under that id), unavailable (429, 5xx, 401, 403, 404, blocks, the shard
 * limit's 400: the stage waits), too_large (413: split), rejected (any other 400: that document's own fault).
 * `errorType` is Elasticsearch's error type, never its reason, which may repeat content.
 */
export interface ItemResult {
  outcome: 'created' | 'exists' | 'unavailable' | 'too_large' | 'rejected';
  status: number;
  errorType: string | null;
}

export interface StoredDocument {
  index: string;
  id: string;
  source: Record<string, unknown>;
}

export interface SearchQuery {
  index: string;
  /** Elasticsearch query DSL. */
  query: Record<string, unknown>;
  size?: number;
  sort?: Record<string, 'asc' | 'desc'>[];
  aggs?: Record<string, unknown>;
  sourceIncludes?: string[];
}
export interface SearchResult {
  total: number;
  hits: StoredDocument[];
  aggregations: Record<string, unknown>;
}

export interface IndexInfo {
  index: string;
  documents: number;
  bytes: number;
}

/** Every method throws TriplineError ELASTICSEARCH_UNAVAILABLE (canRetry) when the cluster cannot answer. */
export interface Elasticsearch {
  /** Never throws for an item's fault; a 413 of the whole request gives every item `too_large`. */
  bulkCreate(operations: CreateOperation[], signal?: AbortSignal): Promise<ItemResult[]>;
  /** Real-time reads by id; a missing document is null. Same order as asked. */
  getMany(
    ids: { index: string; id: string }[],
    fields?: string[],
    signal?: AbortSignal,
  ): Promise<(StoredDocument | null)[]>;
  search(query: SearchQuery): Promise<SearchResult>;
  /** Makes what was written so far searchable. Tests and the demo only. */
  refresh(index: string): Promise<void>;
  /** Puts component templates first, then index templates; idempotent. Bodies as in deploy/elasticsearch. */
  installTemplates(templates: {
    components: Record<string, object>;
    indices: Record<string, object>;
  }): Promise<void>;
  listIndices(pattern: string): Promise<IndexInfo[]>;
  deleteIndex(index: string): Promise<void>;
  /** Cheap and true only if the cluster answers. */
  ping(): Promise<boolean>;
  close(): Promise<void>;
}
