/**
 * A call as its caller gives it, which may be anything: every field is read once, into a copy. A field that is not known is a fault, since the
 * policy would judge without what it was meant to say. Faults name fields, never what they hold.
 */
import { TOOL_KINDS } from '../../core/events/enums.ts';
import type { Authenticated } from '../../core/events/types.ts';
import type { CallInput } from './types.ts';

export interface ReadCall {
  /** What of it could be read. */
  call: CallInput;
  faults: readonly string[];
}

class Unfit extends Error {}
type Reader = (value: unknown, path: string) => unknown;

export const AUTHENTICATED = ['UNKNOWN', 'YES', 'NO'] as const satisfies readonly Authenticated[];
const MOST_FAULTS = 8;
/** Another name may be a text of somebody's. */
const NAME = /^[a-z_$][\w$-]{0,39}$/i;
const NAMELESS = { name: 'unknown', kind: 'UNKNOWN' } as const;

/** Null says that there is none. */
const text = reader((value) => value === null || typeof value === 'string', 'expected a text');
const anything: Reader = (value) => value;
const FIELDS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['tool', parts({ name: reader(isName, 'expected a name'), kind: oneOf(TOOL_KINDS), endpoint: text })],
  ['arguments', anything],
  ['waitMs', reader((value) => typeof value === 'number' && value >= 0, 'expected milliseconds')],
  ['signal', reader(isSignal, 'expected an AbortSignal')],
  ['authentication', parts({ status: oneOf(AUTHENTICATED), method: text, principal: text })],
  ['actor', parts({ user_id: text, role: text, department: text })],
  ['device', parts({ id: text, ip: text, user_agent: text })],
  ['tags', texts],
  ['attributes', texts],
  ['call_id', text],
  ['interaction_id', text],
  ['session_id', text],
  ['parent_event_id', text],
  ['trace_id', text],
  ['span_id', text],
  ['use_case', text],
  // Of what surrounds a call: its events have ids and times of their own.
  ['event_id', () => undefined],
  ['occurred_at', () => undefined],
]);

/** What the call says, over what surrounds it. Never throws. */
export function readCall(given: unknown, surroundings: object = {}): ReadCall {
  const call: Record<string, unknown> = {};
  const faults: string[] = [];
  for (const part of [surroundings, given]) attempt(faults, 'the call', () => readInto(call, part, faults));
  if (call['tool'] === undefined && !faults.some((fault) => fault.startsWith('tool')))
    faults.push('tool: missing');
  return { call: { ...call, tool: call['tool'] ?? NAMELESS } as CallInput, faults: brief(faults) };
}

function readInto(call: Record<string, unknown>, part: unknown, faults: string[]): void {
  const fields = asObject(part);
  for (const name of Object.keys(fields)) {
    const read = FIELDS.get(name);
    if (read === undefined) faults.push(`${nameOf(name)}: unknown`);
    else
      attempt(faults, name, () => {
        const value = fields[name];
        if (value === undefined) return;
        const said = read(value, name);
        if (said !== undefined) call[name] = said;
      });
  }
}

/** Whatever a getter or a proxy throws is not told: its words are the caller's. */
function attempt(faults: string[], path: string, read: () => void): void {
  try {
    read();
  } catch (error) {
    faults.push(error instanceof Unfit ? error.message : `${path}: cannot be read`);
  }
}

function reader(fits: (value: unknown) => boolean, expected: string): Reader {
  return (value, path) => {
    if (!fits(value)) throw new Unfit(`${path}: ${expected}`);
    return value;
  };
}

function oneOf(values: readonly string[]): Reader {
  return reader((value) => values.includes(value as string), `expected one of ${values.join(', ')}`);
}

/** What is no text is required. What a plain object inherits somebody else put there; what an object of a class does is its own. */
function parts(readers: Record<string, Reader>): Reader {
  const known = Object.entries(readers);
  return (value, path) => {
    const object = asObject(value, path);
    const stranger = Object.keys(object).find((name) => !Object.hasOwn(readers, name));
    if (stranger !== undefined) throw new Unfit(`${path}.${nameOf(stranger)}: unknown`);
    const prototype: unknown = Object.getPrototypeOf(object);
    const inherits = prototype !== null && prototype !== Object.prototype;
    const copy: Record<string, unknown> = {};
    for (const [name, read] of known) {
      const field = inherits || Object.hasOwn(object, name) ? object[name] : undefined;
      const isRequired = read !== text;
      if (field !== undefined || isRequired) copy[name] = read(field, `${path}.${name}`);
    }
    return copy;
  };
}

/** Their names are the caller's own. */
function texts(value: unknown, path: string): unknown {
  const copy = { ...asObject(value, path) };
  if (!Object.values(copy).every((item) => typeof item === 'string'))
    throw new Unfit(`${path}: expected texts`);
  return copy;
}

function asObject(value: unknown, path = 'the call'): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Unfit(`${path}: expected an object`);
  return value as Record<string, unknown>;
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isSignal(value: unknown): boolean {
  const { addEventListener, removeEventListener, throwIfAborted } = Object(value) as Partial<AbortSignal>;
  return [addEventListener, removeEventListener, throwIfAborted].every((part) => typeof part === 'function');
}

function nameOf(name: string): string {
  return NAME.test(name) ? name : '(a name of another form)';
}

function brief(faults: readonly string[]): readonly string[] {
  const more = faults.length - MOST_FAULTS;
  return more <= 0 ? faults : [...faults.slice(0, MOST_FAULTS), `${more} more`];
}
