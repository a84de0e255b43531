/** Turns findings into figures. The same for every tool. */
import type { Expected, Part, Sample } from './exam.ts';

export interface Found {
  category?: string;
  type: string;
  start: number;
  end: number;
}
/** What a tool found in each sample of a part, in the samples' order. */
export type FoundBySample = readonly (readonly Found[])[];

export interface TypeScore {
  expected: number;
  precision: number;
  recall: number;
  f1: number;
}
export interface Score {
  recall: number;
  /** Share of the clean samples with any finding. */
  false_alarm_rate: number;
  found: number;
  positives: number;
  false_alarms: number;
  clean: number;
  /** Kinds with the lowest recall, and what alarmed most: names only. */
  missed?: Record<string, string>;
  precision?: number;
  f1?: number;
  types?: Record<string, TypeScore>;
}

const MISSED_KINDS = 40;

export function categoriesOf(part: Part): Set<string> {
  return new Set(part.samples.flatMap(({ expected }) => expected.map(({ category }) => category)));
}

export function scorePart(part: Part, found: FoundBySample): Score {
  const categories = categoriesOf(part);
  const inCategory = found.map((each) =>
    each.filter(({ category }) => category === undefined || categories.has(category)),
  );
  const clean = part.samples.map((sample, index) => ({ sample, found: inCategory[index] ?? [] }));
  const negatives = clean.filter(({ sample }) => sample.expected.length === 0);
  const falseAlarms = negatives.filter((each) => each.found.length > 0).length;
  const alarms = {
    false_alarm_rate: share(falseAlarms, negatives.length),
    false_alarms: falseAlarms,
    clean: negatives.length,
  };
  if (part.name === 'pii') return { ...scoreSpans(part.samples, inCategory), ...alarms };
  const hit = part.name === 'secrets' ? hitsSecret : hitsAnywhere;
  const positives = clean.filter(({ sample }) => sample.expected.length > 0);
  const hits = positives.filter((each) => hit(each.sample, each.found));
  return {
    recall: share(hits.length, positives.length),
    found: hits.length,
    positives: positives.length,
    ...alarms,
    missed: missedKinds(
      positives.map(({ sample }) => sample),
      new Set(hits.map(({ sample }) => sample)),
    ),
  };
}

function hitsSecret({ expected }: Sample, found: readonly Found[]): boolean {
  return expected.every((each) => found.some((one) => overlap(each, one) * 2 >= each.end - each.start));
}

function hitsAnywhere(_: Sample, found: readonly Found[]): boolean {
  return found.length > 0;
}

function missedKinds(positives: readonly Sample[], hits: ReadonlySet<Sample>): Record<string, string> {
  const kinds = Object.groupBy(positives, ({ expected }) => expected[0]?.type ?? '');
  return Object.fromEntries(
    Object.entries(kinds)
      .map(([kind, samples = []]) => ({
        kind,
        all: samples.length,
        hit: samples.filter((each) => hits.has(each)).length,
      }))
      .filter(({ all, hit }) => hit < all)
      .toSorted((a, b) => b.all - b.hit - (a.all - a.hit) || a.kind.localeCompare(b.kind))
      .slice(0, MISSED_KINDS)
      .map(({ kind, all, hit }) => [kind, `${hit}/${all}`]),
  );
}

/** Only the given types count, expected or found: what a tool does not know is not held against it. */
export function scoreTypes(
  { samples }: Part,
  found: FoundBySample,
  types: ReadonlySet<string>,
): Pick<Score, 'precision' | 'recall' | 'f1'> {
  const known = samples.map((sample) => ({
    ...sample,
    expected: sample.expected.filter(({ type }) => types.has(type)),
  }));
  const { precision, recall, f1 } = scoreSpans(known, found);
  return { precision, recall, f1 };
}

/** Micro average over the exam's types: same type, and both spans share at least half of themselves. */
function scoreSpans(samples: readonly Sample[], found: FoundBySample) {
  const counts = new Map<string, { expected: number; found: number; hit: number }>();
  const countOf = (type: string) => {
    const count = counts.get(type) ?? { expected: 0, found: 0, hit: 0 };
    counts.set(type, count);
    return count;
  };
  for (const { expected } of samples) for (const { type } of expected) countOf(type).expected++;
  samples.forEach(({ expected }, index) => {
    const free = new Set(expected);
    for (const one of distinct(found[index] ?? []).filter(({ type }) => counts.has(type))) {
      countOf(one.type).found++;
      const match = [...free].find((each) => each.type === one.type && shareHalf(each, one));
      if (match === undefined) continue;
      free.delete(match);
      countOf(one.type).hit++;
    }
  });
  const total = { expected: 0, found: 0, hit: 0 };
  for (const count of counts.values()) {
    total.expected += count.expected;
    total.found += count.found;
    total.hit += count.hit;
  }
  return {
    ...ratios(total),
    found: total.hit,
    positives: total.expected,
    types: Object.fromEntries(
      [...counts]
        .toSorted(([a], [b]) => a.localeCompare(b))
        .map(([type, count]) => [type, { expected: count.expected, ...ratios(count) }]),
    ),
  };
}

function distinct(found: readonly Found[]): Found[] {
  return [...new Map(found.map((one) => [`${one.type} ${one.start} ${one.end}`, one])).values()];
}

function ratios({ expected, found, hit }: { expected: number; found: number; hit: number }) {
  return {
    precision: share(hit, found),
    recall: share(hit, expected),
    f1: share(2 * hit, expected + found),
  };
}

function shareHalf(expected: Expected, one: Found): boolean {
  return overlap(expected, one) * 2 >= Math.max(expected.end - expected.start, one.end - one.start);
}

function overlap(a: Pick<Found, 'start' | 'end'>, b: Pick<Found, 'start' | 'end'>): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 10_000;
}
