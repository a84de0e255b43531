import { z } from 'zod';
import { isTriplineError, TriplineError } from '../../core/errors.ts';
import { type ControlLog, createControlLog } from '../../platform/control/control-log.ts';
import { createKafka } from '../../platform/kafka/kafkajs.ts';
import { topicNames } from '../../platform/kafka/topics.ts';
import { anyFunction, describe, invalidOptions } from '../option-problems.ts';
import { quietly } from '../quietly.ts';
import { buildGuard } from './guard.ts';
import { createLiveGate } from './live-gate.ts';
import { shareOf } from './shared-policy.ts';
import type { Guard, GuardOptions } from './types.ts';

const DEADLINE_MS = 2000;

const withMethod = (name: string, what: string) =>
  z.custom<never>((value) => typeof (value as Record<string, unknown> | null)?.[name] === 'function', what);
const Options = z.strictObject({
  emitter: withMethod('tool', 'expected an emitter'),
  policy: z.union(
    [
      z.strictObject({
        file: z.string().min(1),
        reloadMs: z.int().min(10).max(3_600_000).optional(),
        setting: z.string().optional(),
      }),
      z.strictObject({ text: z.string() }),
      withMethod('returned', 'expected a policy of createPolicy'),
    ],
    'expected {file}, {text} or a policy of createPolicy',
  ),
  control: z
    .union(
      [
        withMethod('onChange', 'expected a control log'),
        z.strictObject({ kafka: z.custom<never>(isKafka), topicPrefix: z.string().optional() }),
      ],
      'expected a control log, or {kafka: {brokers} or a port, topicPrefix?}',
    )
    .optional(),
  deadlineMs: z.int().min(1).max(600_000).optional(),
  engine: withMethod('scan', 'expected an engine').optional(),
  reach: z.strictObject({ allow: z.array(z.string()).optional(), lookup: anyFunction.optional() }).optional(),
  onError: anyFunction.optional(),
  now: anyFunction.optional(),
});

/**
 * A guard for the tools of one application and tenant. Rules are loaded behind the caller's back: calls wait for them, or await `ready`.
 * @throws TriplineError CONFIG_INVALID naming every option at fault, or every problem of the policy
 */
export function createGuard(options: GuardOptions): Guard {
  const parsed = Options.safeParse(options);
  if (!parsed.success) throw invalidOptions(parsed.error.issues.map(describe));
  const { emitter, policy, deadlineMs = DEADLINE_MS, engine, reach = {} } = options;
  const tell = (error: TriplineError) => quietly(() => options.onError?.(error));
  const changed = (digest: string, before: string) => {
    const reason = `The policy ${before} was replaced by ${digest}.`;
    emitter.audit({ action: 'POLICY_CHANGE', by: 'guard', reason, about: [digest] });
  };
  const live =
    'ready' in policy ? shareOf(policy, changed) : createLiveGate({ policy, engine, refused: tell, changed });
  const { control, stop } = openControl(options.control, tell);
  return buildGuard({
    emitter,
    live,
    control,
    stopControl: stop,
    deadlineMs,
    reach,
    now: options.now ?? Date.now,
    onFault: (error) => tell(isTriplineError(error) ? error : guardFailed(error)),
  });
}

interface OpenControl {
  control: ControlLog | null;
  stop: () => Promise<void>;
}

/** What the guard opens itself it begins to read at once, and closes. */
function openControl(given: GuardOptions['control'], onError: (error: TriplineError) => void): OpenControl {
  if (given === undefined || 'onChange' in given)
    return { control: given ?? null, stop: async () => undefined };
  const { kafka, topicPrefix } = given;
  const port =
    'brokers' in kafka ? createKafka({ ...kafka, clientId: 'tripline-guard', keepAlive: false }) : kafka;
  const control = createControlLog({ kafka: port, topic: topicNames(topicPrefix).control, onError });
  control.start().catch(() => undefined);
  return { control, stop: () => control.stop() };
}

function isKafka(value: unknown): boolean {
  const { brokers, producer } = (value ?? {}) as { brokers?: unknown; producer?: unknown };
  return typeof producer === 'function' || (Array.isArray(brokers) && brokers.length > 0);
}

function guardFailed(cause: unknown): TriplineError {
  return new TriplineError('GUARD_FAILED', '', { cause });
}
