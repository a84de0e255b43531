import type { IHeaders } from 'kafkajs';
import type { Header } from './port.ts';

/** A key like `constructor` arrives from kafkajs in a list with what every object inherits under it: only bytes count. */
export function fromWireHeaders(headers: IHeaders | undefined): Header[] {
  return Object.entries(headers ?? {}).flatMap(([key, value]) =>
    [value]
      .flat()
      .flatMap((one: unknown) => (one === null || Buffer.isBuffer(one) ? [{ key, value: one }] : [])),
  );
}
