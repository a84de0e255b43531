/** Programs with a language of their own whose rules run commands: make, m4, awk, sed. */
import { type Call, type Inquiry, type Judge, operands, optionSet, optionValues } from '../call.ts';
import { overwrite } from './deletion.ts';

const MAKEFILES = ['GNUmakefile', 'makefile', 'Makefile'];
const RECIPE = /^(?:\t|[^\t#=\n]{0,200}:[^;\n]{0,200};)[@+ \t-]{0,8}(\S.*)$/gm;
const SHELL_FUNCTION = /\$\(shell\s+([^)\n]{2,400})\)|!=\s*(\S[^\n]{1,400})/g;

/** A makefile that the script itself says, on the input or in a file, and what is set for it. */
function make(call: Call, inquiry: Inquiry): void {
  const { args, command } = call;
  for (const arg of args) {
    const value = /^[A-Za-z_]\w*[:+?]?=(.*)$/s.exec(arg)?.[1] ?? '';
    if (/[\s$`]/.test(value)) inquiry.judgeCode(value.replace(/\$\(shell\s/, '$('), 'shell', call);
  }
  for (const rules of optionValues(args, '--eval', '-E')) judgeRules(rules, call, inquiry);
  const files = optionValues(args, '-f', '--file', '--makefile');
  for (const file of files.length > 0 ? files : MAKEFILES) {
    const rules = /^(?:-|\/dev\/stdin)$/.test(file) ? inquiry.inputOf(command) : inquiry.contentOf(file);
    if (rules !== null) judgeRules(rules, call, inquiry);
  }
}

function judgeRules(rules: string, call: Call, inquiry: Inquiry): void {
  for (const [, line = ''] of rules.matchAll(RECIPE)) inquiry.judgeCode(line, 'shell', call);
  for (const [, inside, assigned] of rules.matchAll(SHELL_FUNCTION))
    inquiry.judgeCode(inside ?? assigned ?? '', 'shell', call);
}

const SYSCMD = /\be?syscmd\(\s{0,20}[`']{0,2}([^)'\n]{2,2000})/g;

function m4(call: Call, inquiry: Inquiry): void {
  const texts = [...call.args, inquiry.inputOf(call.command) ?? ''];
  for (const text of texts)
    for (const [, code = ''] of text.matchAll(SYSCMD)) inquiry.judgeCode(code, 'shell', call);
}

const AWK_RUNS = /\bsystem\s?\(|\|\s?&?\s?getline|\|\s?&?\s?["a-z]/;
const AWK_STRING = /"((?:[^"\\\n]|\\.){1,400})"/g;

/** What awk runs may be put together from its strings and variables, or be what it reads. */
function awk(call: Call, inquiry: Inquiry): void {
  const { args, command } = call;
  const values = optionValues(args, '-v', '--assign').map((each) => each.slice(each.indexOf('=') + 1));
  const [file] = optionValues(args, '-f', '--file');
  const program =
    (file === undefined ? operands(args, optionSet('-v -F -f --assign'))[0] : inquiry.contentOf(file)) ?? '';
  if (file !== undefined) inquiry.judgeCode(program, 'program', call);
  if (!AWK_RUNS.test(program)) return;
  for (const value of values) inquiry.judgeCode(value, 'shell', call);
  const strings = [...program.matchAll(AWK_STRING)].slice(0, 16).map(([, inside = '']) => inside);
  if (strings.length + values.length > 1) inquiry.judgeCode([...values, ...strings].join(' '), 'shell', call);
  if (strings.length > 1) inquiry.judgeCode(strings.join(''), 'shell', call);
  const given = inquiry.inputOf(command);
  if (given !== null) inquiry.judgeCode(given, 'shell', call);
}

/** `s/x/command/e`, `e`, `w file`, `s/x/y/w file`. */
function sed(call: Call, inquiry: Inquiry): void {
  const { args, command } = call;
  const files = optionValues(args, '-f', '--file').map((file) => inquiry.contentOf(file) ?? '');
  for (const given of [...args.slice(0, 32), ...files]) {
    const arg = given.replace(/^--expression=/, '');
    for (const part of arg.split(/[;\n]/, 64)) {
      const script = part.replace(/^\s*(?:[\d$]{1,9}(?:,[\d$]{1,9})?)?\s*/, '');
      const file = /^[wW]\s*(\/\S+)$/.exec(script)?.[1];
      if (file !== undefined) overwrite(file, call, inquiry);
      const run = /^(?:\/[^/\n]{1,80}\/)?\s{0,4}e\s+(\S.*)$/s.exec(script)?.[1];
      if (run !== undefined) inquiry.judgeCode(run, 'shell', call);
      if (script === 'e') judgeInput(command, call, inquiry);
    }
    const replaced = replacementOf(arg);
    if (replaced === null) continue;
    const target = /w\s*(\/\S+)$/.exec(replaced.flags)?.[1];
    if (target !== undefined) overwrite(target, call, inquiry);
    if (!/^[gpiIm0-9]*e/.test(replaced.flags)) continue;
    inquiry.judgeCode(replaced.text, 'shell', call);
    judgeInput(command, call, inquiry);
  }
}

function judgeInput(command: Call['command'], call: Call, inquiry: Inquiry): void {
  const given = inquiry.inputOf(command);
  if (given !== null) inquiry.judgeCode(given, 'shell', call);
}

/** The right side of a `s`, its delimiter's escapes undone, and the flags behind it. */
function replacementOf(script: string): { text: string; flags: string } | null {
  const at =
    /^\s*(?:[\d$]{1,9}(?:,[\d$]{1,9})?|\/[^/\n]{0,200}\/)?\s*s(?=[^\w\s\\])/.exec(script)?.[0].length ?? -1;
  if (at === -1) return null;
  const delimiter = script.charAt(at);
  const parts = ['', ''];
  let part = 0;
  let next = at + 1;
  for (; next < script.length && part < 2; next++) {
    const letter = script.charAt(next);
    if (letter === delimiter) part++;
    else if (letter === '\\') {
      next++;
      parts[part] += script.charAt(next) === delimiter ? delimiter : `\\${script.charAt(next)}`;
    } else parts[part] += letter;
  }
  return part < 2 ? null : { text: parts[1] ?? '', flags: script.slice(next) };
}

/** `just -f`, `rake -f`, `ninja -f` of rules that the script itself wrote. */
function runner(call: Call, inquiry: Inquiry): void {
  for (const file of optionValues(call.args, '-f', '--justfile', '--rakefile', '-t', '--taskfile')) {
    const rules = inquiry.contentOf(file);
    if (rules === null) continue;
    inquiry.judgeCode(rules.replaceAll(/^\s{1,20}(?:command\s{0,4}=\s{0,4})?[@-]{0,2}/gm, ''), 'shell', call);
    inquiry.judgeCode(rules, 'program', call);
  }
}

export const ruleJudges: readonly (readonly [string, Judge])[] = [
  ...['make', 'gmake', 'bmake'].map((name) => [name, make] as const),
  ...['just', 'rake', 'ninja', 'task', 'invoke'].map((name) => [name, runner] as const),
  ['m4', m4],
  ['gm4', m4],
  ...['awk', 'gawk', 'mawk', 'nawk', 'original-awk'].map((name) => [name, awk] as const),
  ...['sed', 'gsed'].map((name) => [name, sed] as const),
];
