/** Builtins that change what later words mean. */
import { baseName } from './call.ts';
import type { Command } from './command.ts';
import { printf } from './constant-output.ts';
import type { Variables } from './variables.ts';

const MOST_PARAMETERS = 16;

/** Runs one, as far as the text says what it does; returns the folder that commands run in from now on. */
export function runBuiltin(
  { argv, redirects }: Pick<Command, 'argv' | 'redirects'>,
  variables: Variables,
  cwd: string,
  printedIn: (mark: string) => string | null = () => null,
): string {
  switch (argv[0]) {
    case 'cd':
    case 'pushd': {
      const folder = argv.find((word, index) => index > 0 && !/^-[LPe@]?$|^--$/.test(word)) ?? '~';
      const [path = ''] = variables.has('CDPATH') ? variables.get('CDPATH') : [''];
      return joined(path.startsWith('/') && /^\w/.test(folder) ? (path.split(':')[0] ?? cwd) : cwd, folder);
    }
    case 'shift':
      setParameters(variables.get('@').slice(Number(argv[1] ?? '1') || 1), variables);
      return cwd;
    case 'eval':
      if (argv[1] === 'set') return runBuiltin({ argv: argv.slice(1), redirects }, variables, cwd, printedIn);
      return cwd;
    case 'set':
      if (argv[1] === '--') setParameters(argv.slice(2, 2 + MOST_PARAMETERS), variables);
      else if (/^[^-+]/.test(argv[1] ?? '')) setParameters(argv.slice(1, 1 + MOST_PARAMETERS), variables);
      return cwd;
    case 'unset':
      for (const name of argv.slice(1)) variables.unset(name);
      return cwd;
    case 'read':
      if (argv.length > 1) readInto(argv, redirects.find(({ op }) => op === '<<<')?.target, variables);
      return cwd;
    case 'mapfile':
    case 'readarray': {
      const given = redirects.find(({ op }) => op === '<<<' || op === '<');
      const text = given?.op === '<' ? printedIn(given.target)?.replace(/\n$/, '') : given?.target;
      const name = argv.findLast((word) => /^[A-Za-z_]\w*$/.test(word));
      const by = /(?:^|\s)-d\s?(\S)/.exec(argv.join(' '))?.[1] ?? '\n';
      if (text !== undefined && name !== undefined && argv.length > 1)
        variables.set(name, text.split(by, 64));
      return cwd;
    }
    case 'printf':
      if (argv[1] === '-v' && argv[2] !== undefined && argv.length > 3) {
        const text = printf(argv.slice(3));
        if (text !== null) variables.set(argv[2], [text]);
      }
      return cwd;
    case 'export':
    case 'declare':
    case 'local':
    case 'readonly':
    case 'typeset':
      for (const word of argv) {
        const at = word.indexOf('=');
        if (at > 0) declare(word.slice(0, at), word.slice(at + 1), argv[1] ?? '', variables);
      }
      return cwd;
    default:
      return cwd;
  }
}

function declare(name: string, value: string, option: string, variables: Variables): void {
  if (option === '-n') variables.refer(name, value);
  else
    variables.set(name, [
      option === '-l' ? value.toLowerCase() : option === '-u' ? value.toUpperCase() : value,
    ]);
}

const PROGRAM = /^(?:\/usr)?(?:\/local)?\/s?bin\/[\w.-]{1,40}$/;
/** Give a program another name. */
const COPIES: ReadonlySet<string> = new Set(['ln', 'cp', 'install', 'mv', 'cat', 'dd']);

/** An alias is called like a function that hands its arguments on; so is a name that `hash -p file name`, a link or a copy gives to a program. */
export function defineAliases(
  { argv, redirects }: Pick<Command, 'argv' | 'redirects'>,
  functions: Map<string, string>,
): void {
  const [program = ''] = argv;
  if (functions.size >= 200) return;
  if (program === 'hash') {
    const [option, file = '', name = ''] = argv.slice(1);
    if (option === '-p' && name !== '') functions.set(name, `${file} "$@"`);
  } else if (program === 'alias') {
    for (const word of argv.slice(1)) {
      const at = word.indexOf('=');
      if (at > 0) functions.set(word.slice(0, at), `${word.slice(at + 1)} "$@"`);
    }
  } else if (COPIES.has(baseName(program))) nameCopy(argv, redirects, functions);
}

function nameCopy(
  argv: readonly string[],
  redirects: Command['redirects'],
  functions: Map<string, string>,
): void {
  const files = argv.slice(1).map((word) => word.replace(/^(?:if|of)=/, ''));
  const from = files.find((word) => PROGRAM.test(word));
  const to = redirects.find(({ op }) => op === '>')?.target ?? files.at(-1);
  if (from === undefined || to === undefined) return;
  const name = baseName(to);
  if (name !== '' && name !== baseName(from)) functions.set(name, `${from} "$@"`);
}

function setParameters(words: readonly string[], variables: Variables): void {
  variables.set('@', words);
  variables.set('*', words);
  words.forEach((word, index) => variables.set(String(index + 1), [word]));
}

function readInto(argv: readonly string[], text: string | undefined, variables: Variables): void {
  const name = argv.findLast((word) => /^[A-Za-z_]\w*$/.test(word));
  if (name === undefined) return;
  if (text === undefined) variables.unset(name);
  else variables.set(name, argv.some((word) => /^-\w*a$/.test(word)) ? text.trim().split(/\s+/, 64) : [text]);
}

function joined(cwd: string, folder: string): string {
  const path = cwd === '' || /^[/~]/.test(folder) ? folder : `${cwd}/${folder}`;
  // What stands over a home.
  return path.replace(/^~\w{0,40}\/\.\.(?=\/|$)/, '/home');
}
