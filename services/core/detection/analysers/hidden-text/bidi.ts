/**
 * Direction controls (Unicode TR9) where they deceive: an override in a line that has no right-to-left letter, or any control within
 * what looks like code. Isolates around names, and embeddings around numbers, are what ordinary programs write.
 */
import type { Spot } from '../../types.ts';
import { bidiOverride } from './cards.ts';

const CONTROL = /[\u202a-\u202e\u2066-\u2069]/g;
const OVERRIDE = /[\u202d\u202e]/;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
/** A comment, or a line that ends as statements do. */
const CODE =
  /\/\/|\/\*|\*\/|[;{}]\s*$|^\s*#\s*\S|\b(?:if|while|return|def|function|const|let|var)\b[^.?!]*[=({]/;
/** A longer line is judged by what stands around the control. */
const AROUND = 200;

export function bidiSpots(text: string): Spot[] {
  const spots: Spot[] = [];
  let done = 0;
  CONTROL.lastIndex = 0;
  for (let match = CONTROL.exec(text); match !== null; match = CONTROL.exec(text)) {
    const line = lineAround(text, match.index, done);
    if (deceives(text.slice(line.start, line.end))) {
      const last = lastControl(text, match.index, line.end);
      spots.push({ rule_id: bidiOverride.id, start: match.index, end: last + 1 });
    }
    done = line.end;
    CONTROL.lastIndex = Math.max(line.end, match.index + 1);
  }
  return spots;
}

function deceives(line: string): boolean {
  if (OVERRIDE.test(line) && !RIGHT_TO_LEFT.test(line)) return true;
  return CODE.test(line) && !RIGHT_TO_LEFT.test(line);
}

function lineAround(text: string, at: number, least: number): { start: number; end: number } {
  const start = Math.max(least, at - AROUND);
  const near = text.slice(start, at + AROUND);
  const next = near.indexOf('\n', at - start);
  return {
    start: start + near.lastIndexOf('\n', at - start) + 1,
    end: next === -1 ? start + near.length : start + next,
  };
}

function lastControl(text: string, from: number, end: number): number {
  let last = end - 1;
  while (last > from && !isControl(text.charCodeAt(last))) last--;
  return last;
}

function isControl(unit: number): boolean {
  return (unit >= 0x202a && unit <= 0x202e) || (unit >= 0x2066 && unit <= 0x2069);
}
