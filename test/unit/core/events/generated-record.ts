/** Records made from their schema, so that a new field is tested without anybody thinking of it. */
import { namesIn } from '../../../../services/core/events/avro-type.ts';
import { RECORD_SCHEMAS } from '../../../../services/core/events/record-schemas.ts';
import { type AvroObject, type AvroSchema, current } from '../../../../services/core/events/schema-set.ts';
import type { RecordType, TriplineRecord } from '../../../../services/core/events/types.ts';

/** Decides what stands at a path (`/messages/0/content`). */
export interface Chooser {
  text(path: string): string;
  bytes(path: string): Buffer;
  number(path: string, type: 'int' | 'long' | 'double', isTime: boolean): number;
  truth(): boolean;
  symbol(symbols: readonly string[]): string;
  items(): number;
  isNull(): boolean;
}

export function generateRecord(type: RecordType, choose: Chooser): TriplineRecord {
  const schema = current.get(RECORD_SCHEMAS[type])?.schema;
  if (schema === undefined) throw new Error(`no schema for ${type}`);
  const named = namesIn(schema);
  return { ...(make(schema, '') as object), type } as TriplineRecord;

  function make(at: AvroSchema, path: string): unknown {
    if (Array.isArray(at))
      return choose.isNull() ? null : make(at.find((branch) => branch !== 'null') ?? 'null', path);
    if (typeof at === 'string') return makeNamed(at, path);
    if (at.type === 'record')
      return Object.fromEntries(
        (at.fields ?? []).map((field) => [field.name, make(field.type, `${path}/${field.name}`)]),
      );
    if (at.type === 'array') return many((index) => make(at.items ?? 'null', `${path}/${index}`));
    if (at.type === 'map')
      return many((index) => ({
        key: choose.text(`${path}/${index}/key`),
        value: make(at.values ?? 'string', `${path}/${index}/value`),
      }));
    if (at.type === 'enum') return choose.symbol(at.symbols ?? []);
    return makePrimitive(at.type as string, path, at.logicalType !== undefined);
  }

  function many(item: (index: number) => unknown): unknown[] {
    return Array.from({ length: choose.items() }, (_, index) => item(index));
  }

  function makeNamed(name: string, path: string): unknown {
    const found = named.get(name) as AvroObject | undefined;
    return found === undefined ? makePrimitive(name, path, false) : make(found, path);
  }

  function makePrimitive(name: string, path: string, isTime: boolean): unknown {
    switch (name) {
      case 'string':
        return path === '/origin/event_id' ? '01932c07-8f00-7a3b-9c4d-0123456789ab' : choose.text(path);
      case 'bytes':
        return choose.bytes(path);
      case 'boolean':
        return choose.truth();
      default:
        return choose.number(path, name as 'int' | 'long' | 'double', isTime);
    }
  }
}

/** Everything present, twice where it can be many, every text unlike every other. */
export const everything: Chooser = {
  text: (path) => `text of ${path}`,
  bytes: (path) => Buffer.from(`bytes of ${path}`),
  number: (_path, type, isTime) => (isTime ? 1_731_600_000_123_456 : type === 'double' ? 0.25 : 7),
  truth: () => true,
  symbol: (symbols) => symbols.at(-1) ?? '',
  items: () => 2,
  isNull: () => false,
};

/** Seeded: the same seed gives the same records. */
export function randomly(next: () => number): Chooser {
  const below = (limit: number) => Math.floor(next() * limit);
  const unit = () => [below(0x80), below(0x800), 0xd800 + below(0x800), below(0x10000)][below(4)] ?? 0;
  return {
    text: () => String.fromCharCode(...Array.from({ length: below(12) }, unit)).toWellFormed(),
    bytes: () => Buffer.from(Array.from({ length: below(40) }, () => below(256))),
    number: (_path, type, isTime) => {
      if (type === 'double') return (next() - 0.5) * 1e6;
      if (isTime) return below(2 ** 51);
      return type === 'int' ? below(2 ** 32) - 2 ** 31 : (next() < 0.5 ? -1 : 1) * below(2 ** 52);
    },
    truth: () => next() < 0.5,
    symbol: (symbols) => symbols[below(symbols.length)] ?? '',
    items: () => below(4),
    isNull: () => next() < 0.4,
  };
}

/** mulberry32: numbers in [0, 1), the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const RECORD_TYPES = Object.keys(RECORD_SCHEMAS) as RecordType[];

/** A copy of plain objects: avsc reads records as instances of classes of its own. */
export function plain<T>(value: T): T {
  if (Buffer.isBuffer(value) || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(plain) as T;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)])) as T;
}
