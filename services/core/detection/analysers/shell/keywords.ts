/** Reserved words of the shell grammar (POSIX 2.4, bash's own) and the heads of compound commands, read at a position. */
import { isMeta } from './word.ts';

/** Words after which a command begins. */
export const OPENING: ReadonlySet<string> = new Set('if while until do then else elif !'.split(' '));
/** Words that end a group. */
export const CLOSING: ReadonlySet<string> = new Set(['fi', 'done', 'esac', '}']);

const FUNCTION = /([\w.:-]{1,80})[ \t]*\(\)\s*\{?/y;
const NAMED_FUNCTION = /function[ \t]+([\w.:-]{1,80})[ \t]*(?:\(\))?\s*\{?/y;
const FOR = /(?:for|select)[ \t]+([A-Za-z_]\w*)[ \t]+in[ \t]/y;
const COPROCESS = /coproc(?:[ \t]+[A-Za-z_]\w{0,40})?[ \t]+(?=[{(]\s?|(?:while|until|for|if)\s)/y;
const CASE = /case[ \t]+[^\n;]{1,200}?[ \t\n]in(?=[\s])/y;

export interface Head {
  length: number;
  /** Of a function, or of a loop's variable. */
  name: string;
}

/** The word at `at` if it is as short as a keyword, else ''. */
export function shortWord(text: string, at: number): string {
  let end = at;
  while (end < at + 9 && end < text.length && !isMeta(text.charCodeAt(end))) end++;
  return end === at + 9 ? '' : text.slice(at, end);
}

/** `name()` or `function name`, with the brace if there is one. */
export function functionHead(text: string, at: number, word: string): Head | null {
  if (word === 'function') return headOf(NAMED_FUNCTION, text, at);
  return isBracketNext(text, at) ? headOf(FUNCTION, text, at) : null;
}

export function loopHead(text: string, at: number): Head | null {
  return headOf(FOR, text, at);
}

/** How long `coproc` or `coproc NAME` before a group is; 0 where a simple command follows. */
export function coprocessHead(text: string, at: number): number {
  return headOf(COPROCESS, text, at)?.length ?? 0;
}

export function caseHead(text: string, at: number): Head | null {
  return headOf(CASE, text, at);
}

function headOf(pattern: RegExp, text: string, at: number): Head | null {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  return found === null ? null : { length: found[0].length, name: found[1] ?? '' };
}

/** Whether a bracket follows the word at `at`. */
function isBracketNext(text: string, at: number): boolean {
  let end = at;
  while (end < at + 80 && end < text.length && !isMeta(text.charCodeAt(end))) end++;
  while (text.charCodeAt(end) === 32) end++;
  return text.charCodeAt(end) === 40;
}

/** Within `case`: `a | b)` is a pattern too. */
export function isCasePattern(text: string, at: number): boolean {
  return text.charCodeAt(at) === 124 && /^\|[^\n;|()&]{1,60}\)/.test(text.slice(at, at + 80));
}

/** Where the backtick stands that closes what begins at `from`. */
export function backtickEnd(text: string, from: number): number {
  let close = from;
  while (close < text.length && text.charAt(close) !== '`') close += text.charAt(close) === '\\' ? 2 : 1;
  return close;
}
