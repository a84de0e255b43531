import type { Engine } from '../../core/detection/types.ts';
import { isTriplineError, TriplineError } from '../../core/errors.ts';
import { parsePolicy } from '../../core/policy/gate/parse-policy.ts';
import type { Gate } from '../../core/policy/gate/types.ts';
import { loadPolicy } from '../../platform/policy/load-policy.ts';
import { named, nameOf, type PolicySource, readPolicyFile, stateOf, unreadable } from './policy-file.ts';

export interface LiveGate {
  /** The gate of the policy in force. Rejects while none could be made. */
  gate: () => Promise<Gate>;
  /** Of the policy in force, or of the first while that is being made ready. */
  readonly digest: string;
  readonly ready: Promise<void>;
  stop: () => void;
}
export interface LiveGateDeps {
  policy: PolicySource;
  engine: Engine | undefined;
  /** Another policy is in force. */
  changed: (digest: string, before: string) => void;
  /** The file is wrong, or cannot be read: the old policy stays. */
  refused: (error: TriplineError) => void;
}
type GateMaker = (text: string) => Promise<Gate>;

const LOOK_MS = 1000;

/**
 * The gate of a policy that may change under it. Rules and their engine are loaded behind the caller's back.
 * @throws TriplineError CONFIG_INVALID with every problem of the policy but a pattern that cannot be proved harmless: with that one `ready` rejects
 */
export function createLiveGate({ policy, engine, changed, refused }: LiveGateDeps): LiveGate {
  const file = 'file' in policy ? policy.file : null;
  const called = nameOf(policy);
  // Looked at before it is read: what is written in between is seen the next time.
  let seen = file === null ? '' : stateOf(file, called);
  const text = 'file' in policy ? readPolicyFile(policy.file, called) : policy.text;
  const first = digestOf(text, called);
  const maker = gateMaker(engine);
  let current: Promise<Gate> = make(text);
  let digest = first;
  let isLoading = false;
  /** Looks in a row at which there was no file. */
  let away = 0;
  /** Why the file could not be read the last time. */
  let trouble = '';
  const ready = current.then(() => undefined);
  ready.catch(refused);
  const timer = file === null ? undefined : setInterval(() => void look(file), reloadMsOf(policy)).unref();

  return {
    gate: () => current,
    get digest() {
      return digest;
    },
    ready,
    stop: () => clearInterval(timer),
  };

  async function make(text: string): Promise<Gate> {
    try {
      return await (await maker)(text);
    } catch (error) {
      throw named(error, called);
    }
  }

  async function look(path: string): Promise<void> {
    if (isLoading) return;
    isLoading = true;
    try {
      const text = changedText(path);
      if (text !== null) await putInForce(text);
    } catch (error) {
      refused(asInvalid(error));
    } finally {
      isLoading = false;
    }
  }

  /** Null where there is nothing new. What cannot be read is told of once, and tried again at every look. */
  function changedText(path: string): string | null {
    try {
      const state = stateOf(path, called);
      away = state === '' ? away + 1 : 0;
      if (away > 1) throw unreadable('ENOENT', called);
      // A file that is away for a moment, while it is replaced, is not another one.
      const text = state === seen || state === '' ? null : readPolicyFile(path, called);
      if (text !== null) seen = state;
      trouble = '';
      return text;
    } catch (error) {
      const { message } = error as TriplineError;
      if (message === trouble) return null;
      trouble = message;
      throw error;
    }
  }

  async function putInForce(text: string): Promise<void> {
    const gate = await make(text);
    current = Promise.resolve(gate);
    const before = digest;
    digest = gate.policyDigest;
    if (digest !== before) changed(digest, before);
  }
}

/** What a session's results were is remembered from one policy to the next. */
async function gateMaker(given: Engine | undefined): Promise<GateMaker> {
  const { createGate } = await import('../../core/policy/gate/gate.ts');
  const { SessionMemory } = await import('../../core/policy/gate/memory.ts');
  const engine = given ?? (await import('../../core/detection/default-engine.ts')).defaultEngine();
  const memory = new SessionMemory(engine);
  return async (text) => createGate({ policy: await loadPolicy(text), engine, memory });
}

function reloadMsOf(policy: PolicySource): number {
  return 'file' in policy ? (policy.reloadMs ?? LOOK_MS) : LOOK_MS;
}

/** @throws TriplineError CONFIG_INVALID */
function digestOf(text: string, called: string): string {
  try {
    return parsePolicy(text, { prove: () => null }).digest;
  } catch (error) {
    throw named(error, called);
  }
}

function asInvalid(error: unknown): TriplineError {
  return isTriplineError(error) ? error : new TriplineError('GUARD_FAILED', '', { cause: error });
}
