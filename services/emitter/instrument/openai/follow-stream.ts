/** Watches an SDK stream being read: the same iterator, the same chunks, at the same time; each is looked at as it passes. */
import { abandoned } from './abandoned.ts';
import type { Thrown } from './failure.ts';
import { isObject } from './json.ts';
import { quietly } from './quietly.ts';
import type { Recording } from './recording.ts';

type Step = Promise<IteratorResult<unknown>>;
type Method = (...args: unknown[]) => Step;
interface Iterating {
  next: Method;
  return?: Method;
  throw?: Method;
}
/** All ways of reading a stream (for await, tee, toReadableStream, the helpers) go through its `iterator`. */
export interface SdkStream {
  iterator: () => Iterating;
  controller: AbortController;
}

export function isStream(value: unknown): value is SdkStream {
  if (!isObject(value)) return false;
  const { iterator, controller } = value as Partial<SdkStream>;
  return typeof iterator === 'function' && isObject(controller) && 'signal' in controller;
}

export function followStream(
  stream: SdkStream,
  recording: Recording,
  thrown: (error: unknown) => Thrown,
): void {
  recording.streams();
  const { iterator: open, controller } = stream;
  const { signal } = controller;
  const isAborted = () => signal.aborted;
  let opened = false;
  stream.iterator = function iterator(this: SdkStream) {
    const iterating = open.call(stream);
    if (!opened) quietly(() => watch(iterating, recording, isAborted, thrown));
    opened = true;
    return iterating;
  };
  abandoned.watch(stream, recording);
  // Chunks that were on their way when the abort came are still delivered: they first.
  signal.addEventListener('abort', () => setImmediate(() => quietly(() => recording.over(true))), {
    once: true,
  });
}

/** A stream can be read once: what a second reader gets is an error that says nothing about the answer. */
function watch(
  iterating: Iterating,
  recording: Recording,
  isAborted: () => boolean,
  thrown: (error: unknown) => Thrown,
): void {
  const { next, return: close, throw: raise } = iterating;
  const see = (step: IteratorResult<unknown>) => {
    quietly(() => (step.done === true ? recording.over(isAborted()) : recording.add(step.value)));
    return step;
  };
  const fail = (error: unknown) => {
    quietly(() => recording.failed({ ...thrown(error), ...(isAborted() && { aborted: true }) }));
    throw error;
  };
  iterating.next = (...args) => {
    const step = next.apply(iterating, args);
    return step instanceof Promise ? step.then(see, fail) : step;
  };
  if (close !== undefined) {
    iterating.return = (...args) => {
      quietly(() => recording.over(true));
      return close.apply(iterating, args);
    };
  }
  if (raise !== undefined) {
    iterating.throw = (...args) => {
      quietly(() => recording.over(true));
      return raise.apply(iterating, args);
    };
  }
  abandoned.watch(iterating, recording);
}
