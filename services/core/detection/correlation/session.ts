/** One session's memory: its events of a while, and what is true of them. Rules are defined on the set, never on its order. */
import type { Budget } from './budget.ts';
import { cellsOf } from './contexts.ts';
import { EventList, FIRED, ROLES, STRIDE, SYSTEM, TAG } from './event-list.ts';
import type { Records } from './records.ts';
import { Role } from './roles.ts';
import type { AbsenceRule, CountRule, Others, PairRule } from './rule-forms.ts';
import { absenceRules, countRules, pairRules } from './rules.ts';
import type { Carrier, CorrelationCard, CorrelationOptions, Trace } from './types.ts';

/** Kept of one session; the oldest go first. */
export const MOST_EVENTS = 512;
/** Cells of one: bounds what a newcomer is compared with. */
const MOST_CELLS = 2048;

/** A rule that became true of its carrier, and the ids of the events that led to it, the nearest first. */
export interface Fired {
  rule: CorrelationCard;
  carrier: Carrier;
  evidence: string[];
}
/** An event for which something is awaited: its number in the session, when it was seen, and the rules, all patient or none. */
export interface Awaiting {
  number: number;
  seen: number;
  isPatient: boolean;
  rules: AbsenceRule[];
}

const RULE_BITS = new Map<CorrelationCard, number>(
  [...pairRules, ...countRules, ...absenceRules].map((rule, index) => [rule, 1 << index]),
);
const MOST_EVIDENCE = 15;
/** How often the roles of what is gone are taken out. */
const DROPS_BETWEEN_LOOKS = 32;
/** The object, its entries in maps, the list's own frame. */
const OVERHEAD_CELLS = 10;

export class Session {
  readonly key: string;
  /** What came before this is not all known any more: nothing is called missing for a window's length after it. */
  knownSince: number;
  lastSeen = 0;
  /** When it was put behind all others, by the partition's clock. */
  placedAt = 0;
  /** Of all that it holds, in cells. */
  weight = 0;
  readonly #budget: Budget;
  readonly #records: Records;
  readonly #list = new EventList();
  /** Of all, and maybe of some that are gone. */
  #roles = 0;
  readonly #contexts: number[] = [];
  readonly #others: Others;

  constructor(key: string, knownSince: number, budget: Budget) {
    this.key = key;
    this.knownSince = knownSince;
    this.#budget = budget;
    this.#records = budget.records;
    this.#others = {
      records: budget.records,
      some: (roles, holds) => this.#some(roles, holds, this.#list.first),
    };
    this.#charge(OVERHEAD_CELLS + cellsOf(2 * key.length) + cellsOf(this.#list.ints.byteLength));
  }

  get size(): number {
    return this.#list.size;
  }

  /** Whether the event of that number is still there. */
  holds(number: number): boolean {
    return this.#list.placeOf(number) >= 0;
  }

  forgetBefore(seen: number, clock: number): void {
    while (this.size > 0 && this.#seenAt(this.#list.first, clock) < seen) this.#dropOldest();
  }

  /** Takes the newcomer, unless its record came before. Of an event that came by another way only its place in that sequence is new. */
  add(trace: Trace, clock: number, fired: Fired[], { windowMs }: CorrelationOptions): boolean {
    const known = this.#recordsLike(trace);
    if (known === null) return false;
    const roles = trace.roles & Role.NUMBERED;
    this.#append(known === 0 ? trace : { ...trace, roles, code: null, call: null }, clock);
    if (known > 0) return true;
    for (const rule of pairRules)
      if ((trace.roles & (rule.cause | rule.effect)) !== 0) this.#pair(rule, fired, windowMs);
    for (const rule of countRules) if ((trace.roles & rule.role) !== 0) this.#count(rule, fired, windowMs);
    return true;
  }

  /** Lets go of what is too much, the oldest first, and knows that it did. */
  bound(clock: number): void {
    while (this.size > MOST_EVENTS || (this.weight > MOST_CELLS && this.size > 1)) this.giveUpOldest(clock);
  }

  giveUpOldest(clock: number): void {
    this.knownSince = Math.max(this.knownSince, this.#seenAt(this.#list.first, clock));
    this.#dropOldest();
  }

  /** What has to wait since the newcomer came: itself, and what is not settled any more. */
  awaiting(clock: number, graceMs: number): Awaiting[] {
    const awaiting: Awaiting[] = [];
    const { ints, newest } = this.#list;
    const [record, roles] = [ints[newest] as number, ints[newest + ROLES] as number];
    let rules: AbsenceRule[] | null = null;
    for (const rule of absenceRules) {
      if ((roles & rule.role) !== 0 && !rule.isSettled(record, this.#others)) {
        if (rule.isPatient) awaiting.push(this.#awaiting(newest, clock, [rule]));
        else (rules ??= []).push(rule);
      }
      if (rule.unsettledBy !== undefined && (roles & rule.unsettledBy.role) !== 0)
        this.#unsettle(rule, rule.unsettledBy.related, awaiting, clock, graceMs);
    }
    if (rules !== null) awaiting.push(this.#awaiting(newest, clock, rules));
    return awaiting;
  }

  /** Whether the event is still there and something it waits for has not come. */
  stillAwaits({ number, rules }: Awaiting): boolean {
    const at = this.#list.placeOf(number);
    if (at < 0) return false;
    const record = this.#list.ints[at] as number;
    return rules.some((rule) => !rule.isSettled(record, this.#others));
  }

  /** Judges what is missing on what came until now; `since` is how far back memory goes, by the partition's clock. */
  judge(
    { number, seen, rules }: Awaiting,
    since: number,
    fired: Fired[],
    clock: number,
    windowMs: number,
  ): void {
    const { ints, first, end } = this.#list;
    const carrier = this.#list.placeOf(number);
    if (carrier < 0 || seen - windowMs < this.knownSince) return;
    let from = first;
    while (from < end && this.#seenAt(from, clock) < since) from += STRIDE;
    const others: Others = {
      records: this.#records,
      some: (roles, holds) => this.#some(roles, holds, from),
    };
    for (const rule of rules)
      if (rule.isAmiss(ints[carrier] as number, others, windowMs)) this.#fire(rule, carrier, [], fired);
  }

  /** For good; what still waits for it may know it for a while. */
  forget(): void {
    while (this.size > 0) this.#dropOldest();
    this.#list.close();
    this.#charge(-this.weight);
  }

  /** How many records of the event are there; null when one of them is this very record. */
  #recordsLike(trace: Trace): number | null {
    const { ints, first, end } = this.#list;
    const records = this.#records;
    const tag = records.look(trace.event_id);
    let count = 0;
    for (let at = first; at < end; at += STRIDE) {
      if (ints[at + TAG] !== tag || !records.isLookedFor(ints[at] as number)) continue;
      if (records.isSameRecord(ints[at] as number, trace)) return null;
      count += 1;
    }
    return count;
  }

  #append(trace: Trace, clock: number): void {
    const before = this.#budget.used;
    const records = this.#records;
    const record = records.write(trace, clock, records.contexts.use(trace, this.#contexts));
    this.weight += this.#budget.used - before;
    const bytes = this.#list.ints.byteLength;
    const system = trace.call === null ? 0 : records.chainOf(record, 0).system;
    this.#list.add(record, records.look(trace.event_id), trace.roles, system);
    this.#charge(cellsOf(this.#list.ints.byteLength) - cellsOf(bytes));
    this.#roles |= trace.roles;
    this.lastSeen = clock;
  }

  #dropOldest(): void {
    const before = this.#budget.used;
    const record = this.#list.ints[this.#list.first] as number;
    this.#records.contexts.leave(this.#records.contextNumber(record), this.#contexts);
    this.#records.free(record);
    this.weight += this.#budget.used - before;
    this.#list.dropFirst();
    if (this.#list.dropped % DROPS_BETWEEN_LOOKS === 0) this.#roles = this.#list.rolesOfAll();
  }

  #pair(rule: PairRule, fired: Fired[], windowMs: number): void {
    const { ints: list, first, newest } = this.#list;
    const [roles, system] = [list[newest + ROLES] as number, list[newest + SYSTEM] as number];
    const isCause = (roles & rule.cause) !== 0 && (this.#roles & rule.effect) !== 0;
    const isEffect = (roles & rule.effect) !== 0 && (this.#roles & rule.cause) !== 0;
    if (!isCause && !isEffect) return;
    const others = (isCause ? rule.effect : 0) | (isEffect ? rule.cause : 0);
    let nearest = -1;
    for (let at = first; at < newest; at += STRIDE) {
      const part = (list[at + ROLES] as number) & others;
      if (part === 0 || (rule.betweenSystems && list[at + SYSTEM] === system)) continue;
      if (isCause && (part & rule.effect) !== 0 && this.#isPair(rule, newest, at, windowMs))
        this.#fire(rule, at, [newest], fired);
      if (!isEffect || (part & rule.cause) === 0 || (nearest >= 0 && !this.#isAfter(at, nearest))) continue;
      if (this.#isPair(rule, at, newest, windowMs)) nearest = at;
    }
    if (nearest >= 0) this.#fire(rule, newest, [nearest], fired);
  }

  #isPair(rule: PairRule, cause: number, effect: number, windowMs: number): boolean {
    const records = this.#records;
    const { ints } = this.#list;
    const [one, other] = [ints[cause] as number, ints[effect] as number];
    const apart = records.timeOf(other) - records.timeOf(one);
    const distance = rule.inAnyOrder ? Math.abs(apart) : apart;
    return distance >= 0 && distance <= windowMs * 1000 && rule.related(records, one, other);
  }

  /** The newcomer can complete its own finding or that of any that is later by its own time. */
  #count(rule: CountRule, fired: Fired[], windowMs: number): void {
    const { ints: list, first, newest } = this.#list;
    const records = this.#records;
    const group = rule.groupOf(records, list[newest] as number);
    const members: number[] = [];
    for (let at = first; at <= newest; at += STRIDE)
      if (
        ((list[at + ROLES] as number) & rule.role) !== 0 &&
        rule.groupOf(records, list[at] as number) === group
      )
        members.push(at);
    if (members.length < rule.times) return;
    members.sort((one, other) => (this.#isAfter(one, other) ? 1 : -1));
    for (let at = Math.max(members.indexOf(newest), rule.times - 1); at < members.length; at += 1) {
      const carrier = members[at] as number;
      const opening = members[at - rule.times + 1] as number;
      const apart = records.timeOf(list[carrier] as number) - records.timeOf(list[opening] as number);
      if (apart > windowMs * 1000) continue;
      this.#fire(rule, carrier, members.slice(Math.max(0, at - MOST_EVIDENCE), at).reverse(), fired);
    }
  }

  /** Those that carry the rule and are still to be judged wait, if the newcomer is what unsettles them. */
  #unsettle(
    rule: AbsenceRule,
    related: PairRule['related'],
    awaiting: Awaiting[],
    clock: number,
    graceMs: number,
  ): void {
    const { ints, first, newest } = this.#list;
    for (let at = newest - STRIDE; at >= first; at -= STRIDE) {
      const seen = this.#seenAt(at, clock);
      if (seen + graceMs < clock) return;
      if (((ints[at + ROLES] as number) & rule.role) === 0) continue;
      if (related(this.#records, ints[newest] as number, ints[at] as number))
        awaiting.push(this.#awaiting(at, seen, [rule]));
    }
  }

  #awaiting(at: number, seen: number, rules: AbsenceRule[]): Awaiting {
    const isPatient = rules.some((rule) => rule.isPatient === true);
    return { number: this.#list.numberAt(at), seen, isPatient, rules };
  }

  #some(roles: number, holds: (other: number) => boolean, from: number): boolean {
    if ((this.#roles & roles) === 0) return false;
    const { ints: list, newest } = this.#list;
    for (let at = newest; at >= from; at -= STRIDE)
      if (((list[at + ROLES] as number) & roles) !== 0 && holds(list[at] as number)) return true;
    return false;
  }

  /** By their own times; at the same time by id, so that the order is total. */
  #isAfter(one: number, other: number): boolean {
    const [list, records] = [this.#list.ints, this.#records];
    const [record, second] = [list[one] as number, list[other] as number];
    const apart = records.timeOf(record) - records.timeOf(second);
    if (apart !== 0) return apart > 0;
    const difference = records.compareIds(record, second);
    if (difference !== 0) return difference > 0;
    return (list[one + TAG] as number) >>> 0 > (list[other + TAG] as number) >>> 0;
  }

  #fire(rule: CorrelationCard, carrier: number, evidence: number[], fired: Fired[]): void {
    const [list, records] = [this.#list.ints, this.#records];
    const bit = RULE_BITS.get(rule) as number;
    if (((list[carrier + FIRED] as number) & bit) !== 0) return;
    list[carrier + FIRED] = (list[carrier + FIRED] as number) | bit;
    const idAt = (at: number) => records.eventId(list[at] as number, list[at + TAG] as number);
    fired.push({
      rule,
      carrier: records.carrierOf(list[carrier] as number, list[carrier + TAG] as number),
      evidence: evidence.map(idAt),
    });
  }

  #seenAt(at: number, clock: number): number {
    return this.#records.seenOf(this.#list.ints[at] as number, clock);
  }

  #charge(cells: number): void {
    this.weight += cells;
    this.#budget.charged += cells;
  }
}
