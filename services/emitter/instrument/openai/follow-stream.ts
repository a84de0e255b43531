/** Watches an SDK stream being read: the same iterator, the same chunks, at the same time; each is looked at as it passes. */

import { quietly } from '../../quietly.ts';
import { abandoned } from './abandoned.ts';
import type { Thrown } from './failure.ts';
import { isObject } from './json.ts';
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
  iterator: (this: unknown) => Iterating;
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
  stream.iterator = watched(stream.iterator, recording, stream.controller.signal, thrown);
  endWith(stream.controller.signal, recording);
  abandoned.watch(stream, recording);
}

/** Holds no reference to the stream itself, so that one that nobody reads can be seen to be forgotten. */
function watched(
  open: SdkStream['iterator'],
  recording: Recording,
  signal: AbortSignal,
  thrown: (error: unknown) => Thrown,
): SdkStream['iterator'] {
  let opened = false;
  return function iterator(this: unknown) {
    const iterating = open.call(this);
    if (!opened) quietly(() => watch(iterating, recording, signal, thrown));
    opened = true;
    return iterating;
  };
}

/** Chunks that were on their way when the abort came are still delivered: they first. */
function endWith(signal: AbortSignal, recording: Recording): void {
  const end = () => setImmediate(() => quietly(() => recording.over(true)));
  signal.addEventListener('abort', end, { once: true });
}

/**
 * A stream can be read once: what a second reader gets is an error that says nothing about the answer. The SDK ends an aborted
 * stream without an error, and aborts one that failed: a step that says `done` tells by the signal, an error by itself.
 */
function watch(
  iterating: Iterating,
  recording: Recording,
  signal: AbortSignal,
  thrown: (error: unknown) => Thrown,
): void {
  const { next, return: close, throw: raise } = iterating;
  const see = (step: IteratorResult<unknown>) => {
    quietly(() => (step.done === true ? recording.over(signal.aborted) : recording.add(step.value)));
    return step;
  };
  const fail = (error: unknown) => {
    quietly(() => recording.failed(thrown(error)));
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
