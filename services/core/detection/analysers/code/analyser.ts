/**
 * Finds code, fenced or not, and says in which language. A first look (lines.ts) passes over prose; runs of lines that might be code
 * are classified (classify.ts). Data formats (JSON, YAML, XML, CSV, logs) are no code, nor is a word of code in a sentence.
 */
import type { Analyser, Spot } from '../../types.ts';
import { codeCards } from './cards.ts';
import { classify } from './classify.ts';
import { closeOf, namedLanguage } from './fences.ts';
import { lookOf } from './lines.ts';

/** How much likelier than no code a run must be, by its lines that look like code: the fewer, the surer. */
const LEAST_MARGIN = [Infinity, 4, 2.5, 0.8] as const;
const FENCED_MARGIN = 0;
const SHORT_FENCE_MARGIN = 1.5;
/** Below it a fence without a name holds data or prose. */
const UNTOLD_MARGIN = -1;
/** Beyond so many blocks in one text nothing more is classified: fences are believed, and that there is code is told already. */
const MOST_BLOCKS = 2000;
/** A fence that says it holds data, or no word of any language, is believed unless its lines say otherwise as clearly. */
const CONTRADICTING_MARGIN = 5;
/** Lines that look like prose, within code: documentation, text nodes, names alone. */
const MOST_GAP = 4;
const LONGEST_GAP_LINE = 120;

interface Run {
  start: number;
  end: number;
  codeLines: number;
  /** Since the last line that looked like code. */
  gap: number;
}

export const codeAnalyser: Analyser = {
  rules: codeCards,
  reads: 'plain',
  words: true,
  analyse(text) {
    const spots: Spot[] = [];
    let run: Run | null = null;
    let lead = -1;
    for (let at = 0; at < text.length; ) {
      const newline = text.indexOf('\n', at);
      const end = newline === -1 ? text.length : newline;
      const look = lookOf(text, at, end);
      if (look === 'fence') {
        addRun(text, run, spots);
        run = null;
        lead = -1;
        at = addFence(text, at, end, spots) + 1;
        continue;
      }
      if (look === 'code') {
        run ??= { start: lead === -1 ? at : lead, end, codeLines: 0, gap: 0 };
        run.end = end;
        run.codeLines++;
        run.gap = 0;
      } else if (run !== null && look !== 'neutral' && isOver(run, text, at, end)) {
        addRun(text, run, spots);
        run = null;
      }
      if (look === 'neutral') lead = lead === -1 ? at : lead;
      else lead = -1;
      at = end + 1;
    }
    addRun(text, run, spots);
    return spots;
  },
};

/** Whether a line that is no code ends the run: one line too many, or too long. What is indented may be documentation. */
function isOver(run: Run, text: string, at: number, end: number): boolean {
  if (end - at > LONGEST_GAP_LINE) return true;
  const isIndented = text.startsWith('  ', at) || text.charCodeAt(at) === 9;
  if (!isIndented) run.gap++;
  return run.gap > MOST_GAP;
}

function addRun(text: string, run: Run | null, spots: Spot[]): void {
  if (run === null || spots.length > MOST_BLOCKS) return;
  const guess = classify(text, run.start, run.end);
  if (guess === null || guess.margin < (LEAST_MARGIN[Math.min(run.codeLines, 3)] as number)) return;
  spots.push({ rule_id: `code-${guess.language}`, start: run.start, end: run.end });
}

/** Judges the fence that opens in the line [open, lineEnd); returns where it ends. */
function addFence(text: string, open: number, lineEnd: number, spots: Spot[]): number {
  const [mark = '```'] = /`{3,}|~{3,}/.exec(text.slice(open, lineEnd)) ?? [];
  const info = text.slice(text.indexOf(mark, open) + mark.length, lineEnd);
  if (info.includes('`')) return lineEnd;
  const { bodyEnd, end } = closeOf(text, lineEnd + 1, mark);
  const named = namedLanguage(info);
  const language =
    spots.length > MOST_BLOCKS ? believed(named) : fencedLanguage(text, lineEnd + 1, bodyEnd, named);
  if (language !== null) spots.push({ rule_id: `code-${language}`, start: open, end, confidence: 0.95 });
  return end;
}

function believed(named: string): string | null {
  if (named === 'data') return null;
  return named === '' || named === 'code' ? 'block' : named;
}

/** What the fence names is believed unless the lines are clearly of another language, or of none. */
function fencedLanguage(text: string, start: number, end: number, named: string): string | null {
  const guess = start < end ? classify(text, start, end) : null;
  if (guess === null) return null;
  if (named === 'code') return 'block';
  if (named === 'data') return guess.margin >= CONTRADICTING_MARGIN ? guess.language : null;
  if (named === '') {
    const least =
      text.indexOf('\n', text.indexOf('\n', start) + 1) < end ? FENCED_MARGIN : SHORT_FENCE_MARGIN;
    if (guess.margin >= least) return guess.language;
    return guess.margin >= UNTOLD_MARGIN ? 'block' : null;
  }
  const margin = guess.marginOf(named);
  if (guess.margin < -CONTRADICTING_MARGIN) return null;
  return guess.margin - margin >= CONTRADICTING_MARGIN ? guess.language : named;
}
