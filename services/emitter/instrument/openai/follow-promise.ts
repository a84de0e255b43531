/**
 * Watches an `APIPromise` of the SDK, and every promise made of it, without taking part: it stays the SDK's own object, lazy as it
 * is; what it resolves with is looked at on its way; and a rejection that the application leaves unhandled stays unhandled.
 */
import type { Call } from './call.ts';
import { isObject } from './json.ts';

type Parse = (...args: unknown[]) => unknown;
type Transform = (value: unknown, ...rest: unknown[]) => unknown;

/** Fields that the SDK's class has had since its version 4, private to TypeScript only. */
interface ApiPromise {
  responsePromise: Promise<unknown>;
  parseResponse: Parse;
  _thenUnwrap: (transform: Transform) => unknown;
  asResponse: () => unknown;
}

/** Returns the very promise it was given. */
export function followPromise(promise: unknown, call: Call): unknown {
  if (!isApiPromise(promise)) return promise;
  const response = promise.responsePromise.then(
    (props) => {
      call.responded(props);
      return props;
    },
    (error: unknown) => {
      call.failed(error);
      throw error;
    },
  );
  attach(promise, response, call);
  return promise;
}

function attach(promise: ApiPromise, response: Promise<unknown>, call: Call): void {
  const { parseResponse: parse, _thenUnwrap: unwrap, asResponse } = promise;
  promise.responsePromise = response;
  promise.parseResponse = (...args) => seen(() => parse.apply(promise, args), call);
  promise.asResponse = () => {
    call.isRaw();
    return asResponse.call(promise);
  };
  promise._thenUnwrap = (transform) => {
    // Before the transformation: what the model answered counts, not what is made of it.
    const next = unwrap.call(promise, (value, ...rest) => {
      call.answered(value);
      return transform(value, ...rest);
    });
    if (isApiPromise(next)) attach(next, response, call);
    return next;
  };
}

async function seen(parse: () => unknown, call: Call): Promise<unknown> {
  call.parses();
  try {
    const value = await parse();
    call.answered(value);
    return value;
  } catch (error) {
    call.failed(error);
    throw error;
  }
}

function isApiPromise(value: unknown): value is ApiPromise {
  if (!isObject(value)) return false;
  const { responsePromise, parseResponse, _thenUnwrap } = value as Partial<ApiPromise>;
  return (
    responsePromise instanceof Promise &&
    typeof parseResponse === 'function' &&
    typeof _thenUnwrap === 'function'
  );
}
