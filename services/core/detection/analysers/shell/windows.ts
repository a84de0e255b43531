/**
 * Commands of Windows' cmd and of PowerShell, at a simpler level: statements told apart outside quotes, the program by its name,
 * its arguments by pattern. Whatever `cmd /c`, `powershell -Command` or `-EncodedCommand` carry is judged in turn.
 */
import { baseName, type Call, type Inquiry } from './call.ts';
import type { Command } from './command.ts';
import { MOST_COMMANDS } from './limits.ts';
import { judgeStatement } from './windows-acts.ts';
import { windowsPatterns } from './windows-patterns.ts';
import type { Place } from './windows-places.ts';
import { looksAlike, looksForeign } from './windows-signs.ts';
import { MOST_STAGES, statementsOf } from './windows-statements.ts';
import { isJudgedByArguments } from './windows-verbs.ts';

const LONGEST_STATEMENT = 8192;

export function judgeWindows(
  text: string,
  call: Call,
  inquiry: Inquiry,
  tellAt: (start: number, end: number) => void,
): void {
  if (COMPUTED.test(text)) inquiry.tell('shell-obfuscated', call);
  let cwd = '';
  const held = new Map<string, Place>();
  let read = 0;
  for (const stages of statementsOf(text)) {
    if (read++ >= MOST_COMMANDS || stages.length >= MOST_STAGES)
      return inquiry.tell('shell-obfuscated', call, 'HIGH');
    const [first] = stages;
    const last = stages.at(-1);
    if (first === undefined || last === undefined) continue;
    tellAt(first.start, last.end);
    cwd = judgeStatement(stages, call, inquiry, { cwd, held });
  }
  read = 0;
  for (const [start, end] of statementsIn(text)) {
    if (read++ >= MOST_COMMANDS) return inquiry.tell('shell-obfuscated', call, 'HIGH');
    const name = nameAt(text, start);
    const patterns = windowsPatterns.get(name.startsWith('$') ? '' : name);
    if (patterns === undefined && !CARRIERS.has(name)) continue;
    const statement = text.slice(start, Math.min(end, start + LONGEST_STATEMENT));
    if (isRehearsed(name, statement)) continue;
    tellAt(start, end);
    if (end - start > LONGEST_STATEMENT) inquiry.tell('shell-obfuscated', call, 'HIGH');
    for (const [rule, pattern, severity] of patterns ?? [])
      if (pattern.test(statement)) inquiry.tell(rule, call, severity);
    if (CARRIERS.has(name)) carried(name, statement, call, inquiry);
  }
}

/** A cmdlet alone in its statement that says what it would do. */
function isRehearsed(name: string, statement: string): boolean {
  return name.includes('-') && /^[^|#'"(){}`]{1,400}\s-whatif\s{0,20}$/i.test(statement);
}

/** A name that is put together where a command stands: `& ('r'+'i')`, `. (gcm r*-i*)`. */
const COMPUTED =
  /(?:^|[\n;|{&(=])\s{0,10}[&.]\s{0,4}\$?\([^\n]{0,400}?(?:['"]\s{0,4}\+|-join\b|-f\s{0,4}['"(]|-c?replace\b|\[char\]|\.replace\(|\[-1|::(?:join|concat)|\.substring\(|frombase64|\.trim|\.insert\(|(?:gcm|get-command|gal|get-alias)\s{1,4}['"]?[\w-]{0,20}[*?])/i;

const CARRIERS = new Set([
  'cmd',
  'powershell',
  'pwsh',
  'start',
  'for',
  'invoke-command',
  'icm',
  'call',
  'start-process',
  'saps',
  'start-job',
  'forfiles',
  'runas',
  'wmic',
  'schtasks',
  'psexec',
  'psexec64',
  'winrs',
  'pcalua',
  'conhost',
  'iex',
  'invoke-expression',
]);
/** Take what they run in quotes. */
const QUOTING =
  /^(?:start-process|saps|start-job|forfiles|runas|wmic|schtasks|psexec|psexec64|winrs|pcalua|conhost|iex|invoke-expression)$/;
const QUOTED = /"([^"]{4,2000})(?:"|$)|'([^']{4,2000})(?:'|$)/g;

/** Programs that other systems have too. */
const SHARED = new Set(
  'rm rmdir cat more type copy start call for shutdown ls dir echo gi gci kill'.split(' '),
);

/** Whether one of the programs is one of Windows, or a name that others have too stands in a text that looks like it. */
export function isForWindows(commands: readonly Command[], text: string): boolean {
  if (looksForeign(text)) return true;
  let isShared = false;
  for (const { argv } of commands) {
    const kind = kindOf(baseName(argv[0] ?? ''));
    if (kind === 'OWN') return true;
    isShared ||= kind === 'SHARED';
  }
  return isShared ? looksAlike(text) : /new-object/i.test(text);
}

function kindOf(name: string): 'OWN' | 'SHARED' | null {
  const lower = name.toLowerCase();
  const program = lower.includes('.') ? lower.replace(/\.(?:exe|com)$/, '') : lower;
  if (!windowsPatterns.has(lower) && !CARRIERS.has(lower) && !isJudgedByArguments(program)) return null;
  return SHARED.has(lower) ? 'SHARED' : 'OWN';
}

const NAME = /[\s(&@{]{0,20}(\$?[^\s("'|/;]{1,60})/y;

function nameAt(text: string, start: number): string {
  NAME.lastIndex = start;
  return baseName((NAME.exec(text)?.[1] ?? '').toLowerCase());
}

/** [start, end) of each statement; a pipeline is one. */
function* statementsIn(text: string): Generator<[number, number]> {
  let quote = '';
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at);
    if (letter === '\n') quote = '';
    if (quote !== '') {
      if (letter === quote) quote = '';
    } else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '\n' || letter === ';' || letter === '&') {
      if (at > start) yield [start, at];
      start = at + 1;
    }
  }
  if (text.length > start) yield [start, text.length];
}

const CODE = /(?:\s[-/](?:c|k|command|r|scriptblock|argumentlist|args)\s|\sdo\s|\{)\s*(?:&\s*)?(.*)$/is;
const POWERSHELL_CODE = /(?:\s[-/](?:c|command|scriptblock|argumentlist|args)\s|\{)\s*(?:&\s*)?(.*)$/is;

/** The command inside a command. */
function carried(name: string, statement: string, call: Call, inquiry: Inquiry): void {
  const isPowerShell = name === 'powershell' || name === 'pwsh';
  if (isPowerShell) {
    const encoded = /\s[-/–—―](?:e|ec|en|enc|enco|encod|encode\w*)[\s:]+["']?([A-Za-z0-9+/=]{8,})/i.exec(
      statement,
    )?.[1];
    if (encoded !== undefined) {
      inquiry.tell('shell-obfuscated', call);
      inquiry.judgeCode(Buffer.from(encoded, 'base64').toString('utf16le'), 'windows', call);
      return;
    }
  }
  const inside = (isPowerShell ? POWERSHELL_CODE : CODE).exec(statement)?.[1] ?? fallback(name, statement);
  const codes = inside === '' ? [] : [inside];
  if (QUOTING.test(name))
    for (const [, double, single] of statement.matchAll(QUOTED)) codes.push(double ?? single ?? '');
  for (const code of codes.slice(0, 8)) inquiry.judgeCode(unquoted(code), 'windows', call);
}

/** What follows the options of a launcher. */
function fallback(name: string, statement: string): string {
  if (name === 'powershell' || name === 'pwsh')
    return statement.replace(/^\W*\S+\s+(?:-\w+\s+(?:\w+\s+)?)*/, '');
  return name === 'start' ? statement.replace(/^\W*\S+\s+(?:"[^"]*"\s+)?(?:[-/]\w+\s+)*/, '') : '';
}

function unquoted(code: string): string {
  return code
    .replace(/^["'{\s]+|["'}\s]+$/g, '')
    .replace(/^(?:[-/](?:c|k|command|nop|noprofile|noninteractive)\s+)+/i, '')
    .replaceAll('""', '"');
}
