/** The same sessions give the same findings in order, shuffled, and through restarts: what a finding says depends on events, not on arrival. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  createBudget,
  createCorrelator,
  DEFAULT_OPTIONS,
  reachOf,
} from '../../../../../services/core/detection/correlation/correlator.ts';
import { correlationCards } from '../../../../../services/core/detection/correlation/rules.ts';
import type {
  Correlated,
  CorrelationOptions,
  Place,
  Trace,
} from '../../../../../services/core/detection/correlation/types.ts';
import { seeded } from '../../../../bench/seeded.ts';
import { type Sent, trace } from '../../../../support/correlation-script.ts';
import { sessions } from '../../../../support/correlation-sessions.ts';

const SESSIONS = 1000;
const PARTITIONS = 4;
const RESTARTS = 10;
const all = sessions(SESSIONS, 20_260_301);

interface Arrival {
  session: string;
  trace: Trace;
  place: Place;
}

/** Each partition's records in the order in which the broker has them, `delay` milliseconds after they happened. */
function arrivals(sent: readonly Sent[], delay: () => number): Arrival[][] {
  const partitions: Arrival[][] = Array.from({ length: PARTITIONS }, () => []);
  const late = sent.map((one) => ({ one, timestamp: Math.round(one.time + delay()) }));
  for (const { one, timestamp } of late.toSorted((a, b) => a.timestamp - b.timestamp)) {
    const partition = partitions[Number(one.session.split(' ')[1]) % PARTITIONS] as Arrival[];
    partition.push({
      session: one.session,
      trace: trace(one),
      place: { offset: partition.length, timestamp },
    });
  }
  return partitions;
}

/** `cuts`: before which records of the partition memory is lost; `again`: how many records before a cut were not committed. */
function run(
  records: readonly Arrival[],
  options: CorrelationOptions,
  cuts: ReadonlySet<number>,
  again = 0,
): Correlated[] {
  const results: Correlated[] = [];
  let correlator = createCorrelator(options, createBudget());
  records.forEach((record, index) => {
    if (cuts.has(index)) {
      correlator = restored(records, index - again, options);
      for (const earlier of records.slice(Math.max(0, index - again), index)) take(earlier);
    }
    take(record);
  });
  results.push(...correlator.elapse(Number.POSITIVE_INFINITY));
  return results;

  function take({ session, trace, place }: Arrival): void {
    results.push(...correlator.add(session, trace, place));
  }
}

/** As after a restart: what a bounded time before the committed offset holds is read in silence. */
function restored(records: readonly Arrival[], committed: number, options: CorrelationOptions) {
  const correlator = createCorrelator(options, createBudget());
  const last = records[committed - 1];
  if (last === undefined) return correlator;
  const since = last.place.timestamp - reachOf(options);
  for (const { session, trace, place } of records.slice(0, Math.max(0, committed)))
    if (place.timestamp >= since) correlator.add(session, trace, place);
  return correlator;
}

/** By id, each once: rule, severity, and the event that carries it. */
function findingsOf(
  partitions: readonly Arrival[][],
  options: CorrelationOptions,
  cuts: (records: readonly Arrival[]) => ReadonlySet<number> = () => new Set(),
  again = 0,
): Map<string, string> {
  const results = partitions.flatMap((records) => run(records, options, cuts(records), again));
  return new Map(
    results.map(({ finding, carrier }) => [
      finding.finding_id,
      `${finding.rule_id} ${finding.severity} ${carrier.event_id}`,
    ]),
  );
}

function sorted(findings: ReadonlyMap<string, string>): string[] {
  return [...findings].map(([id, what]) => `${what} ${id}`).toSorted();
}

describe(`${SESSIONS} sessions of ${all.length} events`, () => {
  const random = seeded(7);
  const inOrder = arrivals(all, () => 0);
  const expected = findingsOf(inOrder, DEFAULT_OPTIONS);
  const cuts = (records: readonly Arrival[]) =>
    new Set(Array.from({ length: RESTARTS }, () => random.whole(1, records.length - 1)));

  test('in order they give findings of every rule, and each finding once', () => {
    const rules = new Set([...expected.values()].map((what) => what.split(' ')[0]));
    assert.deepEqual(rules, new Set(correlationCards.map(({ id }) => id)));
    const raised = inOrder.flatMap((records) => run(records, DEFAULT_OPTIONS, new Set()));
    assert.equal(raised.length, expected.size);
  });

  for (const seed of [1, 2, 3])
    test(`late by anything up to the grace (${seed})`, () => {
      const dice = seeded(seed);
      const shuffled = arrivals(all, () => dice.next() * DEFAULT_OPTIONS.graceMs);
      assert.deepEqual(sorted(findingsOf(shuffled, DEFAULT_OPTIONS)), sorted(expected));
    });

  test('shuffled within the whole window, with a grace as long', () => {
    const options = { ...DEFAULT_OPTIONS, graceMs: DEFAULT_OPTIONS.windowMs };
    const dice = seeded(4);
    const shuffled = arrivals(all, () => dice.next() * options.windowMs);
    assert.deepEqual(sorted(findingsOf(shuffled, options)), sorted(findingsOf(inOrder, options)));
  });

  test(`shuffled within the whole window, with the grace as it is: the same but for what is called missing`, () => {
    const dice = seeded(5);
    const shuffled = arrivals(all, () => dice.next() * DEFAULT_OPTIONS.windowMs);
    const seen = sorted(findingsOf(shuffled, DEFAULT_OPTIONS)).filter((what) => !isAbsence(what));
    // A pair may come further apart than window and grace together: those alone may be missed, none may be made up.
    const wanted = new Set(sorted(expected));
    assert.deepEqual(
      seen.filter((what) => !wanted.has(what)),
      [],
    );
  });

  test(`${RESTARTS} restarts a partition, with what was not committed coming again`, () => {
    for (const again of [0, 1, 40])
      assert.deepEqual(sorted(findingsOf(inOrder, DEFAULT_OPTIONS, cuts, again)), sorted(expected));
  });

  test('restarts and lateness together', () => {
    const dice = seeded(6);
    const shuffled = arrivals(all, () => dice.next() * DEFAULT_OPTIONS.graceMs);
    assert.deepEqual(sorted(findingsOf(shuffled, DEFAULT_OPTIONS, cuts, 5)), sorted(expected));
  });
});

function isAbsence(what: string): boolean {
  return /^(?:sequence-gap|run-without|call-without|run-after|failure-after)/.test(what);
}
