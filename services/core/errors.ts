/**
 * The one catalogue of errors: a stable code, what happened, what to do, and whether trying again can help. Messages never
 * hold event content. docs/errors.md is held to it by test/repo.
 */
export const catalogue = {
  CONFIG_INVALID: {
    canRetry: false,
    what: 'The configuration is not valid.',
    todo: 'Mend every setting listed; docs/configuration.md explains each.',
  },
  DOCUMENT_UNFIT: {
    canRetry: false,
    what: 'The document cannot be fingerprinted.',
    todo: 'Give it as plain text of eight words or more, and an id of lower-case words joined by hyphens.',
  },
  KEY_MISSING: {
    canRetry: false,
    what: 'No usable key was found.',
    todo: 'Run `tripline keys init`, or point TRIPLINE_KEY_FILE at the key file.',
  },
  KEY_UNKNOWN: {
    canRetry: false,
    what: 'The data is sealed under a key that the key file does not hold.',
    todo: 'Add the key with that id to the key file.',
  },
  SEAL_BROKEN: {
    canRetry: false,
    what: 'A sealed envelope could not be opened: it was altered, or belongs to another record.',
    todo: 'Compare with the ledger; treat as tampering until explained.',
  },
  RECORD_EMPTY: {
    canRetry: false,
    what: 'The record has no value.',
    todo: 'Send an Avro single-object encoded event.',
  },
  RECORD_UNKNOWN_SCHEMA: {
    canRetry: false,
    what: 'The record is not single-object encoded Avro of a schema we know.',
    todo: 'Encode with a schema of schemas/, or upgrade this reader first.',
  },
  RECORD_MALFORMED: {
    canRetry: false,
    what: 'The record does not decode by its schema.',
    todo: 'Mend the producer, then replay the dead letter.',
  },
  RECORD_TOO_LARGE: {
    canRetry: false,
    what: 'The encoded record is larger than 8,388,608 bytes.',
    todo: 'Split what you record; Tripline never cuts it.',
  },
  RECORD_INVALID: {
    canRetry: false,
    what: 'The event breaks a rule that its schema cannot state.',
    todo: 'Mend the producer: event_id must be a lower-case UUIDv7.',
  },
  TIME_OUT_OF_RANGE: {
    canRetry: false,
    what: "The event's own time lies outside the retention window.",
    todo: "Mend the producer's clock, or raise TRIPLINE_RETENTION_DAYS and replay.",
  },
  INTEGRITY_CONFLICT: {
    canRetry: false,
    what: 'Another record with the same event_id and other content was stored first.',
    todo: 'Compare both: `tripline open` and `tripline dlq show`.',
  },
  DOCUMENT_REJECTED: {
    canRetry: false,
    what: 'Elasticsearch refused the document.',
    todo: 'See its error type; mend the mapping or the producer, then replay.',
  },
  STAGE_FAILED: {
    canRetry: false,
    what: 'A stage failed on this record by a fault of its own.',
    todo: 'Report it as a bug; replay the dead letter once it is mended.',
  },
  EVENT_INVALID: { canRetry: false, what: 'The event is not valid.', todo: 'Mend the fields listed.' },
  QUEUE_FULL: {
    canRetry: true,
    what: "The emitter's queue is full.",
    todo: 'Wait for flush(), raise maxQueueBytes, or see why Kafka is slow.',
  },
  SPOOL_FULL: {
    canRetry: true,
    what: "The emitter's spool is full.",
    todo: 'See why events cannot be sent, or raise spool.maxBytes.',
  },
  SPOOL_FAILED: {
    canRetry: true,
    what: "The emitter's spool could not be written or read.",
    todo: 'See that spool.directory exists, has room and belongs to the process.',
  },
  SPOOL_DAMAGED: {
    canRetry: false,
    what: 'An event in the spool is damaged or gone.',
    todo: 'Check the disk, and who else can write to spool.directory.',
  },
  EVENT_UNTOLD: {
    canRetry: false,
    what: 'What became of the event is no longer known.',
    todo: 'Look it up by its id: `tripline open`.',
  },
  EMITTER_CLOSED: { canRetry: false, what: 'The emitter is closed.', todo: 'Emit before close().' },
  KAFKA_UNAVAILABLE: {
    canRetry: true,
    what: 'Kafka did not answer or did not acknowledge.',
    todo: 'Check TRIPLINE_KAFKA_BROKERS and that the broker runs: `tripline stack status`.',
  },
  GATEWAY_UNAVAILABLE: {
    canRetry: true,
    what: 'The gateway did not answer, or cannot take events now.',
    todo: 'Check gateway.url, and that the gateway and its Kafka run.',
  },
  GATEWAY_REFUSED: {
    canRetry: true,
    what: 'The gateway did not take the request.',
    todo: 'Check gateway.url and the API key: `tripline apikey list`.',
  },
  ELASTICSEARCH_UNAVAILABLE: {
    canRetry: true,
    what: 'Elasticsearch cannot take writes or reads now.',
    todo: 'Check TRIPLINE_ELASTICSEARCH_NODES, its health, blocks, shard limit and our permissions.',
  },
  TOOL_DENIED: {
    canRetry: false,
    what: 'The tool call was denied: it did not run.',
    todo: 'See the policy and its reasons; `tripline policy explain` tells how a call is judged.',
  },
  GUARD_FAILED: {
    canRetry: true,
    what: 'The guard itself failed: high-risk calls are denied, others as the policy says.',
    todo: 'See the cause; report it as a bug where it is none of yours.',
  },
  ADDRESS_REFUSED: {
    canRetry: false,
    what: 'The request leads to an address that tools may not reach.',
    todo: 'Ask for a public address, or allow the host in the options of the guard.',
  },
  UNAUTHENTICATED: {
    canRetry: false,
    what: 'The request has no API key that counts.',
    todo: 'Send `Authorization: Bearer <key>` with a key of `tripline apikey create` that is not revoked.',
  },
  SCOPE_MISSING: {
    canRetry: false,
    what: 'The API key may not do this.',
    todo: 'Use a key with the scope named: `tripline apikey create --scope`.',
  },
  TENANT_FOREIGN: {
    canRetry: false,
    what: 'The event says it is of a tenant that the API key does not speak for.',
    todo: "Leave `origin.tenant` out, or use that tenant's key.",
  },
  IDENTITY_UNPROVED: {
    canRetry: false,
    what: 'The API key may not say who somebody is.',
    todo: 'Leave the fields named out, or use a key made with `--may-claim-identity`.',
  },
  RATE_LIMITED: {
    canRetry: true,
    what: 'The API key makes more requests than it may.',
    todo: 'Wait as long as Retry-After says; send events in batches.',
  },
  OVERLOADED: {
    canRetry: true,
    what: 'The gateway has as much of this tenant under way as it can hold.',
    todo: 'Wait as long as Retry-After says, then send it again.',
  },
  REQUEST_INVALID: {
    canRetry: false,
    what: 'The request is not one that the gateway understands.',
    todo: 'Mend what is listed; /v1/openapi.json describes every request.',
  },
  BODY_TOO_LARGE: {
    canRetry: false,
    what: 'The body is larger than the gateway takes at once.',
    todo: 'Send fewer events at a time, many as lines or Avro, or raise TRIPLINE_GATEWAY_BODY_BYTES.',
  },
  MEDIA_TYPE_UNKNOWN: {
    canRetry: false,
    what: 'The body is of a kind that is not taken here.',
    todo: 'Send application/json; events also as application/x-ndjson or application/vnd.tripline.events+avro; none compressed.',
  },
  ROUTE_UNKNOWN: {
    canRetry: false,
    what: 'Nothing is served under that path.',
    todo: 'See /v1/openapi.json.',
  },
  METHOD_UNKNOWN: {
    canRetry: false,
    what: 'The path does not take that method.',
    todo: 'See the Allow header, or /v1/openapi.json.',
  },
  GATE_UNKNOWN: {
    canRetry: false,
    what: 'No tool call of this tenant is known under that id.',
    todo: 'Ask POST /v1/gate again with the same call_id and arguments; a gateway that was started anew knows held calls only.',
  },
  ARGUMENTS_CHANGED: {
    canRetry: false,
    what: 'The arguments are not those that were judged.',
    todo: 'Ask POST /v1/gate for a decision about the new arguments.',
  },
  HOLD_SETTLED: {
    canRetry: false,
    what: 'The held call was answered already, or nobody answered in time.',
    todo: 'See what still waits: `tripline approvals list`, GET /v1/gate/{id}. A call that is still wanted is to be asked about anew.',
  },
  OUTCOME_SETTLED: {
    canRetry: false,
    what: 'Another outcome of the call was told before, and stands.',
    todo: 'Tell the outcome of a call once; `tripline trail` shows the one on record.',
  },
  GATEWAY_FAILED: {
    canRetry: true,
    what: 'The gateway failed on this request by a fault of its own.',
    todo: 'Report it as a bug, with what stands in its log at that time.',
  },
  NOT_FOUND: {
    canRetry: false,
    what: 'Nothing is stored under that id.',
    todo: 'Check the id, and that it is of the cluster that is asked.',
  },
  USAGE: { canRetry: false, what: 'The command was not understood.', todo: 'See --help.' },
  STACK_FAILED: {
    canRetry: false,
    what: 'The local stack did not start or stop.',
    todo: 'Read the log named; `tripline stack reset` starts afresh.',
  },
} as const satisfies Record<string, { canRetry: boolean; what: string; todo: string }>;

export type ErrorCode = keyof typeof catalogue;

/** Every error that Tripline throws on purpose. `detail` is ours: it never repeats what came from outside. */
export class TriplineError extends Error {
  readonly code: ErrorCode;
  readonly canRetry: boolean;
  readonly detail: string;
  constructor(code: ErrorCode, detail = '', options?: { cause?: unknown }) {
    const entry = catalogue[code];
    super(`${entry.what}${detail ? ` ${detail}` : ''} ${entry.todo}`, options);
    this.name = 'TriplineError';
    this.code = code;
    this.canRetry = entry.canRetry;
    this.detail = detail;
  }
}

/** Never throws, whatever was thrown. */
export function isTriplineError(error: unknown, code?: ErrorCode): error is TriplineError {
  return error instanceof TriplineError && (code === undefined || error.code === code);
}
