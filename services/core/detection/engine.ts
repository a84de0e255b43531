/**
 * The engine: literal triggers → one prefilter pass → only the rules they wake, tried where their trigger stands → span →
 * validators → context words → tokens left alone → overlaps resolved. The same over every view of the text (views/views.ts), and for
 * injection rules over its disguises (views/disguises.ts). Analysers add what no pattern can find.
 */
import { createHash } from 'node:crypto';
import { compileAnalysers, isTriggered } from './compiled-analyser.ts';
import { type CompiledRule, compileRule } from './compiled-rule.ts';
import { Hits } from './hits.ts';
import { isNoise } from './noise.ts';
import { MAX_MATCHES, resolveOverlaps, tooMany } from './overlaps.ts';
import { createPlanner, type Plan } from './plan.ts';
import { compilePrefilter } from './prefilter.ts';
import { QuietTexts } from './quiet-texts.ts';
import { Repetition } from './repetition.ts';
import { openStream } from './stream.ts';
import { spareTokens } from './token-guard.ts';
import type { Analyser, Engine, Match, Rule, RuleCard, ScanContext, TextStream } from './types.ts';
import { disguisesOf, hints } from './views/disguises.ts';
import { toSource, type View } from './views/view.ts';
import { type Room, roomFor, viewsOf } from './views/views.ts';

/** Matches found before overlaps are resolved; beyond it nothing more is looked for. */
const MAX_RAW_MATCHES = 1.2 * MAX_MATCHES;
/** A rule tried this often in one text is asked whether any of its context words stands there at all. */
const MANY_TRIES = 64;

/** Where a rule has failed so often, it is not tried again between the same surroundings, of so many units on either side. */
const AROUND = 192;
const NOWHERE = -1;

/** What one call of `scan` works on. */
interface Scan {
  context: ScanContext;
  room: Room;
  found: Match[];
}

/**
 * Compiles rules once; the engine is pure and re-entrant, and linear in the length of the text as long as each pattern is.
 * @throws Error when a rule names an unknown validator or its pattern does not compile; `checkRules` lists such problems all at once
 */
export function compileEngine(rules: readonly Rule[], analysers: readonly Analyser[] = []): Engine {
  const compiled = rules.map(compileRule);
  const planFor = createPlanner(rules, compileAnalysers(analysers, hints.length));
  const cards: readonly RuleCard[] = [...rules, ...analysers.flatMap((analyser) => analyser.rules)];
  const prefilter = compilePrefilter([...rules, ...hints, ...analysers.filter(isTriggered)]);
  /** By rule, of the view being scanned: from where on it may be tried again, and how often it was tried; 0 for those not `tried`. */
  const resume = new Int32Array(compiled.length);
  const tries = new Int32Array(compiled.length);
  const tried: number[] = [];
  const slots = slotsOf(prefilter.wakes);
  /** By slot, of the view being scanned: where it was tried last in vain; NOWHERE for those not `stalled`. */
  const failed = new Int32Array(slots.count).fill(NOWHERE);
  const stalled: number[] = [];
  const repetition = new Repetition(AROUND);
  const hits = new Hits();
  const quiet = new QuietTexts();

  function scan(text: string, context: ScanContext): Match[] {
    if (quiet.has(text, context)) return [];
    const matches = scanAnew(text, context);
    if (matches.length === 0) quiet.add(text, context);
    return matches;
  }

  function scanAnew(text: string, context: ScanContext): Match[] {
    const work: Scan = { context, room: roomFor(text), found: [] };
    const { found, room } = work;
    const views = context.kind === 'tool_arguments' ? viewsOf(text, room) : null;
    // What a tool is given is what the strings of its JSON say: how they are escaped is left to the analysers that read JSON themselves.
    const said = views?.[0]?.saysJson === true;
    if (!said) read(text, null, work);
    if (found.length <= MAX_RAW_MATCHES)
      for (const [index, view] of (views ?? viewsOf(text, room)).entries()) {
        const hinted = read(view.text, view, work);
        if (said && index === 0) analyse(text, null, hinted, planFor(context, null, true), work);
      }
    if (found.length === 0) return found;
    const matches = found.length > MAX_RAW_MATCHES ? found : resolveOverlaps(spareTokens(text, found));
    return matches.length > MAX_MATCHES ? [tooMany(text.length, matches)] : matches;
  }

  /** The plain text or a view, and what is disguised in it. Returns as `scanView` does. */
  function read(text: string, view: View | null, work: Scan): number {
    const hinted = scanView(text, view, work);
    for (const disguise of disguisesOf(text, view, hinted, work.room))
      scanView(disguise.text, disguise, work);
    return hinted;
  }

  /** Returns a bit for each of the hints, and of the analysers with triggers, of which one stands in the text. */
  function scanView(text: string, view: View | null, work: Scan): number {
    const { context, found } = work;
    const plan = planFor(context, view);
    let hinted = 0;
    forgetTries();
    for (let from = 0; from >= 0 && found.length <= MAX_RAW_MATCHES; ) {
      hits.length = 0;
      from = prefilter.find(text, from, hits);
      if (hits.length > 0) hinted |= tryHits(text, view, plan.rules, found);
    }
    analyse(text, view, hinted, plan, work);
    return hinted;
  }

  function analyse(text: string, view: View | null, hinted: number, plan: Plan, work: Scan): void {
    const { context, found } = work;
    const noise = isNoise(text);
    for (const one of plan.analysers) {
      if (found.length > MAX_RAW_MATCHES) break;
      if ((one.bit === 0 || (hinted & one.bit) !== 0) && !(noise && one.analyser.words === true))
        one.addSpots(text, view, context, found);
    }
  }

  function tryHits(text: string, view: View | null, plan: Uint8Array, found: Match[]): number {
    let hinted = 0;
    for (let hit = 0; hit < hits.length && found.length <= MAX_RAW_MATCHES; hit += 2) {
      const at = hits.entry(hit);
      const trigger = hits.entry(hit + 1);
      let slot = slots.starts[trigger] as number;
      for (const index of prefilter.wakes[trigger] as readonly number[]) {
        if (index >= compiled.length) hinted |= 1 << (index - compiled.length);
        else if (plan[index] !== 0 && at >= (resume[index] as number))
          tryAt(index, slot, text, at, view, found);
        slot++;
      }
    }
    return hinted;
  }

  function tryAt(
    index: number,
    slot: number,
    text: string,
    at: number,
    view: View | null,
    found: Match[],
  ): void {
    const rule = compiled[index] as CompiledRule;
    const count = (tries[index] as number) + 1;
    if (count === 1) tried.push(index);
    tries[index] = count;
    const hopeless = count === MANY_TRIES && !rule.contextAppears(text);
    if (hopeless) resume[index] = text.length;
    else if (count <= MANY_TRIES || !repetition.holds(text, failed[slot] as number, at)) {
      const before = found.length;
      resume[index] = tryRule(rule, text, at, view, found);
      noteTry(slot, found.length === before ? at : NOWHERE);
    } else failed[slot] = at;
  }

  function noteTry(slot: number, at: number): void {
    if (failed[slot] === NOWHERE && at !== NOWHERE) stalled.push(slot);
    failed[slot] = at;
  }

  function forgetTries(): void {
    for (const index of tried) {
      resume[index] = 0;
      tries[index] = 0;
    }
    tried.length = 0;
    for (const slot of stalled) failed[slot] = NOWHERE;
    stalled.length = 0;
    repetition.forget();
  }

  function stream(context: ScanContext): TextStream {
    return openStream((text) => scan(text, context));
  }

  return { rules: cards, rulesDigest: digestOf(cards), scan, stream };
}

/** Tries one rule at its trigger; returns from where on it may be tried again. */
function tryRule(rule: CompiledRule, text: string, at: number, view: View | null, found: Match[]): number {
  const hit = rule.matchAt(text, at);
  if (hit === null) return at + 1;
  const verdict = rule.judge(text, hit);
  if (verdict === null) return Math.max(at + 1, hit.resume);
  const [start, end] = toSource(view, hit.start, verdict.end);
  if (start < end) found.push(rule.toMatch(start, end, verdict));
  return Math.max(at + 1, verdict.end);
}

/** A place of its own for each rule that a trigger wakes: a rule with two triggers fails at both by turns. */
function slotsOf(wakes: readonly (readonly number[])[]): { starts: Uint32Array; count: number } {
  const starts = new Uint32Array(wakes.length);
  let count = 0;
  wakes.forEach((rules, trigger) => {
    starts[trigger] = count;
    count += rules.length;
  });
  return { starts, count };
}

function digestOf(rules: readonly RuleCard[]): string {
  return createHash('sha256').update(JSON.stringify(rules)).digest('hex').slice(0, 16);
}
