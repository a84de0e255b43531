import type { IHeaders } from 'kafkajs';
import type { Header } from './port.ts';

const EMPTY = Buffer.alloc(0);

/**
 * kafkajs' shape: a key that comes twice holds a list. Order is kept among the values of a key, not between keys; a null
 * value, which kafkajs cannot write, becomes an empty one.
 */
export function toWireHeaders(headers: readonly Header[]): IHeaders {
  const wire = Object.create(null) as Record<string, Buffer[]>;
  for (const { key, value } of headers) (wire[key] ??= []).push(value ?? EMPTY);
  return wire;
}

/** A key like `constructor` arrives from kafkajs in a list with what every object inherits under it: only bytes count. */
export function fromWireHeaders(headers: IHeaders | undefined): Header[] {
  return Object.entries(headers ?? {}).flatMap(([key, value]) =>
    [value]
      .flat()
      .flatMap((one: unknown) => (one === null || Buffer.isBuffer(one) ? [{ key, value: one }] : [])),
  );
}
