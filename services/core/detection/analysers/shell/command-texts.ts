/**
 * Where the command lines are in a tool's arguments: the whole text, or strings within JSON, decoded, with the way back to the
 * offsets of the text.
 */
import { type JsonString, readJsonString } from '../json-escapes.ts';
import { isJson } from '../json-strings.ts';

/** A command line and where it comes from: `places` says where its units begin in the text; null when it is the text itself. */
export type CommandText = JsonString;

/** Arguments that hold a command, whatever the tool. */
const COMMAND =
  /^(?:cmds?|commands?|command_?lines?|steps|scripts|shell(?:_command)?|script|bash|sh|code|run|exec(?:ute)?|input|args?|argv|arguments?|lines?|stdin|statement|program|keystrokes|params?|parameters|entrypoint|tool_input)$/i;
/** Arguments that say something about the command. */
const REMARK =
  /^(?:description|desc|explanation|reason(?:ing)?|thoughts?|thinking|purpose|summary|title|name|id|cwd|workdir|working_?dir(?:ectory)?|directory|path|file(?:_?path)?|comment|note|justification|type|tool|language|timeout|user|role|session_?id|message|output|result|stdout|stderr)$/i;
/** Lists of whole command lines, short ones among them. */
const LINES = /^(?:commands|cmds|scripts|lines|steps|command_?lines)$/i;
/** Whether the first of a list is a command line, and no program alone. */
const LINE = /[ \\]/;
/** What names a program whose arguments stand in a field beside it; the others name something else more often. */
const PROGRAM = /^(?:cmd|command|program|exec|executable)$/i;
const PROGRAM_PERHAPS = /^(?:executable|exe|argv_?0|file|binary|bin|path|name|tool)$/i;
const ARGUMENTS = /^(?:args?|argv|arguments?|params?|parameters|options|flags)$/i;
/** Where a command runs, what it finds in its environment and what it reads. */
const FOLDER = /^(?:cwd|work_?dir|working_?dir(?:ectory)?|directory|dir|folder)$/i;
const ENVIRONMENT = /^(?:env|environ|environment|env_?vars?|environment_?variables)$/i;
const READ = /^(?:stdin|input|standard_input)$/i;
const MOST_VARIABLES = 32;
const LONGEST_AROUND = 16_384;
/** Nobody nests arguments so deep; what stands deeper is not read. */
const DEEPEST = 64;

export interface CommandTexts {
  texts: readonly CommandText[];
  /** False where something was too deep to be read. */
  isWhole: boolean;
}

export function commandTextsIn(text: string, isShellTool: boolean): CommandTexts {
  const from = firstLetter(text, 0);
  if (!looksLikeJson(text, from))
    return { texts: [{ text, places: null, start: 0, end: text.length }], isWhole: true };
  const reader = new JsonReader(text, isShellTool);
  reader.read(from);
  return { texts: reader.found, isWhole: reader.isWhole };
}

function firstLetter(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 32) at++;
  return at;
}

/** `{"…":` or `["…"` or `[{`; the test `[ -f x ]` and the group `{ cmd; }` are none. */
function looksLikeJson(text: string, at: number): boolean {
  const letter = text.charAt(at);
  const next = text.charAt(firstLetter(text, at + 1));
  if (letter === '{') return next === '"' || next === '}';
  return letter === '[' && (next === '"' || next === '{' || isJson(text));
}

class JsonReader {
  readonly found: CommandText[] = [];
  isWhole = true;
  readonly #text: string;
  readonly #isShellTool: boolean;
  #at = 0;
  /** What the object that was read last holds, if it is an environment. */
  #variables: string[] = [];

  constructor(text: string, isShellTool: boolean) {
    this.#text = text;
    this.#isShellTool = isShellTool;
  }

  read(from: number): void {
    this.#at = from;
    this.#value('', 0);
  }

  /** One value under a key; tolerant of what is cut off or wrong. Strings of arrays are collected as words of one command. */
  #value(key: string, depth: number): JsonString | JsonString[] | null {
    this.#at = firstLetter(this.#text, this.#at);
    const letter = this.#text.charAt(this.#at);
    if (letter === '"') {
      const value = this.#string();
      return value;
    }
    if (letter === '{' || letter === '[') {
      if (depth < DEEPEST) return letter === '[' ? this.#array(key, depth) : this.#object(key, depth);
      this.isWhole = false;
      this.#at = this.#text.length;
      return null;
    }
    while (this.#at < this.#text.length && !',}]'.includes(this.#text.charAt(this.#at))) this.#at++;
    return null;
  }

  #object(owner: string, depth: number): null {
    this.#at++;
    const isEnvironment = ENVIRONMENT.test(owner);
    const variables: string[] = [];
    let around = '';
    let read: JsonString | null = null;
    let line: JsonString | null = null;
    let command: JsonString | null = null;
    let perhaps: JsonString | null = null;
    let words: JsonString[] | null = null;
    while (this.#at < this.#text.length) {
      this.#at = firstLetter(this.#text, this.#at);
      const letter = this.#text.charAt(this.#at);
      if (letter === '}') {
        this.#at++;
        break;
      }
      if (letter !== '"') {
        this.#at++;
        continue;
      }
      const key = this.#string().text;
      this.#at = firstLetter(this.#text, this.#at);
      if (this.#text.charAt(this.#at) !== ':') continue;
      this.#at++;
      this.#variables = [];
      const value = this.#value(key, depth + 1);
      if (ENVIRONMENT.test(key) && value === null) around += this.#variables.join('');
      if (value === null) continue;
      if (!Array.isArray(value)) {
        if (isEnvironment && variables.length < MOST_VARIABLES && /^\w{1,60}$/.test(key))
          variables.push(`export ${key}=${quoted(value.text)}; `);
        if (FOLDER.test(key) && /^[/~]|^[A-Za-z]:/.test(value.text)) around += `cd ${quoted(value.text)}; `;
        else if (READ.test(key)) read ??= value;
        else if (PROGRAM.test(key)) line ??= value;
      }
      if (!Array.isArray(value) && PROGRAM_PERHAPS.test(key)) perhaps ??= value;
      if (!this.#isCommand(key)) continue;
      if (!Array.isArray(value)) {
        if (PROGRAM.test(key)) command ??= value;
        else if (ARGUMENTS.test(key)) words ??= [value];
        this.#take(value);
      } else if (value.length > 0) {
        words = value;
        if (LINES.test(key) || (value.length > 1 && LINE.test(value[0]?.text ?? ''))) this.#takeLines(value);
      }
    }
    if (words !== null) this.#takeCall(command ?? perhaps, words);
    this.#variables = variables;
    if (line !== null && (around !== '' || read !== null)) this.#takeAround(around, line, words, read);
    return null;
  }

  /** The command as it runs: in its folder, with its environment and its input. */
  #takeAround(around: string, line: JsonString, words: JsonString[] | null, read: JsonString | null): void {
    if (line.text.length > LONGEST_AROUND || around.length > LONGEST_AROUND) return;
    const given =
      words === null || line.text.includes(' ') ? '' : words.map(({ text }) => ` ${quoted(text)}`).join('');
    const fed =
      read === null || read.text.length > LONGEST_AROUND
        ? ''
        : ` <<'END_OF_INPUT'\n${read.text}\nEND_OF_INPUT`;
    this.found.push({ ...spanOf([line]), text: `${around}${line.text}${given}${fed}`, places: null });
  }

  #array(key: string, depth: number): JsonString[] {
    const words: JsonString[] = [];
    this.#at++;
    while (this.#at < this.#text.length) {
      this.#at = firstLetter(this.#text, this.#at);
      const letter = this.#text.charAt(this.#at);
      if (letter === ']') {
        this.#at++;
        break;
      }
      if (letter === ',' || letter === '}' || letter === ':') {
        this.#at++;
        continue;
      }
      const value = this.#value(key, depth + 1);
      if (Array.isArray(value)) for (const word of value) words.push(word);
      else if (value !== null) words.push(value);
    }
    if (depth === 0) this.#takeWords(words);
    return words;
  }

  #isCommand(key: string): boolean {
    return this.#isShellTool ? !REMARK.test(key) : COMMAND.test(key);
  }

  #take(value: JsonString): void {
    const { text, places, start, end } = value;
    const first = firstLetter(text, 0);
    if (looksLikeJson(text, first) && text.includes('"')) {
      const { texts, isWhole } = commandTextsIn(text, this.#isShellTool);
      this.isWhole &&= isWhole;
      for (const inner of texts) this.found.push({ ...inner, places: null, start, end });
    } else if (text.length > 1) this.found.push({ text, places, start, end });
  }

  /** A program and its arguments, whichever stands first: a list of words, or one text. */
  #takeCall(program: JsonString | null, words: readonly JsonString[]): void {
    if (program === null || program.text.includes(' ')) return this.#takeWords(words);
    const [only] = words;
    if (words.length > 1 || only === undefined || !only.text.includes(' '))
      return this.#takeWords([program, ...words]);
    this.found.push({ ...spanOf([program, only]), text: `${program.text} ${only.text}`, places: null });
  }

  /** A line may go on in the next one. */
  #takeLines(lines: readonly JsonString[]): void {
    this.found.push({ ...spanOf(lines), text: lines.map(({ text }) => text).join('\n'), places: null });
  }

  /** A list of words, or a list of whole command lines. */
  #takeWords(words: readonly JsonString[]): void {
    const [first] = words;
    if (first === undefined) return;
    if (words.length === 1 || first.text.includes(' ')) {
      for (const word of words) this.#take(word);
      return;
    }
    const text = words.map((word) => quoted(word.text)).join(' ');
    this.found.push({ ...spanOf(words), text, places: null });
  }

  /** The string at the quote here, its escapes undone. */
  #string(): JsonString {
    const value = readJsonString(this.#text, this.#at + 1);
    this.#at = value.end + 1;
    return value;
  }
}

/** From the first of them to the last, in the order of the text. */
function spanOf(strings: readonly JsonString[]): { start: number; end: number } {
  let start = Infinity;
  let end = 0;
  for (const string of strings) {
    start = Math.min(start, string.start);
    end = Math.max(end, string.end);
  }
  return { start, end };
}

function quoted(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
