/**
 * Puts what an `openai` client asks its models, and what they answer, on record. The client works as before: nothing is imported
 * from the SDK, and of the client only `request`, which all of its methods go through, and `withOptions` are wrapped.
 */
import { TriplineError } from '../../../core/errors.ts';
import { currentContext, outputNoter } from '../../call-context.ts';
import { quietly } from '../../quietly.ts';
import type { Context, Emitter } from '../../types.ts';
import { Call } from './call.ts';
import { followPromise } from './follow-promise.ts';
import { isObject } from './json.ts';
import { Ledger } from './ledger.ts';
import { providerOf } from './provider.ts';
import type { Surroundings } from './recording.ts';

export interface OpenAIInstrumentation {
  emitter: Emitter;
  /** Asked at every call: who asks. What `withContext` says is laid over it. */
  context?: () => Context | undefined;
  /** Default: `openai`, `azure`, or else the host of the client's base URL. */
  provider?: string;
}

type Method = (this: unknown, ...args: unknown[]) => unknown;
interface Client {
  request: Method;
  withOptions?: Method;
  baseURL?: unknown;
  apiKey?: unknown;
}

/** Shared by every copy of this module in the process. */
const INSTRUMENTED = Symbol.for('tripline.instrumented');

/**
 * Returns the same client, instrumented; so are those that its `withOptions` makes. A client that is instrumented already is left
 * as it is.
 * @throws TriplineError CONFIG_INVALID when it is given no client of the SDK or no emitter
 */
export function instrumentOpenAI<T extends object>(client: T, options: OpenAIInstrumentation): T {
  const problems = [
    ...(isClient(client) ? [] : ['the client: it has no request()']),
    ...(isEmitter(options?.emitter) ? [] : ['emitter: expected one of createEmitter()']),
  ];
  if (problems.length > 0) throw new TriplineError('CONFIG_INVALID', `At fault: ${problems.join('; ')}.`);
  instrument(client as unknown as Client, options);
  return client;
}

function instrument(client: Client, options: OpenAIInstrumentation): void {
  if (INSTRUMENTED in client) return;
  const { request, withOptions } = client;
  define(client, INSTRUMENTED, true);
  define(client, 'request', function (this: unknown, ...args: unknown[]) {
    const call = callOf(client, options);
    if (call !== null) announce(args[0], call);
    const promise = request.apply(this, args);
    return call === null ? promise : followPromise(promise, call);
  });
  if (typeof withOptions !== 'function') return;
  define(client, 'withOptions', function (this: unknown, ...args: unknown[]) {
    const clone = withOptions.apply(this, args);
    quietly(() => isClient(clone) && instrument(clone, options));
    return clone;
  });
}

/** Null when even the beginning fails: then the call goes its way unseen. */
function callOf(client: Client, options: OpenAIInstrumentation): Call | null {
  let call: Call | null = null;
  quietly(() => {
    call = new Call(surroundings(client, options), () => client.apiKey);
  });
  return call;
}

function surroundings(client: Client, { emitter, context, provider }: OpenAIInstrumentation): Surroundings {
  let asked: Context | undefined;
  quietly(() => (asked = context?.()));
  const { event_id: _, occurred_at: __, ...who } = { ...asked, ...currentContext() };
  return {
    emitter,
    ledger: Ledger.of(emitter),
    context: who,
    noteOutput: outputNoter(),
    provider: provider ?? providerOf(client.baseURL),
    now: () => performance.now(),
  };
}

/** Ahead of the SDK, which awaits the same promise: the prompt is recorded before it is sent. */
function announce(options: unknown, call: Call): void {
  if (options instanceof Promise)
    void options.then((resolved) => call.begin(resolved)).catch(() => undefined);
  else call.begin(options);
}

function define(client: Client, name: string | symbol, value: unknown): void {
  Object.defineProperty(client, name, { value, configurable: true, writable: true, enumerable: false });
}

function isClient(value: unknown): value is Client {
  return isObject(value) && typeof value['request'] === 'function';
}

function isEmitter(value: unknown): value is Emitter {
  return isObject(value) && typeof value['prompt'] === 'function' && typeof value['output'] === 'function';
}
