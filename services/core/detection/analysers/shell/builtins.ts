/** Builtins that change what later words mean. */
import type { Command } from './command.ts';
import { printf } from './constant-output.ts';
import type { Variables } from './variables.ts';

const MOST_PARAMETERS = 16;

/** Runs one, as far as the text says what it does; returns the folder that commands run in from now on. */
export function runBuiltin(
  { argv, redirects }: Pick<Command, 'argv' | 'redirects'>,
  variables: Variables,
  cwd: string,
): string {
  switch (argv[0]) {
    case 'cd':
    case 'pushd':
      return joined(cwd, argv.find((word, index) => index > 0 && !/^-[LPe@]?$|^--$/.test(word)) ?? '~');
    case 'eval':
      if (argv[1] === 'set') return runBuiltin({ argv: argv.slice(1), redirects }, variables, cwd);
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
      const text = redirects.find(({ op }) => op === '<<<')?.target;
      const name = argv.findLast((word) => /^[A-Za-z_]\w*$/.test(word));
      if (text !== undefined && name !== undefined && argv.length > 1)
        variables.set(name, text.split('\n', 64));
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
        if (at > 0) variables.set(word.slice(0, at), [word.slice(at + 1)]);
      }
      return cwd;
    default:
      return cwd;
  }
}

/** An alias is called like a function that hands its arguments on; so is a name that `hash -p file name` gives to a program. */
export function defineAliases(argv: readonly string[], functions: Map<string, string>): void {
  if (argv[0] === 'hash') {
    const [option, file = '', name = ''] = argv.slice(1);
    if (option === '-p' && name !== '' && functions.size < 200) functions.set(name, `${file} "$@"`);
    return;
  }
  for (const word of argv.slice(1)) {
    const at = word.indexOf('=');
    if (at > 0 && functions.size < 200) functions.set(word.slice(0, at), `${word.slice(at + 1)} "$@"`);
  }
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
  else variables.set(name, [text]);
}

function joined(cwd: string, folder: string): string {
  return cwd === '' || /^[/~]/.test(folder) ? folder : `${cwd}/${folder}`;
}
