/** Code given to a shell or an interpreter in its arguments or on its input: `bash -c`, `python -c`, `perl -e`, `php -r`. */
import type { Call, Inquiry } from './call.ts';
import { INTERPRETERS, judgeInnerCode, SHELLS } from './judges/remote-shell.ts';

const VERSIONED = /^(?:python|ruby|perl|lua|php|node|pypy|tclsh|guile|jruby)-?[\d.]{1,8}$/;
const OTHERS = new Set(
  'expect jjs julia Rscript R guile ghci luajit texlua qjs gjs tsx ts-node pypy pypy3 jython jruby micropython raku elixir erl racket swipl sbcl groovy scala tclsh nodejs osascript kotlin clojure clj bb ghc ocaml nvim emacs emacsclient zx coffee crystal nim janet hy bpython ipython ipython3 irb pry iex littler swift dart gst mono csi fsi dotnet-script octave gnuplot maxima sage drush wp artisan mix rails rake'.split(
    ' ',
  ),
);
const WINDOWS = new Set(['cmd', 'powershell', 'pwsh']);
const CODE_OPTION =
  /^(?:-[a-zA-Z]{0,8}[ceErRB]|--eval|-eval|-p|-g|-s|--print|eval|--run|--execute|--command|php-eval|php:eval|ev|runner)$/;
/** `--eval=code`. */
const LONG = /^--?(?:eval|execute|print|command|run)=(?=.{5})/;

const TCL_RUNS = /(?:^|[;\n[{])\s{0,20}(?:exec|spawn)\s{1,4}([^;\n\]}]{2,2000})/g;

const TCL_DELETES = /\bfile\s{1,4}delete\s{1,4}(?:-force\s{1,4})?(?:--\s{1,4})?([^;\n\]}]{2,2000})/g;

/** `ruby -run -e rm -- -rf /etc`: a file utility of the library. */
function runLibrary(call: Call, inquiry: Inquiry): void {
  const at = call.args.findIndex((arg) => /^-\w*e$/.test(arg));
  const words = call.args.slice(at + 1).filter((arg) => arg !== '--');
  if (at !== -1) inquiry.judgeCode(words.join(' '), 'shell', call);
}

/** `-e'code'` in one word. */
const ATTACHED = /^-[eErBM](?=.{5}).*[\s(;"'`{$]/s;

export function judgeGivenCode(call: Call, inquiry: Inquiry): void {
  const { name, args, command } = call;
  if (SHELLS.has(name)) {
    const at = args.findIndex((arg) => /^-[a-zA-Z]*c$/.test(arg));
    if (at === -1) return;
    // Options may stand between `-c` and its code.
    let from = at + 1;
    while (/^[-+]\w{0,8}$|^--$/.test(args[from] ?? '')) from++;
    const code = args[from] ?? '';
    judgeInnerCode(code, call, inquiry);
    const isPlace = /^\S{1,8}$/.test(code) && call.by.includes('xargs');
    const rest = args.slice(from + 1);
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
      if (LONG.test(arg)) inquiry.judgeCode(arg.replace(LONG, ''), 'program', call);
      else if (ATTACHED.test(arg)) inquiry.judgeCode(`${modules}\n${arg.slice(2)}`, 'program', call);
      else if (CODE_OPTION.test(arg))
        inquiry.judgeCode(`${modules}\n${args[index + 1] ?? ''}`, 'program', call);
    });
    const given = command.redirects.find(({ op }) => op === '<<' || op === '<<<')?.target;
    if (given !== undefined) inquiry.judgeCode(given, 'program', call);
    if (name === 'ruby' && args.some((arg) => arg === '-run')) runLibrary(call, inquiry);
    if (
      name.startsWith('py') &&
      args[0] === '-m' &&
      /^(?:timeit|cProfile|profile|trace|pdb)$/.test(args[1] ?? '')
    )
      for (const code of args.slice(2)) inquiry.judgeCode(code, 'program', call);
    if (name.startsWith('tclsh') || name === 'expect' || name === 'wish')
      for (const code of [...args, inquiry.inputOf(command) ?? '']) {
        for (const [, run = ''] of code.matchAll(TCL_RUNS)) inquiry.judgeCode(run, 'shell', call);
        for (const [, files = ''] of code.matchAll(TCL_DELETES))
          inquiry.judgeCode(`rm -rf ${files}`, 'shell', call);
      }
  }
}

/** `sh -c 'rm -rf "$1"' name /etc`: what stands behind the code is its parameters, from `$0` on. */
function withParameters(code: string, [name = '', ...rest]: readonly string[]): string {
  const words = rest.slice(0, 16).map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`);
  const own = /^[\w./~*-]{1,200}$/.test(name) ? code.replaceAll(/\$0(?!\w)|\$\{0\}/g, () => name) : code;
  return words.length === 0 ? own : `set -- ${words.join(' ')}; ${own}`;
}
