/**
 * One-liners of other languages (`python -c`, `perl -e`, `node -e`, `ruby -e`, `php -r`, `lua -e`): not parsed, but read for what
 * they call and for the literals they hand over. Literals given to a shell are judged as shell.
 */
import type { Call, Inquiry } from './call.ts';
import { holdingOf } from './credentials.ts';
import { unescape } from './escapes.ts';
import { judgeWriting } from './judges/persistence.ts';
import { judgeData } from './program-data.ts';
import { judgeDeletion } from './program-deletion.ts';
import { rowsIn } from './program-literals.ts';
import { foldMethods } from './program-methods.ts';
import { plainProgram } from './program-plain.ts';
import { dropsTrialsOnly } from './program-trials.ts';
import { withValues } from './program-values.ts';

const RUNS =
  /\bIO\.(?:read|readlines|foreach|binread)\(?\s?["']\||\b(?:PyRun_SimpleString|plumbum|system2?|exec[lv]?p?e?|execa|execSync|spawn\w{0,8}|posix_spawnp?|capture\de?|ProcessBuilder|Process\.Start|syscall|Exec|sudo|local\[|popen\d?|Popen|getline|run-program|ENVIRON|spawnSync|call|run|check_output|check_call|shell_exec|passthru|pcntl_exec|proc_open|getoutput|execute|exec_command|execCommand|launchPath|executableURL|ShellExecute|subprocess|child_process|IO\.popen|qx|do shell script|Command|getRuntime|shell|command|callCommand|cmd|doShellScript|shellCommand|Sys\.command|start-process)\b|`|%x|\.!{1,2}|\bsh[ (]|\bopen\b[^\n]{0,40}["']\s?\||\bsystem\$/;
const NETWORK =
  /socket|Socket|TCPSocket|fsockopen|net\.(?:connect|Socket|createConnection|Dial)|\/inet\/tcp|require\(["']net["']\)|IO::Socket|ztcp/;
const FETCHES =
  /urlopen|urlretrieve|requests\.(?:get|post)|urllib|http\.client|httplib|http\.get|https?\.request|socket\.http|fetch\(|axios|\bgot\(|LWP|HTTP::Tiny|Mechanize|getstore|open-uri|URI\.open|\bopen\(\s*["']https?:|(?:file_get_contents|fopen|readfile|file)\(["'](?:https?|ftp):|curl_exec|Net::HTTP|DownloadString|httpx|aiohttp|require\(["'](?:node:)?https?["']\)/;
/** Code loaded straight from an address. */
const LOADS =
  /\b(?:include|require|load)(?:_once)?\b\s*\(?\s*["'](?:https?|ftp|data|php):|\b(?:pip|pipmain)\.?\w{0,12}\(\s{0,2}\[[^\]\n]{0,80}["'](?:https?|git\+\w+):|\bsystem\b[^\n]{0,12}URI\.open|torch\.load\(\s{0,2}["']https?:|\bimport\b[^;\n]{0,80}["'](?:https?|data):|importScripts\(/;
const SENDS =
  /requests\.(?:post|put)|data=|files=|urlopen\(.{0,200}(?:data|Request)|method:\s*["']POST|http\.request|socket|sendall|\.send\(|smtplib|ftplib|fetch\(.{0,200}(?:body|POST)/;
/** All variables at once, not one by its name. */
const ENVIRONMENT =
  /os\.environ\b(?!\s*[.[](?!items|copy))|process\.env\b(?!\s*[.[])|ENV\.(?:to_h|to_a|inspect|map)|[^\w$]%ENV|\$_ENV\b(?!\[)|getenv\(\s*\)/;
const EVALUATES =
  /\b(?:eval|instance_eval|loadstring|\w{0,20}Function|create_function|__import__|runInNewContext|runInThisContext|_compile)\b|(?<![.\w])(?:exec|load|compile|assert)\s*\(|\bexec\s+["'$]|set(?:Timeout|Interval)\s{0,4}\(\s{0,4}["'`]/;
const DECODES =
  /b64decode|decode_base64|base64_decode|from_?base64|atob\(|Buffer\.from\(.{0,4000}base64|decode64|unpack\(?\s*["']?[mH]|pack\(?\s*["'][mH]|fromhex|unhexlify|rot13|zlib\.decompress|gzinflate|marshal\.loads|hex2bin/;
const RUNS_DECODED = /\b(?:system|popen|spawn|execSync)\s?\(?[^;\n]{0,40}(?:decode|pack|from)/;
/** A command that is made where it is run: turned round, made of numbers, decoded, mixed. */
const RUNS_COMPUTED =
  /\b(?:system|popen|execSync|exec|spawn(?:Sync)?|Popen|check_output|getoutput|passthru|shell_exec)\s?\(?[^;\n]{0,60}(?:\[::-1\]|\bchr\(|\bord\(|fromCharCode|\breversed\(|\bunescape\(|fromhex|\bhex\.chr|strrev|atob\(|\^\s?\d)/;
const FORKS =
  /\bfork\b\s{0,4}(?:\(\s{0,4}\))?\s{0,4}while\b|\bwhile\b[^\n]{0,40}\n?[^\n]{0,20}\bfork\b|\bloop\s{0,4}\{\s{0,4}fork/;
/** Every row, through the mapper of a framework. */
const EMPTIES =
  /objects\.all\(\)\.delete\(|\bdrop_all\(|->truncate\(|::truncate\(|DB::table\([^()\n]{1,80}\)->delete\(|\.dropDatabase\(|\.flush_?(?:all|db)\(/i;
const SHELL = /(?:^|[/\s"'(])(?:ba|z|da|k)?sh(?:$|[\s"'\-,)])/;
const LITERAL =
  /"((?:[^"\\\n]|\\.){0,20000})"|'((?:[^'\\\n]|\\.){0,20000})'|`((?:[^`\\]|\\.){0,20000})`|<(\/[^<>\s]{1,200})>/g;
/** Perl's and Ruby's `qw(…)`, `q{…}`, `%w[…]`. */
const QUOTED_WORDS = /(?:\bq[wqx]?|%[wWqQx])\s{0,4}([([{</|!#~])([^)\]}>|!#~]{3,2000}?)[)\]}>|!#~]/g;
/** Ruby's and Perl's `exec "rm", "-rf", "/etc"`, and Clojure's `(sh "rm" "-rf" "/etc")`. */
const UNBRACKETED =
  /\b(?:exec|system|spawn|sh|shell|cmd)\s{1,4}((?:["'][^"'\n]{0,200}["']\s{0,4},?\s{0,4}){2,20})/g;
/** A literal that is a program of its own: written to a file, given to a timer, a debugger, a worker. */
const HANDED =
  /\b(?:system|popen|Popen|exec\w{0,8}|spawn\w{0,4}|rmtree|rm_?rf?|rmSync|unlink\w{0,4}|run|call)\b[^\n]{0,20}?[(`"']/;
/** Letters of other alphabets that an interpreter takes for the plain ones. */
const STYLED = /[\u1d2c-\u1d6a\u2070-\u218f\u24b6-\u24e9\uff21-\uff5a\ud835]/;
/** Ruby's and Perl's `system(<<~END)`. */
const HERE =
  /\b(?:system|exec|spawn|popen|eval)\s?\(?\s?<<[~-]?["']?([A-Z]\w{0,20})["']?[^\n]{0,80}\n([^\n]{1,2000})/g;
const BASE64 = /^[A-Za-z0-9+/_-]{12,}={0,2}$/;
const HEX = /^(?:[0-9a-fA-F]{2}){6,}$/;
const MOST_LITERALS = 1000;
/** One word alone is no command that harms. */
const COMMAND = /[\s;|&`$<>{]/;
/** Longer code is read in parts. */
const PART = 65_536;
const OVERLAP = 2048;
/** Text that becomes code: turned round, made of numbers, put through a cipher or a table. */
const COMPUTES =
  /\[::-1\]|map\(\s{0,4}chr|\bchr\(\s{0,4}(?!\d)|\.reverse\(\)|\breversed\(|fromCharCode|codecs\.decode|\.translate\(|loads\(\s{0,4}(?:b?["']|base64|zlib)|strrev|\\x[\da-f]{2}\\x|bytes\(\s{0,4}\[|bytearray\(|decompress\(|decrypt\(|decodeURIComponent\(|unescape\(|String\.raw|TextDecoder/;
/** A member by a name that was put together: `global['ev'+'al'](…)`. */
const COMPUTED_MEMBER =
  /\[\s{0,4}["'`]\w{1,12}["'`]\s{0,4}\+[^\]\n]{1,80}\]\s{0,4}\(|getattr\([^()\n]{1,80},\s{0,4}["']\w{0,12}["']\s{0,4}\+/;
/** Files written or added to. */
const WRITES =
  /(open(?:Sync)?\(\s{0,4}["']([~/][\w./~-]{3,200})["']\s{0,4},\s{0,4}(?:mode\s{0,2}=\s{0,2})?["'](?:[aw]b?\+?|>{1,2})["'])|(?:(?:write|append)File(?:Sync)?|File\.write|file_put_contents|WriteFile|(?:Write|Append)All\w{4,6}|Path)\(\s{0,4}["']([~/][\w./~-]{3,200})["'](?=\s{0,4},|\s{0,4}\)\.(?:write|open\(["'][aw]))/g;
/** A pickle that calls, a marshalled program. */
const PICKLED =
  /pickle\.loads\(\s{0,4}b?["'](?:c|\\x80)|__reduce__|yaml\.(?:unsafe_)?load\([^)\n]{0,200}!!python/;
/** Cells of notebooks that are commands: `!rm`, `%sx`, `%%bash`; and lines of Tcl. */
const CELL =
  /^[ \t]{0,8}(?:!{1,2}|%s[xh]\s|%system\s|%(?=(?:rm|rmdir|mv)\s)|exec\s{1,4}(?=[\w/.-]{2,40}\s))([^\n]{2,4000})/gm;
const SHELL_CELL = /^\s{0,20}%%(?:bash|sh|script|system|cmd|powershell)\b[^\n]{0,80}\n([\s\S]*)/;
/** `get_ipython().run_cell_magic('bash', '', 'rm -rf /')`. */
const MAGIC = /run_(?:cell|line)_magic\(/;
const TCL_DELETE = /^[ \t]{0,8}file\s{1,4}delete\s{1,4}((?:-force\s{1,4})?[^\n;]{2,400})/gm;

export function judgeProgramCode(given: string, call: Call, inquiry: Inquiry): void {
  if (given.length <= PART) return judgePart(given, call, inquiry);
  for (let at = 0; at < given.length; at += PART - OVERLAP)
    judgePart(given.slice(at, at + PART), call, inquiry);
}

function judgePart(given: string, call: Call, inquiry: Inquiry): void {
  const code = plainProgram(withValues(foldMethods(plainProgram(readAsNames(given)))));
  if (COMPUTED_MEMBER.test(given) && (EVALUATES.test(code) || RUNS.test(code)))
    inquiry.tell('shell-obfuscated', call, 'HIGH');
  const literals = literalsIn(code);
  const runs = RUNS.test(code);
  const opensShell = literals.some((literal) => SHELL.test(literal) && literal.length < 80);
  if (/pty\.spawn|setuid\(0\)/.test(code)) inquiry.tell('shell-escape', call);
  if (
    NETWORK.test(code) &&
    (opensShell || /dup2|system\$|popen|cmd\.exe|pty\b|shell>/.test(code)) &&
    (runs || /dup2|pty/.test(code))
  )
    inquiry.tell('shell-reverse-shell', call);
  else if (runs && opensShell && literals.some(isBareShell)) inquiry.tell('shell-escape', call);
  if (
    LOADS.test(code) ||
    (FETCHES.test(code) &&
      (EVALUATES.test(code.replace(/__import__/g, '')) ||
        (runs && /urlretrieve|chmod|DownloadFile|getstore|mirror\(|\.write\(|createWriteStream/.test(code))))
  )
    inquiry.tell('shell-download-and-run', call);
  if ((EVALUATES.test(code) || RUNS_DECODED.test(code)) && (DECODES.test(code) || DECODES.test(given)))
    inquiry.tell('shell-obfuscated', call, 'HIGH');
  else if (EVALUATES.test(given) && COMPUTES.test(given)) inquiry.tell('shell-obfuscated', call, 'HIGH');
  else if (PICKLED.test(given)) inquiry.tell('shell-obfuscated', call, 'HIGH');
  if (RUNS_COMPUTED.test(code)) inquiry.tell('shell-obfuscated', call);
  if (/\bkill\(\s{0,4}(?:["'\w:]{1,12}\s{0,2},\s{0,2})?-1\b/.test(code))
    inquiry.tell('shell-denial-of-service', call);
  if (ENVIRONMENT.test(code) && SENDS.test(code)) inquiry.tell('shell-exfiltration', call);
  if (FORKS.test(code)) inquiry.tell('shell-denial-of-service', call);
  if (EMPTIES.test(code) && !dropsTrialsOnly(code)) inquiry.tell('shell-data-destruction', call, 'MEDIUM');
  judgeDeletion(code, literals, call, inquiry);
  judgeData(code, literals, call, inquiry);
  judgeCells(code, call, inquiry);
  for (const [, , before = '', after = ''] of code.matchAll(WRITES))
    judgeWriting(before || after, null, true, call, inquiry);
  judgeLiterals(code, literals, runs, call, inquiry);
  // Lisps write one literal after the other.
  if (runs && given !== code) for (const list of listsIn(given)) inquiry.judgeCode(list, 'shell', call);
}

function readAsNames(code: string): string {
  return STYLED.test(code) ? code.normalize('NFKC') : code;
}

function judgeLiterals(
  code: string,
  literals: readonly string[],
  runs: boolean,
  call: Call,
  inquiry: Inquiry,
): void {
  const evaluates = EVALUATES.test(code);
  const isCell = MAGIC.test(code);
  for (const literal of literals) {
    const holding = holdingOf(literal);
    if (holding !== null && holding !== 'DOTENV')
      inquiry.tell(SENDS.test(code) ? 'shell-exfiltration' : 'shell-credential-read', call);
    if (DECODES.test(code)) decoded(literal, call, inquiry);
    if ((runs || isCell) && COMMAND.test(literal)) inquiry.judgeCode(literal, 'shell', call);
    if (literal.length > 8 && (evaluates || (runs && HANDED.test(literal))))
      inquiry.judgeCode(literal, 'program', call);
  }
  if (runs && code.includes('<<'))
    for (const [, , body = ''] of code.matchAll(HERE)) inquiry.judgeCode(body, 'shell', call);
  if (runs)
    for (const [, , words = ''] of code.matchAll(QUOTED_WORDS)) inquiry.judgeCode(words, 'shell', call);
  if (runs)
    for (const [, words = ''] of code.matchAll(UNBRACKETED))
      inquiry.judgeCode(words.replaceAll(/["',]/g, ' '), 'shell', call);
  if (runs && literals.length > 1) for (const row of rowsIn(code)) inquiry.judgeCode(row, 'shell', call);
  if (runs && literals.length > 1) for (const list of listsIn(code)) inquiry.judgeCode(list, 'shell', call);
}

function judgeCells(code: string, call: Call, inquiry: Inquiry): void {
  const cell = SHELL_CELL.exec(code)?.[1];
  if (cell !== undefined) inquiry.judgeCode(cell, 'shell', call);
  for (const [, command = ''] of code.matchAll(CELL)) inquiry.judgeCode(command, 'shell', call);
  for (const [, places = ''] of code.matchAll(TCL_DELETE))
    inquiry.judgeCode(`rm -rf ${places.replace(/^-force\s{1,4}/, '')}`, 'shell', call);
}

/** What a packed literal holds may be a program or a command. */
function decoded(literal: string, call: Call, inquiry: Inquiry): void {
  const text = HEX.test(literal)
    ? Buffer.from(literal, 'hex').toString('latin1')
    : BASE64.test(literal)
      ? Buffer.from(literal, 'base64').toString('latin1')
      : '';
  if (text === '' || /[^\t\n\r\x20-\x7e]/.test(text)) return;
  inquiry.judgeCode(text, 'shell', call);
  inquiry.judgeCode(text, 'program', call);
}

function literalsIn(code: string): string[] {
  const literals = new Set<string>();
  for (const [, double, single, tick, files] of code.matchAll(LITERAL)) {
    literals.add(unescape(double ?? single ?? tick ?? files ?? ''));
    if (literals.size === MOST_LITERALS) break;
  }
  return [...literals];
}

/** `["rm", "-rf", "/"]` and `('rm', ['-rf', '/'])` as one command. */
function listsIn(code: string): string[] {
  const lists: string[] = [];
  for (const [, inside = ''] of code
    .replaceAll(/,\s{0,4}(?:\{\s{0,4}\w{1,20}:\s{0,4})?\[([^[\]()]{0,2000})\]/g, ',$1')
    .matchAll(/[[(]([^[\]()]{3,2000})[\])]/g)) {
    const words = literalsIn(inside);
    if (words.length > 1)
      lists.push(
        words
          .map((word) => (/^[\w./~*-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`))
          .join(' '),
      );
    if (lists.length === 10) break;
  }
  return lists;
}

function isBareShell(literal: string): boolean {
  return /^(?:exec\s+)?(?:\/(?:usr\/)?bin\/)?(?:ba|z|da|k)?sh(?:\s+-[ip]+)?$/.test(literal);
}
