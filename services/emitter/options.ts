import { z } from 'zod';
import { TriplineError } from '../core/errors.ts';
import { parseEmitterKey } from '../core/evidence/emitter-key.ts';
import { createKafka } from '../platform/kafka/kafkajs.ts';
import type { Kafka } from '../platform/kafka/port.ts';
import { topicNames } from '../platform/kafka/topics.ts';
import { createIds } from './ids.ts';
import type { BrokerOptions, EmitterOptions } from './types.ts';

const MIB = 1024 * 1024;
const DEFAULT_ROLES = ['admin', 'developer', 'finance'];
const DEFAULT_RATE = 0.15;
const DEFAULT_TENANT = 'default';
const NO_KEY =
  "Sampling needs one: give `key`, made by `tripline keys emitter`, or set sampling to 'off' to record every prompt whole.";

export interface Settings {
  application: string;
  tenant: string;
  environment: string;
  connect: () => Kafka;
  topic: string;
  key: Buffer | null;
  sampling: { privilegedRoles: readonly string[]; rate: number } | null;
  maxQueueBytes: number;
  maxBatchBytes: number;
  lingerMs: number;
  onError: (error: TriplineError) => void;
  scan: ((text: string) => boolean) | null;
  now: () => number;
  newId: () => string;
}

const Name = z.string().min(1).max(256);
const anyFunction = z.custom<never>((value) => typeof value === 'function', 'expected a function');
const Port = z.custom<Kafka>(
  (value) => typeof (value as Partial<Kafka> | null)?.producer === 'function',
  'expected {brokers, …} or a Kafka port',
);
const Brokers = z.strictObject({
  brokers: z.array(z.string().min(1)).min(1),
  ssl: z.custom<never>((value) => typeof value === 'boolean' || typeof value === 'object').optional(),
  sasl: z.custom<never>((value) => typeof value === 'object' && value !== null).optional(),
});
const Sampling = z.strictObject({
  privilegedRoles: z.array(z.string()).optional(),
  rate: z.number().min(0).max(1).optional(),
});
const Options = z.strictObject({
  application: Name,
  tenant: Name.optional(),
  environment: Name.default('production'),
  kafka: z.unknown(),
  key: z.string().optional(),
  sampling: z.union([z.literal('off'), Sampling], "expected 'off' or {privilegedRoles, rate}").default({}),
  maxQueueBytes: z
    .int()
    .min(64 * 1024)
    .default(32 * MIB),
  maxBatchBytes: z.int().min(1024).max(900_000).default(900_000),
  lingerMs: z.int().min(0).max(60_000).default(5),
  topicPrefix: z.string().default(''),
  onError: anyFunction.optional(),
  scan: anyFunction.optional(),
  now: anyFunction.optional(),
  newId: anyFunction.optional(),
});

/** @throws TriplineError CONFIG_INVALID naming everything at fault at once; KEY_MISSING when that is all that is wrong */
export function readOptions(options: EmitterOptions): Settings {
  const parsed = Options.safeParse(options);
  const problems = parsed.success ? [] : parsed.error.issues.map(describe);
  const connect = readKafka(options?.kafka, problems);
  const { tenant, key } = readKey(options, problems);
  const keyMissing = options?.sampling !== 'off' && options?.key === undefined;
  if (problems.length > 0) throw invalid(keyMissing ? [...problems, NO_KEY] : problems);
  if (keyMissing) throw new TriplineError('KEY_MISSING', NO_KEY);
  return { ...toSettings(Options.parse(options), options), connect, tenant, key };
}

function toSettings(parsed: z.infer<typeof Options>, options: EmitterOptions) {
  const { application, environment, maxQueueBytes, maxBatchBytes, lingerMs, sampling } = parsed;
  return {
    application,
    environment,
    maxQueueBytes,
    maxBatchBytes,
    lingerMs,
    topic: topicNames(parsed.topicPrefix).events,
    sampling:
      sampling === 'off'
        ? null
        : { privilegedRoles: sampling.privilegedRoles ?? DEFAULT_ROLES, rate: sampling.rate ?? DEFAULT_RATE },
    onError: quietly(options.onError),
    scan: options.scan ?? null,
    now: options.now ?? Date.now,
    newId: options.newId ?? createIds(options.now ?? Date.now),
  };
}

function readKafka(kafka: unknown, problems: string[]): () => Kafka {
  const port = Port.safeParse(kafka);
  if (port.success) return () => port.data;
  const brokers = Brokers.safeParse(kafka);
  if (brokers.success) {
    return () => createKafka({ ...(kafka as BrokerOptions), clientId: 'tripline-emitter', keepAlive: false });
  }
  problems.push(
    ...brokers.error.issues.map((issue) => describe({ ...issue, path: ['kafka', ...issue.path] })),
  );
  return () => {
    throw invalid(problems);
  };
}

/** The key knows its tenant; `tenant` beside it must be the same. */
function readKey(options: EmitterOptions, problems: string[]): { tenant: string; key: Buffer | null } {
  const tenant = options?.tenant ?? DEFAULT_TENANT;
  if (typeof options?.key !== 'string') return { tenant, key: null };
  try {
    const parsed = parseEmitterKey(options.key);
    if (options.tenant !== undefined && parsed.tenant !== tenant)
      problems.push('key: it is of another tenant');
    return parsed;
  } catch {
    problems.push('key: not of the form tek1.<tenant>.<key>, as `tripline keys emitter` makes it');
    return { tenant, key: null };
  }
}

function describe({ path, message }: { path: PropertyKey[]; message: string }): string {
  return `${path.map(String).join('.') || 'the options'}: ${message}`;
}

function invalid(problems: string[]): TriplineError {
  return new TriplineError('CONFIG_INVALID', `At fault: ${problems.join('; ')}.`);
}

/** Nothing that a host's callback does may reach the host through us. */
function quietly(onError: EmitterOptions['onError']): (error: TriplineError) => void {
  return (error) => {
    try {
      onError?.(error);
    } catch {
      // the host's own fault, and not one that may stop the sending
    }
  };
}
