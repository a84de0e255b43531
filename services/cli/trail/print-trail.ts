/** A trail for people: in time order, tool calls indented under what asked for them, findings under the text they lie in. */
import { counted } from '../../core/counted.ts';
import { visible } from './cells.ts';
import type { Trail } from './find-trail.ts';
import { type Mark, readMark, underlinesOf, worstOf } from './marks.ts';
import { type Paint, plain, type Style } from './paint.ts';
import { type Block, milliseconds, readEvent, type TrailEvent, text } from './read-event.ts';
import { rowsOf, textOf } from './rows.ts';

export interface PrintOptions {
  /** Columns; default 100. */
  width?: number;
  /** Rows of one text that are shown; default 30. */
  rows?: number;
  /** All rows of all texts. */
  full?: boolean;
  paint?: Paint;
}
interface Page {
  width: number;
  rows: number;
  full: boolean;
  paint: Paint;
  lines: string[];
}

const DEEPEST = 6;
const LABEL = 11;
const INDENT = 4;
/** Rows of what the model is told again of its own answers and of results: both stand in the trail above. */
const HISTORY_ROWS = 2;

/** The lines of the trail; nothing in them can move a cursor. */
export function printTrail(trail: Trail, options: PrintOptions = {}): string[] {
  const page: Page = { width: 100, rows: 30, full: false, paint: plain, lines: [], ...options };
  const events = trail.events.map(readEvent);
  const marks = trail.findings.map(readMark);
  printHead(trail, marks, page);
  const depths = depthsOf(events);
  const earlier: TrailEvent[] = [];
  for (const event of events) {
    const own = marks.filter((mark) => mark.eventId === event.id);
    page.lines.push('');
    printEvent(event, own, earlier, page, INDENT * (depths.get(event.id) ?? 0));
    earlier.push(event);
  }
  printRest(trail, marks, events, page);
  return page.lines;
}

function printHead(trail: Trail, marks: readonly Mark[], page: Page): void {
  const first = trail.events[0] ?? {};
  const line = (label: string, value: string) =>
    page.lines.push(`${page.paint('dim', label.padEnd(LABEL))}${value}`);
  const { events, findings } = trail.total;
  line('trail of', page.paint('bold', visible(trail.id, 128)));
  line(
    'asked by',
    joined([text(first, 'actor.user_id'), text(first, 'actor.role'), text(first, 'actor.department')]),
  );
  line(
    'from',
    joined([text(first, 'device.id'), text(first, 'device.ip'), text(first, 'device.user_agent')]),
  );
  line('for', joined([text(first, 'use_case'), text(first, 'application'), text(first, 'environment')]));
  line('session', joined([text(first, 'session_id')]));
  line('when', whenOf(trail.events));
  const worst = findings === 0 ? '' : `, the worst ${worstOf(marks.map((mark) => mark.severity))}`;
  line('holds', `${counted(events, 'event')}, ${counted(findings, 'finding')}${worst}`);
}

function whenOf(events: readonly Record<string, unknown>[]): string {
  const times = events.map((event) => text(event, '@timestamp') ?? '');
  const first = times[0] ?? '';
  const took = Date.parse(times.at(-1) ?? '') - Date.parse(first);
  const date = visible(first.slice(0, 23).replace('T', ' '));
  return `${date} UTC${took >= 0 ? `, in ${milliseconds(took)}` : ''}`;
}

function joined(parts: (string | null)[]): string {
  return (
    parts
      .filter((part) => part !== null && part !== '')
      .map((part) => visible(part ?? '', 80))
      .join(' · ') || '–'
  );
}

/** How many tool calls an event stands inside of, itself included. A parent that is not here, or a circle of parents, ends the count. */
function depthsOf(events: readonly TrailEvent[]): Map<string, number> {
  const byId = new Map(events.map((event) => [event.id, event]));
  return new Map(events.map((event) => [event.id, Math.min(DEEPEST, callsAround(event, byId).size)]));
}

function callsAround(event: TrailEvent, byId: ReadonlyMap<string, TrailEvent>): Set<string> {
  const calls = new Set<string>();
  const seen = new Set<string>();
  for (let at: TrailEvent | undefined = event; at !== undefined && !seen.has(at.id); ) {
    seen.add(at.id);
    if (at.type === 'tool') calls.add(at.callId ?? at.id);
    at = at.parent === null ? undefined : byId.get(at.parent);
  }
  return calls;
}

function printEvent(
  event: TrailEvent,
  marks: readonly Mark[],
  earlier: readonly TrailEvent[],
  page: Page,
  indent: number,
): void {
  const pad = ' '.repeat(indent);
  const title = page.paint(styleOf(event), visible(event.title, 60));
  const lead = `${event.time}  ${visible(event.title, 60)}`.length;
  const [first = '', ...more] = joinFacts(event.facts, page.width - indent - lead - 2);
  page.lines.push(`${pad}${page.paint('dim', event.time)}  ${title}  ${first}`.trimEnd());
  for (const line of more) page.lines.push(`${pad}${' '.repeat(lead + 2)}${line}`);
  const { fresh, note } = freshBlocks(event, earlier);
  if (note !== '') page.lines.push(`${pad}  ${page.paint('dim', note)}`);
  for (const block of fresh) printBlock(block, marks, page, indent + 2);
  for (const line of elsewhere(event, fresh, marks))
    page.lines.push(`${pad}  ${page.paint(styleOfSeverity(line.severity), `! ${line.text}`)}`);
}

/** Facts side by side, in lines of `width` columns where they fit. */
function joinFacts(facts: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const fact of facts) {
    const longer = lines.length === 0 ? fact : `${lines.at(-1)}, ${fact}`;
    if (longer.length <= width) lines.splice(-1, 1, longer);
    else lines.push(fact);
  }
  return lines;
}

function styleOf(event: TrailEvent): Style {
  if (/FAILED|DENIED|BLOCKED|ABORTED|HARMFUL/.test(event.title)) return 'red';
  return event.type === 'tool' ? 'yellow' : event.type === 'prompt' ? 'cyan' : 'bold';
}

/** What an earlier event showed already is not shown again: messages of the turns before, arguments of the request. */
function freshBlocks(event: TrailEvent, earlier: readonly TrailEvent[]): { fresh: Block[]; note: string } {
  if (event.type === 'prompt') return freshMessages(event, earlier);
  const request = earlier.find((other) => other.type === 'tool' && other.callId === event.callId);
  if (event.type !== 'tool' || request === undefined) return { fresh: event.blocks, note: '' };
  if (!sameArguments(request, event))
    return { fresh: event.blocks, note: 'ARGUMENTS DIFFER from what was requested' };
  return { fresh: event.blocks.filter((block) => block.path !== '/arguments'), note: '' };
}

/** By their digests; by the masked texts, where equal values have equal tokens, when there are none. */
function sameArguments(request: TrailEvent, event: TrailEvent): boolean {
  if (request.argumentsDigest !== null && event.argumentsDigest !== null)
    return request.argumentsDigest === event.argumentsDigest;
  const argumentsOf = ({ blocks }: TrailEvent) => blocks.find((block) => block.path === '/arguments')?.text;
  return argumentsOf(request) === argumentsOf(event);
}

function freshMessages(event: TrailEvent, earlier: readonly TrailEvent[]): { fresh: Block[]; note: string } {
  const before = earlier.findLast((other) => other.type === 'prompt');
  const known = (block: Block) =>
    before?.blocks.some((other) => other.path === block.path && other.text === block.text) ?? false;
  const fresh = event.blocks.filter((block) => !known(block));
  const left = event.blocks.length - fresh.length;
  return { fresh, note: left === 0 ? '' : `${counted(left, 'message')} as in the prompt before` };
}

function printBlock(block: Block, marks: readonly Mark[], page: Page, indent: number): void {
  const width = Math.max(20, page.width - indent - LABEL);
  const own = marks.filter((mark) => mark.path === block.path);
  const margin = ' '.repeat(indent + LABEL);
  let shown = 0;
  const most = block.isHistory ? Math.min(page.rows, HISTORY_ROWS) : page.rows;
  for (const row of rowsOf(block.text, width)) {
    if (shown === most && !page.full) {
      page.lines.push(`${margin}${page.paint('dim', restOf(block, row.start, own))}`);
      return;
    }
    const lead = shown === 0 ? labelOf(block, indent, page) : margin;
    page.lines.push(`${lead}${textOf(row)}`.trimEnd());
    for (const { line, severity } of underlinesOf(row, own, width))
      page.lines.push(`${margin}${page.paint(styleOfSeverity(severity), line)}`);
    shown += 1;
  }
}

function labelOf(block: Block, indent: number, page: Page): string {
  const pad = ' '.repeat(indent);
  if (block.label.length < LABEL) return `${pad}${page.paint('dim', block.label.padEnd(LABEL))}`;
  page.lines.push(`${pad}${page.paint('dim', block.label)}`);
  return `${pad}${' '.repeat(LABEL)}`;
}

function restOf(block: Block, from: number, marks: readonly Mark[]): string {
  const hidden = marks.filter((mark) => (mark.start ?? 0) >= from).length;
  const found = hidden === 0 ? '' : `, ${counted(hidden, 'finding')} in them`;
  return `… ${counted(block.text.length - from, 'more character')}${found} (--full shows all)`;
}

/** Findings that lie in no text printed here: in a name, a tag, the event as a whole, or a message of an earlier turn. */
function elsewhere(
  event: TrailEvent,
  fresh: readonly Block[],
  marks: readonly Mark[],
): { severity: string; text: string }[] {
  const shown = new Set(fresh.map((block) => block.path));
  const rest = marks.filter((mark) => mark.start === null || !shown.has(mark.path));
  const repeated = new Set(event.blocks.map((block) => block.path));
  const kinds = Map.groupBy(
    rest.filter((mark) => !repeated.has(mark.path)),
    (mark) => `${mark.label}${mark.path === '' ? '' : ` in ${visible(mark.path, 80)}`}`,
  );
  return [...kinds].map(([kind, group]) => ({
    severity: group[0]?.severity ?? 'UNKNOWN',
    text: group.length > 1 ? `${kind} ×${group.length}` : kind,
  }));
}

/** Findings about several events at once (a gap, a run without a decision) stand at the end. */
function printRest(trail: Trail, marks: readonly Mark[], events: readonly TrailEvent[], page: Page): void {
  const ids = new Set(events.map((event) => event.id));
  const rest = marks.filter((mark) => !ids.has(mark.eventId));
  if (rest.length > 0) page.lines.push('');
  for (const mark of rest) page.lines.push(page.paint(styleOfSeverity(mark.severity), `! ${mark.label}`));
  const more = trail.total.events - events.length;
  if (more > 0) page.lines.push('', `… ${counted(more, 'more event')}: ask for one interaction instead`);
}

function styleOfSeverity(severity: string): Style {
  return severity === 'CRITICAL' || severity === 'HIGH' ? 'red' : severity === 'MEDIUM' ? 'yellow' : 'dim';
}
