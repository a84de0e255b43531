/** Programs that take commands of their own, in options or on their input, one of which runs a shell: editors, pagers, clients. */
import { judgeRun } from '../bare-shell.ts';
import { type Call, hasOption, type Inquiry, type Judge, operands, optionValues } from '../call.ts';

const RULE = 'shell-escape';
const RIGHTS = /^(?:sudo|doas|pkexec)$/;

/** What a line runs: `cmd` as a command of the shell, `code` as a program, `bare` a shell with nothing more. */
interface Language {
  runs: RegExp;
  bare?: RegExp;
  code?: RegExp;
}

const BANG: Language = { runs: /^:*\s?(?:[\d,.$%]{1,9}\s?)?(?:r|w|read|write|silent)?\s?!{1,2}\s*(\S.*)$/ };
const VI: Language = {
  runs: BANG.runs,
  bare: /^:*\s?(?:shell|sh|term(?:inal)?)$|\bset?\s+shell=|^:*\s?term(?:inal)?\s+\S*sh\b/,
  code: /^:*\s?(?:lua|luado|py(?:thon|x|do)?3?|perl|ruby|tcl|call|echo|echom|let|exe|execute|eval)\s+(.+)$/,
};
const DEBUGGER: Language = {
  runs: /^\s*(?:shell|!|platform shell)\s*(\S.*)$/,
  bare: /^\s*shell\s*$/,
  code: /^\s*(?:python|pi|py|script|call|print|p|eval|expr|expression)\s+(.+)$/,
};
const MYSQL: Language = { runs: /(?:^|;)\s*(?:\\!|system\s)\s*(\S.*)$/ };
const PSQL: Language = { runs: /\\!\s*(\S.*)$|\b(?:from|to)\s+program\s+'([^']+)'|\\[go]\s+\|\s*(\S.*)$/i };
const SQLITE: Language = { runs: /^\s*\.(?:shell|system)\s+(\S.*)$|^\s*\.(?:once|output)\s+\|\s*(\S.*)$/ };
const PROGRAM: Language = { runs: /^\s*!\s*(\S.*)$/, code: /^(.+)$/ };

const OF: ReadonlyMap<string, Language> = new Map<string, Language>([
  ...['vi', 'vim', 'nvim', 'view', 'rvim', 'rview', 'vimdiff', 'gvim', 'ex', 'elvis', 'nvi'].map(
    (name) => [name, VI] as const,
  ),
  ...'ed red less more most man git journalctl systemctl dmesg ftp lftp sftp telnet tnftp bundle gem mail mailx mutt nmap crash nex top loginctl timedatectl service apt apt-get aptitude dpkg rpm yum dnf snap pg pico'
    .split(' ')
    .map((name) => [name, BANG] as const),
  ...['gdb', 'lldb', 'rr', 'cgdb'].map((name) => [name, DEBUGGER] as const),
  ...['mysql', 'mariadb', 'mycli'].map((name) => [name, MYSQL] as const),
  ...['psql', 'pgcli'].map((name) => [name, PSQL] as const),
  ...['sqlite3', 'litecli'].map((name) => [name, SQLITE] as const),
  ...'irb pry rails ghci gnuplot octave R Rscript julia jshell scala groovysh guile maxima cpan dc expect wish tclsh sage jjs jrunscript ipython bpython'
    .split(' ')
    .map((name) => [name, PROGRAM] as const),
]);
/** Take commands as operands. */
const OPERANDS = new Set(['sqlite3', 'litecli']);
const LONGEST = 1000;
const MOST_LINES = 30;

function interactive(call: Call, inquiry: Inquiry): void {
  const language = OF.get(call.name);
  if (language === undefined) return;
  const { command, args } = call;
  const isFed = command.input.length > 0 || command.redirects.length > 0;
  if (!isFed && !args.some((arg) => /^(?:-[-ceosESu]|\+.)/.test(arg)) && !OPERANDS.has(call.name)) return;
  const given = optionValues(
    args,
    '-c',
    '-ex',
    '-e',
    '--cmd',
    '--eval',
    '--execute',
    '--command',
    '-o',
    '-sc',
    '-esc',
    '-Esc',
  );
  for (const arg of args) if (arg.startsWith('+') && arg.length > 2) given.push(arg.slice(1));
  if (OPERANDS.has(call.name)) given.push(...operands(args).slice(1));
  for (const file of optionValues(args, '-S', '-u')) given.push(inquiry.contentOf(file) ?? '');
  if (isFed) given.push(inquiry.inputOf(command) ?? '');
  for (const text of given) {
    if (text.length > LONGEST) continue;
    for (const line of text.split('\n', MOST_LINES)) judgeLine(line.trim(), language, call, inquiry);
  }
}

function judgeLine(line: string, { runs, bare, code }: Language, call: Call, inquiry: Inquiry): void {
  if (line === '') return;
  if (bare?.test(line) === true) return inquiry.tell(RULE, call);
  const found = runs.exec(line);
  if (found !== null) {
    if (call.by.some((wrapper) => RIGHTS.test(wrapper))) return inquiry.tell(RULE, call);
    return judgeRun(found[1] ?? found[2] ?? found[3] ?? '', call, inquiry);
  }
  const program = code?.exec(line)?.[1];
  if (program !== undefined) inquiry.judgeCode(program, 'program', call);
}

/** Files that everybody may read. */
const OPEN_FILES =
  /^\/etc\/(?:profile|hosts|passwd|services|hostname|os-release|issue|motd|bash\.bashrc|fstab)$/;

/** A pager with rights that what it shows does not need: the shell it opens has them too. */
function needless(call: Call, inquiry: Inquiry): void {
  const { name, args } = call;
  if (!call.by.some((wrapper) => RIGHTS.test(wrapper)) || call.command.piped) return;
  const [first = ''] = operands(args);
  const isManual =
    (name === 'man' && first !== '') ||
    (name === 'git' && /^(?:help|branch)$/.test(first) && hasOption(args, 'p'));
  const isOpen = /^(?:less|more|most|pg)$/.test(name) && OPEN_FILES.test(first);
  if (isManual || isOpen) inquiry.tell(RULE, call, 'LOW');
}

/** `sudo awk '… system("id") …'`: whatever it runs has all rights. */
function awk(call: Call, inquiry: Inquiry): void {
  if (call.by.some((wrapper) => RIGHTS.test(wrapper)) && /\bsystem\s*\(/.test(call.args.join(' ')))
    inquiry.tell(RULE, call, 'MEDIUM');
}

export const interactiveJudges: readonly (readonly [string, Judge])[] = [
  ...[...OF.keys()].map((name) => [name, interactive] as const),
  ...['man', 'less', 'more', 'most', 'pg', 'git'].map((name) => [name, needless] as const),
  ...['awk', 'gawk', 'mawk'].map((name) => [name, awk] as const),
];
