/** Code given to a shell or an interpreter in its arguments or on its input: `bash -c`, `python -c`, `perl -e`, `php -r`. */
import type { Call, Inquiry } from './call.ts';
import { INTERPRETERS, judgeInnerCode, SHELLS } from './judges/remote-shell.ts';

const VERSIONED = /^(?:python|ruby|perl|lua|php)[\d.]{1,6}$/;
const OTHERS = new Set(
  'expect jjs julia Rscript R guile ghci luajit texlua qjs gjs tsx ts-node pypy pypy3 jython jruby micropython raku elixir erl racket swipl sbcl groovy scala tclsh nodejs osascript'.split(
    ' ',
  ),
);
const WINDOWS = new Set(['cmd', 'powershell', 'pwsh']);
const CODE_OPTION = /^(?:-[a-zA-Z]{0,8}[ceErR]|--eval|-p|--print|eval|--run)$/;

const TCL_RUNS = /(?:^|[;\n[{])\s{0,20}(?:exec|spawn)\s{1,4}([^;\n\]}]{2,2000})/g;

/** `-e'code'` in one word. */
const ATTACHED = /^-[eEr](?=.{5}).*[\s(;"'`{$]/s;

export function judgeGivenCode(call: Call, inquiry: Inquiry): void {
  const { name, args, command } = call;
  if (SHELLS.has(name)) {
    const at = args.findIndex((arg) => /^-[a-zA-Z]*c$/.test(arg));
    if (at === -1) return;
    const code = args[at + 1] ?? '';
    judgeInnerCode(code, call, inquiry);
    const isPlace = /^\S{1,8}$/.test(code) && call.by.includes('xargs');
    const rest = args.slice(at + 2);
    const given = rest.length === 0 ? code : withParameters(code, rest);
    inquiry.judgeCode(isPlace ? (inquiry.inputOf(command) ?? '') : given, 'shell', call);
  } else if (WINDOWS.has(name)) inquiry.judgeCode([name, ...args].join(' '), 'windows', call);
  else if (
    INTERPRETERS.has(name) ||
    OTHERS.has(name) ||
    (name.charCodeAt(name.length - 1) <= 57 && VERSIONED.test(name))
  ) {
    const modules = args.filter((arg) => /^-[Mmr][A-Za-z]/.test(arg)).join(';');
    args.forEach((arg, index) => {
      if (ATTACHED.test(arg)) inquiry.judgeCode(`${modules}\n${arg.slice(2)}`, 'program', call);
      else if (CODE_OPTION.test(arg))
        inquiry.judgeCode(`${modules}\n${args[index + 1] ?? ''}`, 'program', call);
    });
    const given = command.redirects.find(({ op }) => op === '<<' || op === '<<<')?.target;
    if (given !== undefined) inquiry.judgeCode(given, 'program', call);
    if (name === 'tclsh' || name === 'expect')
      for (const code of [...args, given ?? ''])
        for (const [, run = ''] of code.matchAll(TCL_RUNS)) inquiry.judgeCode(run, 'shell', call);
  }
}

/** `sh -c 'rm -rf "$1"' name /etc`: what stands behind the code is its parameters, from `$0` on. */
function withParameters(code: string, [name = '', ...rest]: readonly string[]): string {
  const words = rest.slice(0, 16).map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`);
  const own = /^[\w./~*-]{1,200}$/.test(name) ? code.replaceAll(/\$0(?!\w)|\$\{0\}/g, () => name) : code;
  return words.length === 0 ? own : `set -- ${words.join(' ')}; ${own}`;
}
