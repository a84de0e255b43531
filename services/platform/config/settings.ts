/** Every setting of every process: one environment variable each, in groups that a process picks from. docs/configuration.md is generated from this. */
import { z } from 'zod';
import { KAFKA_CLIENTS } from '../kafka/options.ts';

export interface Setting<T = unknown> {
  /** What it decides, for the documentation. */
  what: string;
  schema: z.ZodType<T, string | undefined>;
  /** As an operator would write it; absent when there is none. */
  fallback?: string;
  /** Never printed. */
  secret?: true;
}
export type Group = Record<string, Setting>;

function setting<T>(what: string, schema: z.ZodType<T, string | undefined>, fallback?: string): Setting<T> {
  return fallback === undefined ? { what, schema } : { what, schema, fallback };
}
function secret<T>(what: string, schema: z.ZodType<T, string | undefined>): Setting<T> {
  return { what, schema, secret: true };
}

const text = z.string({ error: 'must be set' }).min(1, 'must not be empty');
const optionalText = text.optional();
const list = text
  .transform((value) =>
    value
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  )
  .refine((items) => items.length > 0, 'must name at least one');
const brokers = list.refine(
  (items) => items.every((item) => /^(?:[\w.-]+|\[[0-9a-f:.]+\]):\d{1,5}$/i.test(item)),
  'must be host:port, comma-separated',
);
const nodes = list.refine(
  (items) => items.every(isNodeUrl),
  'must be http:// or https:// URLs, comma-separated',
);
const flag = z
  .enum(['true', 'false', '1', '0'], { error: 'must be true or false' })
  .transform((value) => value === 'true' || value === '1');
const topicPrefix = z
  .string()
  .regex(/^[a-zA-Z0-9._-]{0,100}$/, 'may hold letters, digits, dot, dash and underscore');
const indexPrefix = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_]{0,60}$/, 'may hold lower-case letters, digits and underscore');
function isNodeUrl(item: string): boolean {
  return /^https?:\/\//i.test(item) && URL.canParse(item);
}
function whole(least: number, most: number) {
  return z
    .string({ error: 'must be set' })
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(least, `must be at least ${least}`).max(most, `must be at most ${most}`));
}

export const kafkaSettings = {
  TRIPLINE_KAFKA_BROKERS: setting(
    'Brokers to begin with, host:port, comma-separated.',
    brokers,
    '127.0.0.1:9092',
  ),
  TRIPLINE_KAFKA_CLIENT: setting(
    'Whose connections records are written through: kafkajs, or platformatic (@platformatic/kafka, to be installed beside Tripline).',
    z.enum(KAFKA_CLIENTS, { error: `must be ${KAFKA_CLIENTS.join(' or ')}` }),
    'kafkajs',
  ),
  TRIPLINE_KAFKA_CLIENT_ID: setting('Client id that the brokers see.', text, 'tripline'),
  TRIPLINE_KAFKA_TLS: setting('Whether to speak TLS with the brokers.', flag, 'false'),
  TRIPLINE_KAFKA_CA_FILE: setting(
    "PEM file of the authority that signed the brokers' certificates; the system's when unset.",
    optionalText,
  ),
  TRIPLINE_KAFKA_CERT_FILE: setting('PEM file of our client certificate, for mutual TLS.', optionalText),
  TRIPLINE_KAFKA_KEY_FILE: setting("PEM file of our client certificate's key.", optionalText),
  TRIPLINE_KAFKA_SASL_MECHANISM: setting(
    'plain, scram-sha-256 or scram-sha-512; no SASL when unset.',
    z.enum(['plain', 'scram-sha-256', 'scram-sha-512']).optional(),
  ),
  TRIPLINE_KAFKA_SASL_USERNAME: setting('SASL user.', optionalText),
  TRIPLINE_KAFKA_SASL_PASSWORD: secret('SASL password.', optionalText),
  TRIPLINE_KAFKA_TOPIC_PREFIX: setting('Stands before every topic name and consumer group.', topicPrefix, ''),
  TRIPLINE_KAFKA_SESSION_TIMEOUT_MS: setting(
    'How long the group waits for a silent worker before others take its partitions, milliseconds.',
    whole(6000, 300_000),
    '30000',
  ),
} satisfies Group;

export const elasticsearchSettings = {
  TRIPLINE_ELASTICSEARCH_NODES: setting('Nodes, URLs, comma-separated.', nodes, 'http://127.0.0.1:9200'),
  TRIPLINE_ELASTICSEARCH_API_KEY: secret('API key (the encoded form).', optionalText),
  TRIPLINE_ELASTICSEARCH_USERNAME: setting('User, where no API key is used.', optionalText),
  TRIPLINE_ELASTICSEARCH_PASSWORD: secret('Password of that user.', optionalText),
  TRIPLINE_ELASTICSEARCH_CA_FILE: setting(
    "PEM file of the authority that signed the nodes' certificates; the system's when unset.",
    optionalText,
  ),
  TRIPLINE_ELASTICSEARCH_INDEX_PREFIX: setting(
    'Stands before every index, alias and template name.',
    indexPrefix,
    'tripline',
  ),
  TRIPLINE_ELASTICSEARCH_REQUEST_TIMEOUT_MS: setting(
    'How long one request may take, milliseconds.',
    whole(1000, 600_000),
    '30000',
  ),
  TRIPLINE_ELASTICSEARCH_SHARDS: setting('Primary shards of each daily index.', whole(1, 64), '1'),
  TRIPLINE_ELASTICSEARCH_REPLICAS: setting('Replicas of each daily index.', whole(0, 8), '1'),
} satisfies Group;

export const keySettings = {
  TRIPLINE_KEY_FILE: setting('The root keys (`tripline keys init`).', text, '.tripline/keys.json'),
} satisfies Group;

export const processSettings = {
  TRIPLINE_LOG_LEVEL: setting(
    'trace, debug, info, warn, error or fatal.',
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']),
    'info',
  ),
  TRIPLINE_HTTP_HOST: setting('Where /metrics, /livez and /readyz listen.', text, '127.0.0.1'),
} satisfies Group;

/** Of whatever scans: the detector, `tripline scan`, `tripline rules`. */
export const detectionSettings = {
  TRIPLINE_RULES_FILE: setting(
    "Rule file (YAML) with the organisation's own rules and dictionaries (docs/own-rules.md); read again when it changes.",
    optionalText,
  ),
  TRIPLINE_FINGERPRINTS_FILE: setting(
    'Fingerprints of confidential documents, as `tripline fingerprint` keeps them; read again when they change.',
    optionalText,
  ),
} satisfies Group;

export const detectorSettings = {
  TRIPLINE_DETECTOR_HTTP_PORT: setting(
    'Port of /metrics, /livez and /readyz; 0 takes any free one.',
    whole(0, 65_535),
    '9464',
  ),
  TRIPLINE_DETECTOR_GROUP: setting('Consumer group.', text, 'tripline-detector'),
  TRIPLINE_DETECTOR_CONCURRENCY: setting('Partitions handled at the same time.', whole(1, 64), '3'),
  TRIPLINE_DETECTOR_WINDOW_MS: setting(
    'How far apart two events of a session may be, by their own times, to have to do with each other, milliseconds.',
    whole(1000, 3_600_000),
    '600000',
  ),
  TRIPLINE_DETECTOR_GRACE_MS: setting(
    'How late an event may come before something is called missing, milliseconds.',
    whole(1000, 3_600_000),
    '120000',
  ),
} satisfies Group;

export const indexerSettings = {
  TRIPLINE_INDEXER_HTTP_PORT: setting(
    'Port of /metrics, /livez and /readyz; 0 takes any free one.',
    whole(0, 65_535),
    '9465',
  ),
  TRIPLINE_INDEXER_GROUP: setting('Consumer group.', text, 'tripline-indexer'),
  TRIPLINE_INDEXER_CONCURRENCY: setting('Bulk requests in flight.', whole(1, 32), '2'),
  TRIPLINE_INDEXER_BULK_BYTES: setting(
    'Bytes of one bulk request; a larger single document goes alone.',
    whole(65_536, 52_428_800),
    '5242880',
  ),
  TRIPLINE_INDEXER_BULK_DOCUMENTS: setting('Documents of one bulk request.', whole(1, 10_000), '1000'),
  TRIPLINE_RETENTION_DAYS: setting(
    "An event whose own time is further back than this (or 48 h ahead) of its record's is dead-lettered.",
    whole(1, 3650),
    '90',
  ),
} satisfies Group;

export const gatewaySettings = {
  TRIPLINE_GATEWAY_HOST: setting('Where the gateway listens for events and questions.', text, '127.0.0.1'),
  TRIPLINE_GATEWAY_PORT: setting('Its port; 0 takes any free one.', whole(0, 65_535), '8686'),
  TRIPLINE_GATEWAY_HTTP_PORT: setting(
    'Port of /metrics, /livez and /readyz; 0 takes any free one.',
    whole(0, 65_535),
    '9466',
  ),
  TRIPLINE_GATEWAY_CERT_FILE: setting(
    "PEM file of the gateway's certificate; without one it speaks plain HTTP.",
    optionalText,
  ),
  TRIPLINE_GATEWAY_KEY_FILE: setting("PEM file of that certificate's key.", optionalText),
  TRIPLINE_GATEWAY_POLICY_FILE: setting(
    'Policy of the gate (docs/policy.md), read again when it changes; the default one (deploy/policy.yaml) when unset.',
    optionalText,
  ),
  TRIPLINE_GATEWAY_BODY_BYTES: setting(
    'Bytes of one request body; an event alone may have 8,388,608 as a record, and more as JSON.',
    whole(65_536, 134_217_728),
    '16777216',
  ),
  TRIPLINE_GATEWAY_MEMORY_BYTES: setting(
    'Bytes under way at a time, of bodies and of records that Kafka has not acknowledged; one tenant gets a quarter. Above it: 429.',
    whole(16_777_216, 4_294_967_296),
    '134217728',
  ),
  TRIPLINE_GATEWAY_WRITE_TIMEOUT_MS: setting(
    'How long Kafka may take to acknowledge, milliseconds; then the answer is 503.',
    whole(100, 60_000),
    '5000',
  ),
} satisfies Group;

export const emitterSettings = {
  TRIPLINE_EMITTER_KEY: secret(
    "The tenant's emitter key (`tripline keys emitter`), for applications that read it from the environment.",
    optionalText,
  ),
} satisfies Group;

export const stackSettings = {
  TRIPLINE_STACK_DIR: setting('Where `tripline stack` keeps jars, data, logs and keys.', text, '.tripline'),
  TRIPLINE_STACK_NAME: setting('Which stack, where several run side by side.', text, 'default'),
  TRIPLINE_STACK_KAFKA_PORT: setting("Kafka's port.", whole(1, 65_535), '9092'),
  TRIPLINE_STACK_ELASTICSEARCH_PORT: setting("Elasticsearch's port.", whole(1, 65_535), '9200'),
  TRIPLINE_STACK_KAFKA_HEAP: setting("Kafka's heap, as java -Xmx takes it.", text, '512m'),
  TRIPLINE_STACK_ELASTICSEARCH_HEAP: setting("Elasticsearch's heap, as java -Xmx takes it.", text, '1g'),
} satisfies Group;

/** In the order of the documentation. */
export const catalogue: readonly { title: string; group: Group }[] = [
  { title: 'Kafka', group: kafkaSettings },
  { title: 'Elasticsearch', group: elasticsearchSettings },
  { title: 'Keys', group: keySettings },
  { title: 'Every worker', group: processSettings },
  { title: 'Detection', group: detectionSettings },
  { title: 'Detector', group: detectorSettings },
  { title: 'Indexer', group: indexerSettings },
  { title: 'Gateway', group: gatewaySettings },
  { title: 'Emitter', group: emitterSettings },
  { title: 'Local stack', group: stackSettings },
];
