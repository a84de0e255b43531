/**
 * Correlation over one partition: sessions in bounded memory, and a clock that is the broker's time of the latest record, so that reading
 * the same records again gives the same findings. What was seen longer ago than `reachMs` plays no part.
 */
import type { Finding } from '../../events/types.ts';
import { idDigest } from '../../evidence/digest.ts';
import type { AbsenceRule } from './rules.ts';
import { type Fired, Session } from './session.ts';
import type { Correlated, CorrelationCard, CorrelationOptions, Place, Sighting, Trace } from './types.ts';
import { weightOf } from './weight.ts';

export interface Correlator {
  /** Takes the next record of the partition; returns what became true with it, or while time went by until it. */
  add(sessionKey: string, trace: Trace, place: Place): Correlated[];
  /** A record of which nothing is known but its time. */
  pass(timestamp: number): Correlated[];
  /** What became true because nothing came until `time` (milliseconds, the broker's); the clock stays where it is. */
  elapse(time: number): Correlated[];
  /** Nothing that was seen until then is wholly known: memory begins there. */
  beginAt(time: number): void;
  /** Lets everything go. */
  clear(): void;
  readonly sessions: number;
}

/** Memory in units of some 500 bytes (weight.ts), shared by the correlators of a process. */
export interface Budget {
  readonly most: number;
  used: number;
}

/** Some 75 MiB. */
export const MOST_UNITS = 150_000;
export const DEFAULT_OPTIONS: CorrelationOptions = { windowMs: 600_000, graceMs: 120_000 };
/** Sessions remembered as having had to go before their time. */
const MOST_EVICTED = 20_000;
/** How often idle sessions are looked for, by the clock. */
const SWEEP_MS = 1000;

interface Wait {
  session: Session;
  sighting: Sighting;
  rules: AbsenceRule[];
}

export function createBudget(most = MOST_UNITS): Budget {
  return { most, used: 0 };
}

/**
 * How far back memory reaches, by the broker's time: two events a window apart by their own times, the first in time, the second late by
 * the grace, and that again while something is waited for.
 */
export function reachOf({ windowMs, graceMs }: CorrelationOptions): number {
  return windowMs + 2 * graceMs;
}

export function createCorrelator(options: CorrelationOptions, budget: Budget): Correlator {
  const { windowMs, graceMs } = options;
  const reachMs = reachOf(options);
  /** The one that was active last stands last. */
  const sessions = new Map<string, Session>();
  const evicted = new Map<string, number>();
  let waits: Wait[] = [];
  let firstWait = 0;
  let clock = 0;
  let sweptAt = 0;
  let knownSince = Number.NEGATIVE_INFINITY;

  return {
    add,
    pass: tick,
    elapse: expireWaits,
    beginAt: (time) => {
      knownSince = time;
    },
    clear,
    get sessions() {
      return sessions.size;
    },
  };

  function add(key: string, trace: Trace, place: Place): Correlated[] {
    const results = tick(place.timestamp);
    const session = touch(key);
    const before = session.weight;
    session.forgetBefore(clock - reachMs);
    const sighting: Sighting = { trace, place, seen: clock, weight: weightOf(trace), fired: 0 };
    const fired: Fired[] = [];
    if (session.add(sighting, fired, options)) {
      session.bound();
      const rules = session.awaited(sighting);
      if (rules !== null) waits.push({ session, sighting, rules });
    }
    budget.used += session.weight - before;
    for (const one of fired) results.push(correlated(one, place, clock));
    while (budget.used > budget.most && sessions.size > 1) evictOldest();
    return results;
  }

  function tick(timestamp: number): Correlated[] {
    const results = expireWaits(timestamp);
    clock = Math.max(clock, timestamp);
    if (clock - sweptAt >= SWEEP_MS) sweep();
    return results;
  }

  function sweep(): void {
    sweptAt = clock;
    for (const [key, session] of sessions) {
      if (session.lastSeen >= clock - reachMs) return;
      forget(key, session);
    }
  }

  function touch(key: string): Session {
    const known = sessions.get(key);
    if (known !== undefined) sessions.delete(key);
    const session =
      known ?? new Session(key, Math.max(knownSince, evicted.get(key) ?? Number.NEGATIVE_INFINITY));
    sessions.set(key, session);
    return session;
  }

  function expireWaits(time: number): Correlated[] {
    if (!isDue(time)) return [];
    const fired: Fired[] = [];
    for (; firstWait < waits.length; firstWait += 1) {
      const { session, sighting, rules } = waits[firstWait] as Wait;
      const due = sighting.seen + graceMs;
      if (due >= time) break;
      if (session.isForgotten) continue;
      for (const rule of rules) session.judge(rule, sighting, due - reachMs, fired, windowMs);
    }
    if (firstWait > 1024 && firstWait * 2 > waits.length) {
      waits = waits.slice(firstWait);
      firstWait = 0;
    }
    return fired.map((one) => correlated(one, one.carrier.place, one.carrier.seen + graceMs));
  }

  function isDue(time: number): boolean {
    const wait = waits[firstWait];
    return wait !== undefined && wait.sighting.seen + graceMs < time;
  }

  function evictOldest(): void {
    const [oldest] = sessions;
    if (oldest === undefined) return;
    const [key, session] = oldest;
    evicted.delete(key);
    evicted.set(key, session.lastSeen);
    const [first] = evicted.keys();
    if (evicted.size > MOST_EVICTED && first !== undefined) evicted.delete(first);
    forget(key, session);
  }

  function forget(key: string, session: Session): void {
    sessions.delete(key);
    session.isForgotten = true;
    budget.used -= session.weight;
  }

  function clear(): void {
    for (const [key, session] of sessions) forget(key, session);
    evicted.clear();
    waits = [];
    firstWait = 0;
    clock = 0;
    sweptAt = 0;
    knownSince = Number.NEGATIVE_INFINITY;
  }
}

function correlated({ rule, carrier, evidence }: Fired, place: Place, foundAt: number): Correlated {
  const { trace } = carrier;
  return {
    finding: findingOf(rule, trace),
    about: [trace.event_id, ...evidence.map((one) => one.trace.event_id)],
    carrier: trace,
    place,
    foundAt,
  };
}

/** Its id is of the rule and the event that carries it, so that every way of coming to it gives the same one. */
function findingOf(card: CorrelationCard, { event_id }: Trace): Finding {
  return {
    finding_id: idDigest(card.id, card.path, '0', '0', event_id),
    rule_id: card.id,
    rule_version: card.version,
    category: card.category,
    type: card.type,
    severity: card.severity,
    confidence: card.confidence,
    path: card.path,
    start: 0,
    end: 0,
    masked_start: null,
    masked_end: null,
    match_digest: null,
    taxonomy: [...card.taxonomy],
  };
}
