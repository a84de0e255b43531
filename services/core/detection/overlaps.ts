/**
 * Overlapping matches: all that will be masked (PII, SECRET, CONFIDENTIAL, COMPLIANCE) form one group, every other category is a
 * group of its own, and groups never hide each other. Within a group the stronger match goes first: higher severity, then higher
 * confidence, then the longer, then the earlier, then the rule's id. A match that lies wholly inside what stronger ones cover is
 * dropped; one that sticks out stays, so that resolving never uncovers anything that masking should cover.
 */
import { SENSITIVE_CATEGORIES } from '../events/enums.ts';
import type { Category, Severity } from '../events/types.ts';
import type { Match } from './types.ts';

/** More findings than this in one text are replaced by one over the whole text. */
export const MAX_MATCHES = 10_000;
export const TOO_MANY_FINDINGS = 'too-many-findings';
const RANK: Record<Severity, number> = { UNKNOWN: 0, INFO: 1, LOW: 2, MEDIUM: 3, HIGH: 4, CRITICAL: 5 };

export function isMaskRelevant(category: Category): boolean {
  return SENSITIVE_CATEGORIES.has(category);
}

/** What stays, sorted by start, then end. */
export function resolveOverlaps(matches: readonly Match[]): Match[] {
  if (matches.length < 2) return [...matches];
  const groups = Map.groupBy(matches, ({ category }) =>
    SENSITIVE_CATEGORIES.has(category) ? 'masked' : category,
  );
  return [...groups.values()].flatMap(resolveGroup).toSorted(byPlace);
}

/** The one match that stands for too many, over a text of `length`. */
export function tooMany(length: number, matches: readonly Pick<Match, 'taxonomy'>[]): Match {
  return {
    rule_id: TOO_MANY_FINDINGS,
    rule_version: 1,
    category: 'ANOMALY',
    type: 'too_many_findings',
    severity: 'HIGH',
    confidence: 1,
    start: 0,
    end: length,
    taxonomy: [...new Set(matches.flatMap((match) => match.taxonomy))].toSorted(),
  };
}

function resolveGroup(matches: readonly Match[]): Match[] {
  if (matches.length < 2) return [...matches];
  const edges = [...new Set(matches.flatMap(({ start, end }) => [start, end]))].toSorted((a, b) => a - b);
  const cellOf = new Map(edges.map((edge, cell) => [edge, cell]));
  const cover = new Cover(edges.length);
  return matches
    .toSorted(byStrength)
    .filter(({ start, end }) => cover.add(cellOf.get(start) ?? 0, cellOf.get(end) ?? 0));
}

function byStrength(a: Match, b: Match): number {
  return (
    RANK[b.severity] - RANK[a.severity] ||
    b.confidence - a.confidence ||
    b.end - b.start - (a.end - a.start) ||
    a.start - b.start ||
    (a.rule_id < b.rule_id ? -1 : 1)
  );
}

/** By start, then end. */
export function byPlace(a: Match, b: Match): number {
  return a.start - b.start || a.end - b.end;
}

/** Cells between neighbouring edges, each covered once: a union-find that leads to the next cell still open. */
class Cover {
  readonly #next: Int32Array;

  constructor(cells: number) {
    this.#next = Int32Array.from({ length: cells + 1 }, (_, cell) => cell);
  }

  /** Covers [from, to); false when all of it was covered. */
  add(from: number, to: number): boolean {
    let cell = this.#open(from);
    if (cell >= to) return false;
    while (cell < to) {
      this.#next[cell] = cell + 1;
      cell = this.#open(cell);
    }
    return true;
  }

  #open(cell: number): number {
    let at = cell;
    while (this.#next[at] !== at) {
      const next = this.#next[at] as number;
      this.#next[at] = this.#next[next] as number;
      at = next;
    }
    return at;
  }
}
