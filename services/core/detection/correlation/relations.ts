/** What two traces can have to do with each other. */
import { runsUnit } from './code-units.ts';
import { shareOne, type Values } from './digest-text.ts';
import { Role } from './roles.ts';
import type { Sighting, Trace } from './types.ts';

export function isSameCall(one: Trace, other: Trace): boolean {
  return one.call !== null && one.call.id === other.call?.id && one.call.tool === other.call.tool;
}

/** Phases of one call are not one thing after another. */
export function isAnotherCall(one: Trace, other: Trace): boolean {
  return one.call === null || one.call.id !== other.call?.id;
}

/** Sending back to a system what came from it gives nothing away. */
export function isAnotherTool({ call: one }: Trace, { call: other }: Trace): boolean {
  if (one === null || other === null || one.id === other.id || one.tool === other.tool) return false;
  return one.host === null || one.host !== other.host;
}

export function decides(other: Trace, run: Trace): boolean {
  return (other.roles & Role.DECISION) !== 0 && isSameCall(other, run);
}

export function isRightBefore(other: Trace, carrier: Trace): boolean {
  return other.instance === carrier.instance && other.sequence === carrier.sequence - 1;
}

export function isEarlierOf(other: Trace, carrier: Trace, windowMs: number): boolean {
  if (other.instance !== carrier.instance || other.sequence >= carrier.sequence) return false;
  return (other.roles & Role.NUMBERED) !== 0 && carrier.time - other.time <= windowMs * 1000;
}

export function runsSome(cause: Trace, effect: Trace, withLines: boolean): boolean {
  const words = effect.call?.words ?? null;
  if (words === null) return false;
  return cause.code.some((unit) => (withLines || !unit.isLine) && runsUnit(words, unit.words));
}

export function overlap(some: readonly string[] = [], others: readonly string[] = []): boolean {
  return some.some((one) => others.includes(one));
}

export function shareSome(one: Values | null, other: Values | null): boolean {
  return one !== null && other !== null && shareOne(one, other);
}

/** The latest first: what is looked for mostly came just before. */
export function some(sightings: readonly Sighting[], holds: (trace: Trace) => boolean): boolean {
  for (let at = sightings.length - 1; at >= 0; at -= 1)
    if (holds((sightings[at] as Sighting).trace)) return true;
  return false;
}
