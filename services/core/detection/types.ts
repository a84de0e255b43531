import type { Category, Severity, ToolKind } from '../events/types.ts';

/** Where a text comes from. */
export type TextKind = 'prompt' | 'output' | 'tool_arguments' | 'tool_result' | 'metadata';

export interface ScanContext {
  kind: TextKind;
  tool_kind?: ToolKind;
}

/** What the engine found in one text: offsets are UTF-16 code units of that text, [start, end). */
export interface Match {
  rule_id: string;
  rule_version: number;
  category: Category;
  type: string;
  severity: Severity;
  confidence: number;
  start: number;
  end: number;
  taxonomy: readonly string[];
}

export interface Example {
  text: string;
  kind?: TextKind;
  tool_kind?: ToolKind;
}

/** What every rule says of itself, whether a pattern finds it or an analyser does. */
export interface RuleCard {
  /** Stable, kebab-case: `github-token`. */
  id: string;
  version: number;
  category: Category;
  /** snake_case, the finding's type: `credit_card`. */
  type: string;
  severity: Severity;
  /** 0 to 1, before context. */
  confidence: number;
  description: string;
  /** Why this severity. */
  severity_reason: string;
  references: readonly string[];
  taxonomy: readonly string[];
  /** Which texts it looks at; all when absent. */
  kinds?: readonly TextKind[];
  /** For tool_arguments: which kinds of tool; all when absent. */
  tool_kinds?: readonly ToolKind[];
  examples: { match: readonly Example[]; no_match: readonly Example[] };
}

/** The card of a rule that looks at events and not at a text. */
export type EventCard = Omit<RuleCard, 'examples' | 'kinds' | 'tool_kinds'>;

/** A rule is data: it loads only if its pattern is proved linear and its own examples hold. */
export interface Rule extends RuleCard {
  /**
   * One of these literals (compared without case, in ASCII) begins every match, or a run of at least `run` digits (2 or more) does.
   * What stands before it is for lookbehind.
   */
  triggers: readonly string[] | { class: 'digits'; run: number };
  /**
   * A JavaScript regular expression source (flags u/i/s/m are set apart), tried at every trigger. A named group `value` narrows
   * the span; a named group `head` inside a lookbehind right before the trigger widens it to the left.
   */
  pattern: string;
  flags?: string;
  /** Names of validators (core/detection/validators) that must all accept the matched value. */
  validators?: readonly string[];
  /** Whole words or phrases, one of which must stand within `within` code units before or after the value. */
  context?: { words: readonly string[]; within: number };
}

/** What an analyser found: the id of one of its rules and a span [start, end) of the text it was given. */
export interface Spot {
  rule_id: string;
  start: number;
  end: number;
  /** Where they differ from the card's. */
  severity?: Severity;
  confidence?: number;
}

/** Finds by code what no pattern can: a parser, a classifier, an index. Pure, re-entrant, linear in the text; never throws. */
export interface Analyser {
  /** The cards of all it can find. */
  readonly rules: readonly RuleCard[];
  /** Whether it is given the plain text only or every view of it (views/views.ts) as well; of disguises, those of its category only. */
  readonly reads: 'plain' | 'views';
  /** Called only for a text in which one of these stands (compared without case, in ASCII); for every text when absent. */
  readonly triggers?: readonly string[];
  /** It looks for words of people: long texts that are binary data (noise.ts) are not given to it. */
  readonly words?: true;
  /** Called only where one of its cards applies to the context. */
  analyse(text: string, context: ScanContext): readonly Spot[];
}

/** What a validator sees: the value and where it stands. */
export interface Subject {
  value: string;
  /** The whole match, keyword and all. */
  matched: string;
  text: string;
  start: number;
  end: number;
}
/** Accepted, refused, or accepted with a correction; `length` cuts the value to its first code units. */
export type Verdict = boolean | { confidence?: number; severity?: Severity; length?: number };
export type Validator = (subject: Subject) => Verdict;

/** A text that comes in pieces. Not to be used after `end`. */
export interface TextStream {
  /**
   * Takes the next piece. Returns what newly came to light, in offsets of the whole text, within 512 code units after it ended: a warning before the
   * text is complete, not the last word. Matches longer than about 1,500 code units wait for the end.
   */
  push(chunk: string): Match[];
  /**
   * All matches, early ones too: for a text up to 1 MiB (2²⁰ code units) exactly what `scan` of the whole says, however it was cut. A longer text is
   * scanned in windows of 1 MiB that overlap: nothing is missed but matches of more than 64 KiB, and a match knows of what stands up to
   * 64 KiB before it.
   */
  end(): Match[];
}

/** A compiled rule set. Pure and re-entrant; one instance serves a process. */
export interface Engine {
  /** SHA-256 over the rules' data and the analysers' cards, first 16 hex digits. */
  readonly rulesDigest: string;
  readonly rules: readonly RuleCard[];
  /** All matches, overlaps resolved by the stated precedence, sorted by start. At most `cap` (10,000), then one summary match over the whole text, of type `too_many_findings`. */
  scan(text: string, context: ScanContext): Match[];
  /** The same for a text that comes in pieces; memory is bounded, whatever its length. */
  stream(context: ScanContext): TextStream;
}
