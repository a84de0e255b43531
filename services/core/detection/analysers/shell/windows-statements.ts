/**
 * Statements of cmd and PowerShell as stages: parts between pipes, brackets and braces, each a row of words with their quotes taken
 * off. Both shells are read in one way, so that it need not be known which of them a text is for.
 */

export interface Stage {
  /** Lower case, folder and extension taken off. */
  name: string;
  /** As it stands there, its quotes taken off. */
  program: string;
  /** The variable that a loop hands on: `$f in gci`. */
  loop: string | null;
  /** The variable that it gives its output to: `$f = gci`. */
  variable: string | null;
  words: readonly string[];
  start: number;
  end: number;
}

/** Stages of one statement, in order. */
export type Statement = readonly Stage[];

const MOST_WORDS = 400;
/** A statement with so many may have more, and these may do anything. */
export const MOST_STAGES = 4096;
/** What stands before a command and is none: `if exist x`, `do`, `call`, `@`. */
const BEFORE =
  /^(?:do|else|call|then|return|try|finally|begin|process|end|\?|%|foreach|foreach-object|where|where-object|in|not|\/i|-process|-begin|-end|-filterscript|-scriptblock|-parallel|&|\.|=|@)$/i;
const GLUED = /^([a-z-]{2,12})((?:\/[a-z](?::\S{0,20})?)+)$/i;

/** One after the other: of a long text only one is kept. */
export function* statementsOf(text: string): Generator<Statement> {
  let stages: Stage[] = [];
  let words: string[] = [];
  let word: string | null = null;
  let quote = '';
  let depth = 0;
  let isGlued = false;
  let start = 0;
  const endWord = () => {
    if (word !== null && words.length < MOST_WORDS) words.push(word);
    word = null;
  };
  const endStage = (at: number) => {
    endWord();
    if (words.length > 0 && stages.length < MOST_STAGES) stages.push(stageOf(words, start, at));
    words = [];
    start = at + 1;
  };
  const endStatement = (at: number) => {
    endStage(at);
    const ended = stages;
    stages = [];
    return ended;
  };
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at);
    if ((letter === '^' || letter === '`') && /^\r?\n/.test(text.slice(at + 1, at + 3))) {
      at += text.charAt(at + 1) === '\r' ? 2 : 1;
      endWord();
      continue;
    }
    if (quote !== '') {
      if (letter === '\n') quote = '';
      else if (letter === quote) {
        if (text.charAt(at + 1) === quote) word = (word ?? '') + text.charAt(++at);
        else quote = '';
        continue;
      } else {
        word = (word ?? '') + letter;
        continue;
      }
    }
    switch (letter) {
      case '"':
        quote = letter;
        word ??= '';
        break;
      case "'":
        if (word !== null && /[a-z]$/i.test(word)) word += letter;
        else {
          quote = letter;
          word ??= '';
        }
        break;
      case '\n':
        depth = 0;
        isGlued = false;
        yield endStatement(at);
        break;
      case ';':
      case '&':
        // cmd takes semicolons for spaces: `rd;/s;/q;C:\\x`.
        if (letter === ';' && (text.charAt(at + 1) === '/' || isGlued)) {
          isGlued = text.charAt(at + 1) !== ' ';
          endWord();
          break;
        }
        if (depth > 0 && text.charAt(at + 1) !== '&') endStage(at);
        else yield endStatement(at);
        break;
      case '|':
        if (text.charAt(at + 1) === '|') {
          at++;
          yield endStatement(at);
        } else endStage(at);
        break;
      case '(':
      case '{':
        if (word?.endsWith('$') && letter === '{') {
          const close = text.indexOf('}', at);
          if (close !== -1 && close - at < 40) {
            word += text.slice(at, close + 1);
            at = close;
            break;
          }
        }
        depth++;
        endStage(at);
        break;
      case ')':
      case '}':
        if (depth > 0) depth--;
        endStage(at);
        break;
      case ' ':
      case '\t':
      case '\r':
      case ',':
        endWord();
        break;
      case '>':
        endWord();
        words.push('>');
        break;
      case '\u2013':
      case '\u2014':
      case '\u2015':
        word = `${word ?? ''}-`;
        break;
      default:
        word = (word ?? '') + letter;
    }
  }
  yield endStatement(text.length);
}

function stageOf(given: readonly string[], start: number, end: number): Stage {
  let words = given;
  let loop: string | null = null;
  let variable: string | null = null;
  for (let turn = 0; turn < 8; turn++) {
    const [first = '', second = ''] = words;
    if (first.length > 1 && /^[@&;,=]/.test(first)) words = [first.slice(1), ...words.slice(1)];
    else if (/^\d?>{1,2}(?:nul|&\d)?$/i.test(first)) words = words.slice(first.endsWith('>') ? 2 : 1);
    else if (BEFORE.test(first)) words = words.slice(1);
    else if (/^if$/i.test(first)) words = words.slice(conditionLength(words));
    else if (/^\$\w{1,40}$/.test(first) && /^(?:=|in)$/i.test(second)) {
      if (second === '=') variable = first.toLowerCase();
      else loop = first;
      words = words.slice(2);
    } else break;
  }
  const [program = '', ...rest] = words;
  const glued = GLUED.exec(program);
  if (glued !== null) {
    const options = (glued[2] ?? '').split('/').slice(1);
    words = [glued[1] ?? '', ...options.map((option) => `/${option}`), ...rest];
  }
  return {
    name: programOf(words[0] ?? ''),
    program: words[0] ?? '',
    loop,
    variable,
    words: words.slice(1),
    start,
    end,
  };
}

/** `if exist path`, `if not defined x`, `if a==b`, `if /i a equ b`. */
function conditionLength(words: readonly string[]): number {
  let at = 1;
  while (/^(?:not|\/i)$/i.test(words[at] ?? '')) at++;
  const word = words[at] ?? '';
  if (/^(?:exist|defined|errorlevel)$/i.test(word)) return at + 2;
  if (word.includes('==')) return at + 1;
  return /^(?:==|equ|neq|lss|leq|gtr|geq)$/i.test(words[at + 1] ?? '') ? at + 3 : at;
}

function programOf(word: string): string {
  const lower = word.toLowerCase();
  if (lower.includes('::') || (lower.startsWith('$') && !lower.includes('\\')) || /^\.(?!\\)/.test(lower))
    return lower;
  const name = lower.slice(Math.max(lower.lastIndexOf('\\'), lower.lastIndexOf('/')) + 1);
  return name.replace(/\.(?:exe|com|cmd|bat)$/, '');
}
