/**
 * A call's arguments as they are at one moment: read once, without running any code of theirs, kept as text and as frozen data. Only what JSON
 * says whole is taken; what could read differently the next time (accessors, proxies, classes, hidden properties) is refused.
 */
import { isProxy } from 'node:util/types';
import { MAX_RECORD_BYTES } from '../../core/events/codec.ts';

export interface Snapshot {
  /** Canonical JSON (RFC 8785), or the string that was given. */
  text: string;
  /** Deeply frozen; objects have no prototype. */
  value: unknown;
  /** Arrays keep theirs, and what somebody puts there they inherit. */
  hasArrays: boolean;
}

/** `message` is ours: what they hold that is no plain data. */
export class NotPlain extends Error {}

const MOST_LEVELS = 100;
const NOTHING: Snapshot = { text: '{}', value: Object.freeze(Object.create(null)), hasArrays: false };

/** @throws NotPlain */
export function snapshotOf(given: unknown): Snapshot {
  if (given === undefined) return NOTHING;
  if (typeof given === 'string') {
    if (given.length > MAX_RECORD_BYTES) throw new NotPlain('more than a record can hold');
    return { text: given, value: given, hasArrays: false };
  }
  const copier = new Copier();
  const value = copier.copy(given);
  return { text: copier.text, value, hasArrays: copier.hasArrays };
}

class Copier {
  /** Not in pieces in an array, where a setter that somebody put on the prototype would run. */
  text = '';
  hasArrays = false;
  readonly #above = new Set<object>();

  copy(value: unknown): unknown {
    switch (typeof value) {
      case 'string':
        this.#say(JSON.stringify(value));
        return value;
      case 'boolean':
        this.#say(value ? 'true' : 'false');
        return value;
      case 'number':
        return this.#copyNumber(value);
      case 'object':
        if (value !== null) return this.#copyObject(value);
        this.#say('null');
        return null;
      default:
        throw new NotPlain(`a ${typeof value}`);
    }
  }

  /** Minus zero is zero, as JSON says. */
  #copyNumber(value: number): number {
    if (!Number.isFinite(value)) throw new NotPlain('a number that JSON has not');
    this.#say(JSON.stringify(value));
    return value === 0 ? 0 : value;
  }

  #copyObject(value: object): unknown {
    if (isProxy(value)) throw new NotPlain('a proxy');
    if (this.#above.has(value)) throw new NotPlain('a circle');
    if (this.#above.size === MOST_LEVELS) throw new NotPlain(`more than ${MOST_LEVELS} levels`);
    this.#above.add(value);
    const copy = Array.isArray(value) ? this.#copyItems(value) : this.#copyFields(value);
    this.#above.delete(value);
    return Object.freeze(copy);
  }

  #copyItems(value: readonly unknown[]): unknown[] {
    if (Object.getPrototypeOf(value) !== Array.prototype) throw new NotPlain('an object of a class');
    const { length } = value;
    // Its own keys are the indices and `length`: neither a hole nor anything beside them.
    if (Reflect.ownKeys(value).length !== length + 1) throw new NotPlain('an array with holes or names');
    this.hasArrays = true;
    this.#say('[');
    // Nor this by `push`.
    const copy = Array.from({ length }, (_, index) => {
      if (index > 0) this.#say(',');
      return this.copy(ownData(value, String(index)));
    });
    this.#say(']');
    return copy;
  }

  #copyFields(value: object): object {
    const prototype = Object.getPrototypeOf(value);
    if (prototype !== null && prototype !== Object.prototype) throw new NotPlain('an object of a class');
    const copy = Object.create(null) as Record<string, unknown>;
    let separator = '';
    this.#say('{');
    for (const name of namesOf(value)) {
      const field = ownData(value, name);
      if (field === undefined) continue;
      this.#say(`${separator}${JSON.stringify(name)}:`);
      copy[name] = this.copy(field);
      separator = ',';
    }
    this.#say('}');
    return copy;
  }

  /** Bounded: a small graph can spell out to a huge text. */
  #say(text: string): void {
    if (this.text.length + text.length > MAX_RECORD_BYTES) throw new NotPlain('more than a record can hold');
    this.text += text;
  }
}

/** In the order of their UTF-16 code units, as RFC 8785 wants it. */
function namesOf(value: object): string[] {
  const names = Reflect.ownKeys(value);
  if (names.some((name) => typeof name === 'symbol')) throw new NotPlain('a property named by a symbol');
  return (names as string[]).sort();
}

function ownData(value: object, name: string): unknown {
  const descriptor = Reflect.getOwnPropertyDescriptor(value, name);
  if (descriptor === undefined || !Object.hasOwn(descriptor, 'value')) throw new NotPlain('an accessor');
  if (!descriptor.enumerable) throw new NotPlain('a hidden property');
  return descriptor.value;
}

const INHERITED = [Object.prototype, Array.prototype].map((prototype) => ({
  prototype,
  known: new Set(Reflect.ownKeys(prototype)),
}));

/** Whether plain data inherits something that somebody put there: a field that its text does not show. */
export function isInheritanceSound(): boolean {
  return INHERITED.every(({ prototype, known }) =>
    Reflect.ownKeys(prototype).every(
      (name) => known.has(name) && !Reflect.getOwnPropertyDescriptor(prototype, name)?.enumerable,
    ),
  );
}
