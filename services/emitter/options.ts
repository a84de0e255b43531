import { z } from 'zod';
import { TriplineError } from '../core/errors.ts';
import { parseEmitterKey } from '../core/evidence/emitter-key.ts';
import { nodeFault } from '../platform/config/node-version.ts';
import { topicNames } from '../platform/kafka/topics.ts';
import { readDestination } from './destination.ts';
import { createIds } from './ids.ts';
import { anyFunction, describe, invalidOptions } from './option-problems.ts';
import { quietly } from './quietly.ts';
import type { SpoolSettings } from './spool/spool.ts';
import { readSpool } from './spool-options.ts';
import type { Transport } from './transports/transport.ts';
import type { EmitterOptions } from './types.ts';

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
  transport: Transport;
  spool: SpoolSettings | null;
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
const Sampling = z.strictObject({
  privilegedRoles: z.array(z.string()).optional(),
  rate: z.number().min(0).max(1).optional(),
});
const Options = z.strictObject({
  application: Name,
  tenant: Name.optional(),
  environment: Name.default('production'),
  kafka: z.unknown().optional(),
  gateway: z.unknown().optional(),
  spool: z.unknown().optional(),
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

/** @throws TriplineError CONFIG_INVALID naming everything at fault at once, or that Node is too old; KEY_MISSING when that is all that is wrong */
export function readOptions(options: EmitterOptions): Settings {
  // There every event would be lost without a word.
  const fault = nodeFault();
  if (fault !== null) throw new TriplineError('CONFIG_INVALID', fault);
  const parsed = Options.safeParse(options);
  const problems = parsed.success ? [] : parsed.error.issues.map(describe);
  const { tenant, key } = readKey(options, problems);
  const topic = topicNames(parsed.data?.topicPrefix).events;
  const connect = readDestination(options, topic, problems);
  const spool = readSpool(options?.spool, key, problems);
  const keyMissing = options?.sampling !== 'off' && options?.key === undefined;
  if (problems.length > 0 || !parsed.success)
    throw invalidOptions(keyMissing ? [...problems, NO_KEY] : problems);
  if (keyMissing) throw new TriplineError('KEY_MISSING', NO_KEY);
  const settings = toSettings(parsed.data, options);
  const { now, onError } = settings;
  return {
    ...settings,
    tenant,
    key,
    transport: connect(),
    spool: spool === null ? null : { ...spool, destination: [tenant, topic], now, onError },
  };
}

function toSettings(parsed: z.infer<typeof Options>, options: EmitterOptions) {
  const { application, environment, maxQueueBytes, maxBatchBytes, lingerMs, sampling } = parsed;
  return {
    application,
    environment,
    maxQueueBytes,
    maxBatchBytes,
    lingerMs,
    sampling:
      sampling === 'off'
        ? null
        : { privilegedRoles: sampling.privilegedRoles ?? DEFAULT_ROLES, rate: sampling.rate ?? DEFAULT_RATE },
    onError: (error: TriplineError) => quietly(() => options.onError?.(error)),
    scan: options.scan ?? null,
    now: options.now ?? Date.now,
    newId: options.newId ?? createIds(options.now ?? Date.now),
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
