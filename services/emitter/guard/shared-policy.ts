import type { Engine } from '../../core/detection/types.ts';
import { TriplineError } from '../../core/errors.ts';
import type { Tool } from '../../core/events/types.ts';
import type { GateMemory, SessionKey } from '../../core/policy/gate/types.ts';
import { quietly } from '../quietly.ts';
import { createLiveGate, type LiveGate } from './live-gate.ts';
import type { PolicySource } from './policy-file.ts';

export interface PolicyOptions {
  policy: PolicySource;
  /** Default: the built-in rules. */
  engine?: Engine;
  /** Hears of a policy file that was refused: the old one stays. */
  onError?: (error: TriplineError) => void;
}

/**
 * One policy for the guards of many applications: read, watched and kept in memory once. What sessions saw is remembered by tenant,
 * whichever application they are of.
 */
export interface SharedPolicy {
  /** Resolves once calls can be judged. @throws TriplineError CONFIG_INVALID */
  readonly ready: Promise<void>;
  readonly digest: string;
  /** A tool that ran beside the guards gave this result: its values taint the session. Resolves once they do; never rejects. */
  returned(session: SessionKey, tool: Tool, result: string): Promise<void>;
  /** A prompt of the session offered these tools to the model. */
  offered(session: SessionKey, tools: readonly string[], useCase: string | null): Promise<void>;
  /** Whether calls that are not high-risk may run though they cannot be put on record, as `on_failure` says. Never rejects: without a policy, no. */
  mayPassUnrecorded(): Promise<boolean>;
  close(): void;
}

type Listener = (digest: string, before: string) => void;

/** What a guard needs of one, kept from who is given it. */
const parts = new WeakMap<SharedPolicy, { live: LiveGate; listeners: Set<Listener> }>();

/** @throws TriplineError CONFIG_INVALID with every problem of the policy */
export function createPolicy({ policy, engine, onError }: PolicyOptions): SharedPolicy {
  const listeners = new Set<Listener>();
  const tell = (error: TriplineError) => quietly(() => onError?.(error));
  const live = createLiveGate({
    policy,
    engine,
    refused: tell,
    changed: (digest, before) => {
      for (const listener of listeners) listener(digest, before);
    },
  });
  const failed = (cause: unknown) => tell(new TriplineError('GUARD_FAILED', '', { cause }));
  const shared: SharedPolicy = {
    ready: live.ready,
    get digest() {
      return live.digest;
    },
    returned: (session, tool, result) => remember((memory) => memory.result(session, tool, result)),
    offered: (session, tools, useCase) => remember((memory) => memory.offered(session, tools, useCase)),
    mayPassUnrecorded,
    close: live.stop,
  };
  parts.set(shared, { live, listeners });
  return shared;

  async function mayPassUnrecorded(): Promise<boolean> {
    try {
      const { onFailure } = await live.gate();
      return onFailure === 'ALLOW' || onFailure === 'ALERT';
    } catch (error) {
      failed(error);
      return false;
    }
  }

  function remember(what: (memory: GateMemory) => void): Promise<void> {
    return live
      .gate()
      .then(({ memory }) => what(memory))
      .catch(failed);
  }
}

/** The gate of a shared policy, as one guard's own: letting go of it leaves the others theirs. @throws TriplineError CONFIG_INVALID */
export function shareOf(shared: SharedPolicy, changed: Listener): LiveGate {
  const found = parts.get(shared);
  if (found === undefined)
    throw new TriplineError('CONFIG_INVALID', 'At fault: policy: expected a policy of createPolicy.');
  const { live, listeners } = found;
  listeners.add(changed);
  return {
    gate: live.gate,
    get digest() {
      return live.digest;
    },
    ready: live.ready,
    stop: () => listeners.delete(changed),
  };
}
