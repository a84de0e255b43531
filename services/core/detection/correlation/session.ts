/** One session's memory: the sightings of a while, and what is true of them. Rules are defined on the set, never on its order. */

import { Role } from './roles.ts';
import type { AbsenceRule, CountRule } from './rules.ts';
import { absenceRules, countRules, type PairRule, pairRules } from './rules.ts';
import type { CorrelationOptions, Sighting, Trace } from './types.ts';

/** Kept of one session; the oldest go first. */
export const MOST_SIGHTINGS = 512;
/** Of weight.ts: bounds what a newcomer is compared with. */
const MOST_WEIGHT = 640;

/** A rule that became true of its carrier, and the sightings that led to it, the nearest first. */
export interface Fired {
  rule: PairRule | CountRule | AbsenceRule;
  carrier: Sighting;
  evidence: Sighting[];
}

const RULE_BITS = new Map(
  [...pairRules, ...countRules, ...absenceRules].map((rule, index) => [rule, 1 << index]),
);
const MOST_EVIDENCE = 15;

export class Session {
  readonly key: string;
  /** What came before this is not all known any more: nothing is called missing for a window's length after it. */
  knownSince: number;
  isForgotten = false;
  #sightings: Sighting[] = [];
  #roles = 0;
  #weight = 0;

  constructor(key: string, knownSince: number) {
    this.key = key;
    this.knownSince = knownSince;
  }

  /** Of all that it holds. */
  get weight(): number {
    return this.#weight;
  }

  get lastSeen(): number {
    return this.#sightings.at(-1)?.seen ?? 0;
  }

  forgetBefore(seen: number): void {
    let gone = 0;
    while (gone < this.#sightings.length && (this.#sightings[gone] as Sighting).seen < seen) gone += 1;
    if (gone > 0) this.#drop(gone);
  }

  /** Takes the newcomer, unless its record came before. Of an event that came by another way only its place in that sequence is new. */
  add(sighting: Sighting, fired: Fired[], options: CorrelationOptions): boolean {
    const { trace } = sighting;
    const isKnown = this.#holds(trace);
    if (isKnown && this.#sightings.some((one) => isSameRecord(one.trace, trace))) return false;
    if (isKnown) sighting.trace = { ...trace, roles: trace.roles & Role.NUMBERED, code: [], call: null };
    this.#sightings.push(sighting);
    this.#weight += sighting.weight;
    this.#roles |= sighting.trace.roles;
    if (isKnown) return true;
    for (const rule of pairRules)
      if ((trace.roles & (rule.cause | rule.effect)) !== 0) this.#pair(rule, sighting, fired, options);
    for (const rule of countRules)
      if ((trace.roles & rule.role) !== 0) this.#count(rule, sighting, fired, options);
    return true;
  }

  /** Lets go of what is too much, the oldest first, and knows that it did. */
  bound(): void {
    if (this.#sightings.length <= MOST_SIGHTINGS && this.#weight <= MOST_WEIGHT) return;
    let excess = Math.max(0, this.#sightings.length - MOST_SIGHTINGS);
    let weight = this.#weight - weightOfAll(this.#sightings.slice(0, excess));
    for (; weight > MOST_WEIGHT && excess < this.#sightings.length - 1; excess += 1)
      weight -= (this.#sightings[excess] as Sighting).weight;
    if (excess === 0) return;
    this.knownSince = Math.max(this.knownSince, (this.#sightings[excess - 1] as Sighting).seen);
    this.#drop(excess);
  }

  /** The rules for which the sighting has to wait, if any. */
  awaited(sighting: Sighting): AbsenceRule[] | null {
    let awaited: AbsenceRule[] | null = null;
    for (const rule of absenceRules) {
      if ((sighting.trace.roles & rule.role) === 0) continue;
      if (rule.isSettled?.(sighting.trace, this.#sightings) !== true) (awaited ??= []).push(rule);
    }
    return awaited;
  }

  /** Judges what is missing for the sighting on what came until now; `since` is how far back memory goes, by the partition's clock. */
  judge(rule: AbsenceRule, sighting: Sighting, since: number, fired: Fired[], windowMs: number): void {
    if (sighting.seen - windowMs < this.knownSince) return;
    const remembered = this.#sightings.filter(({ seen }) => seen >= since);
    if (rule.isAmiss(sighting.trace, remembered, windowMs)) fire(rule, sighting, [], fired);
  }

  #holds({ event_id }: Trace): boolean {
    for (const { trace } of this.#sightings) if (trace.event_id === event_id) return true;
    return false;
  }

  #pair(rule: PairRule, sighting: Sighting, fired: Fired[], { windowMs }: CorrelationOptions): void {
    const { roles } = sighting.trace;
    if ((roles & rule.effect) !== 0 && (this.#roles & rule.cause) !== 0) {
      const cause = this.#nearest(
        sighting,
        (other) => (other.trace.roles & rule.cause) !== 0 && isPair(rule, other, sighting, windowMs),
      );
      if (cause !== null) fire(rule, sighting, [cause], fired);
    }
    if ((roles & rule.cause) === 0 || (this.#roles & rule.effect) === 0) return;
    for (const other of this.#sightings)
      if ((other.trace.roles & rule.effect) !== 0 && isPair(rule, sighting, other, windowMs))
        fire(rule, other, [sighting], fired);
  }

  #nearest(sighting: Sighting, holds: (other: Sighting) => boolean): Sighting | null {
    let nearest: Sighting | null = null;
    for (const other of this.#sightings)
      if (other !== sighting && (nearest === null || isAfter(other, nearest)) && holds(other))
        nearest = other;
    return nearest;
  }

  /** The newcomer can complete its own finding or that of any that is later by its own time. */
  #count(rule: CountRule, sighting: Sighting, fired: Fired[], { windowMs }: CorrelationOptions): void {
    const group = rule.groupOf(sighting.trace);
    const members = this.#sightings
      .filter(({ trace }) => (trace.roles & rule.role) !== 0 && rule.groupOf(trace) === group)
      .sort((one, other) => (isAfter(one, other) ? 1 : -1));
    for (let at = Math.max(members.indexOf(sighting), rule.times - 1); at < members.length; at += 1) {
      const carrier = members[at] as Sighting;
      const first = members[at - rule.times + 1] as Sighting;
      if (carrier.trace.time - first.trace.time > windowMs * 1000) continue;
      fire(rule, carrier, members.slice(Math.max(0, at - MOST_EVIDENCE), at).reverse(), fired);
    }
  }

  #drop(count: number): void {
    this.#sightings = this.#sightings.slice(count);
    this.#roles = this.#sightings.reduce((roles, { trace }) => roles | trace.roles, 0);
    this.#weight = weightOfAll(this.#sightings);
  }
}

function weightOfAll(sightings: readonly Sighting[]): number {
  return sightings.reduce((sum, { weight }) => sum + weight, 0);
}

function isPair(rule: PairRule, cause: Sighting, effect: Sighting, windowMs: number): boolean {
  if (cause === effect) return false;
  const apart = effect.trace.time - cause.trace.time;
  const distance = rule.inAnyOrder ? Math.abs(apart) : apart;
  return distance >= 0 && distance <= windowMs * 1000 && rule.related(cause.trace, effect.trace);
}

function isSameRecord(one: Trace, other: Trace): boolean {
  return (
    one.event_id === other.event_id && one.instance === other.instance && one.sequence === other.sequence
  );
}

/** By their own times; at the same time by id, so that the order is total. */
function isAfter({ trace: one }: Sighting, { trace: other }: Sighting): boolean {
  return one.time === other.time ? one.event_id > other.event_id : one.time > other.time;
}

function fire(rule: Fired['rule'], carrier: Sighting, evidence: Sighting[], fired: Fired[]): void {
  const bit = RULE_BITS.get(rule) ?? 0;
  if ((carrier.fired & bit) !== 0) return;
  carrier.fired |= bit;
  fired.push({ rule, carrier, evidence });
}
