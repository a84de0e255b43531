/**
 * Correlation over one partition: sessions in bounded memory, and a clock that is the broker's time of the latest record, so that reading
 * the same records again gives the same findings. What was seen longer ago than `reachMs` plays no part.
 */
import { findingOf, wholeMatch } from '../finding.ts';
import { Budget, type Holder } from './budget.ts';
import { type Fired, Session } from './session.ts';
import type { Correlated, CorrelationOptions, Place, Trace } from './types.ts';
import { Waits } from './waits.ts';

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

/** Cells of 56 bytes: 8 MiB. An event takes one or two, or some more with a large tool result. */
export const MOST_CELLS = 150_000;
export const DEFAULT_OPTIONS: CorrelationOptions = { windowMs: 600_000, graceMs: 120_000 };
/** Sessions remembered as having had to go before their time. */
const MOST_EVICTED = 20_000;
/** How often idle sessions are looked for, by the clock. */
const SWEEP_MS = 1000;
/** How exactly sessions are told apart by when they were active last. */
const ORDER_MS = 5000;

export function createBudget(most = MOST_CELLS): Budget {
  return new Budget(most);
}

/**
 * How far back memory reaches, by the broker's time: two events a window apart by their own times, the first in time, the second late by
 * the grace, and that again while something is waited for. What waits for a window and the grace is within it.
 */
export function reachOf({ windowMs, graceMs }: CorrelationOptions): number {
  return windowMs + 2 * graceMs;
}

export function createCorrelator(options: CorrelationOptions, budget: Budget): Correlator {
  const { windowMs, graceMs } = options;
  const reachMs = reachOf(options);
  const sessions = new Map<string, Session>();
  const evicted = new Map<string, number>();
  const brief = new Waits(graceMs);
  const patient = new Waits(windowMs + graceMs);
  /** Never to go: the newcomer's. */
  let current: Session | undefined;
  let clock = 0;
  let sweptAt = 0;
  let knownSince = Number.NEGATIVE_INFINITY;

  const holder: Holder = { oldest, evictOldest };

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
    const fired: Fired[] = [];
    session.forgetBefore(clock - reachMs, clock);
    if (session.add(trace, clock, fired, options)) {
      session.bound(clock);
      for (const awaiting of session.awaiting(clock, graceMs))
        (awaiting.isPatient ? patient : brief).add({ ...awaiting, session, place });
    }
    for (const one of fired) results.push(correlated(one, place, clock));
    current = session;
    while (!budget.fit() && session.size > 1) session.giveUpOldest(clock);
    current = undefined;
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
    for (const session of sessions.values()) {
      if (session.lastSeen >= clock - reachMs) return;
      forget(session);
    }
  }

  /** Sessions stand in the order of their activity, to `ORDER_MS`. */
  function touch(key: string): Session {
    const known = sessions.get(key);
    if (known !== undefined && known.placedAt > clock - ORDER_MS) return known;
    if (known !== undefined) sessions.delete(key);
    else budget.holders.add(holder);
    const session = known ?? newSession(key);
    session.placedAt = clock;
    sessions.set(key, session);
    return session;
  }

  function newSession(key: string): Session {
    return new Session(key, Math.max(knownSince, evicted.get(key) ?? Number.NEGATIVE_INFINITY), budget);
  }

  function expireWaits(time: number): Correlated[] {
    const results: Correlated[] = [];
    for (const waits of [brief, patient])
      waits.expire(time, (waiting, due) => {
        const fired: Fired[] = [];
        waiting.session.judge(waiting, due - reachMs, fired, clock, windowMs);
        for (const one of fired) results.push(correlated(one, waiting.place, due));
      });
    return results;
  }

  function oldest(): number | null {
    return oldestOther()?.lastSeen ?? null;
  }

  function oldestOther(): Session | undefined {
    for (const session of sessions.values()) if (session !== current) return session;
    return undefined;
  }

  function evictOldest(): void {
    const session = oldestOther();
    if (session === undefined) return;
    const { key } = session;
    evicted.delete(key);
    evicted.set(key, session.lastSeen);
    const [earliest] = evicted.keys();
    if (evicted.size > MOST_EVICTED && earliest !== undefined) evicted.delete(earliest);
    forget(session);
  }

  function forget(session: Session): void {
    sessions.delete(session.key);
    session.forget();
  }

  function clear(): void {
    for (const session of sessions.values()) forget(session);
    evicted.clear();
    budget.holders.delete(holder);
    brief.clear();
    patient.clear();
    clock = 0;
    sweptAt = 0;
    knownSince = Number.NEGATIVE_INFINITY;
  }
}

/** The finding's id is of the rule and the event that carries it, so that every way of coming to it gives the same one. */
function correlated({ rule, carrier, evidence }: Fired, place: Place, foundAt: number): Correlated {
  const { event_id } = carrier;
  const finding = findingOf(wholeMatch(rule), rule.path, event_id, null);
  return { finding, about: [event_id, ...evidence], carrier, place, foundAt };
}
