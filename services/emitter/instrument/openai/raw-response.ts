/** For callers of `asResponse()`, who read the body themselves: texts and JSON are recorded as they are read. */

import { quietly } from '../../quietly.ts';
import { abandoned } from './abandoned.ts';
import type { Call } from './call.ts';
import type { Recording } from './recording.ts';

type Read = (value: unknown, type: string) => unknown;

/** What the body was read as, to what the SDK would have made of it. */
const SEEN: Record<string, Read> = {
  text: (value, type) => parsed(String(value), type),
  json: (value) => value,
  arrayBuffer: (value, type) => parsed(new TextDecoder().decode(value as ArrayBuffer), type),
  bytes: (value, type) => parsed(new TextDecoder().decode(value as Uint8Array), type),
};
const UNSEEN = ['blob', 'formData', 'clone'];

/** The response stays the same object; its methods get a witness who is silent while the SDK reads. */
export function watchResponse(response: Response, call: Call, recording: Recording): void {
  const type = response.headers.get('content-type') ?? '';
  // Some implementations of fetch take the body by its public name to read it.
  let reading = false;
  for (const [name, read] of Object.entries(SEEN)) {
    const witness = (result: unknown) => {
      abandoned.forget(recording);
      if (!(result instanceof Promise)) return result;
      return result.then(
        (value: unknown) => {
          quietly(() => recording.answered(read(value, type)));
          return value;
        },
        (error: unknown) => {
          call.failed(error);
          throw error;
        },
      );
    };
    wrap(response, name, call, witness, () => (reading = true));
  }
  for (const name of UNSEEN) {
    wrap(response, name, call, (result) => {
      quietly(() => recording.handedOver());
      return result;
    });
  }
  watchBody(response, () => {
    if (!call.parsing && !reading) quietly(() => recording.handedOver());
  });
}

function wrap(
  response: Response,
  name: string,
  call: Call,
  witness: (result: unknown) => unknown,
  begins = () => {},
): void {
  const original: unknown = Reflect.get(response, name);
  if (typeof original !== 'function') return;
  const value = (...args: unknown[]): unknown => {
    begins();
    const result: unknown = original.apply(response, args);
    return call.parsing ? result : witness(result);
  };
  Object.defineProperty(response, name, { value, configurable: true, writable: true });
}

/** A stream of bytes cannot be looked at without taking its place. */
function watchBody(response: Response, taken: () => void): void {
  if (Object.hasOwn(response, 'body')) return;
  const get = (): unknown => {
    taken();
    return Reflect.get(Object.getPrototypeOf(response) as object, 'body', response);
  };
  Object.defineProperty(response, 'body', { get, configurable: true });
}

function parsed(text: string, type: string): unknown {
  try {
    return /[/+]json\b/.test(type) ? JSON.parse(text) : text;
  } catch {
    return text;
  }
}
