/** Package managers that run a program of a package, or of the project's own: `npx rimraf`, `pnpm dlx`, `uvx`, `poetry run`. */
import { optionSet, optionValues } from './call.ts';
import type { Inner } from './wrappers.ts';

/** By program: the words that run another one; '' where the program itself does. */
const VERBS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    npx: '',
    bunx: '',
    pnpx: '',
    uvx: '',
    npm: 'exec x',
    pnpm: 'exec dlx x',
    yarn: 'exec dlx run',
    bun: 'x run',
    deno: 'run x',
    corepack: '',
    bundle: 'exec run',
    poetry: 'run',
    pipenv: 'run',
    pdm: 'run',
    hatch: 'run',
    rye: 'run',
    conda: 'run',
    mamba: 'run',
    micromamba: 'run',
    pixi: 'run',
    uv: 'run tool',
    pipx: 'run',
    mise: 'exec x',
    asdf: 'exec',
    rbenv: 'exec',
    pyenv: 'exec',
    nodenv: 'exec',
    volta: 'run',
    nvm: 'exec run',
    rtx: 'exec x',
    dotenv: '',
    dotenvx: 'run',
    envchain: '',
    'cross-env': '',
    'env-cmd': '',
    composer: 'exec',
    'nix-shell': '',
    rails: 'runner r',
    spring: '',
  }).map(([name, verbs]) => [name, new Set(verbs.split(' '))]),
);
const VALUED = optionSet(
  '-p --package -w --workspace -C --cwd --prefix --registry --from --with --python -n --name -e -f --file --config --env --filter -E',
);
/** Options whose value is a line for a shell. */
const CODE: readonly string[] = ['-c', '--call', '--run', '--command', '--shell-mode'];

const TAKING_CODE = optionSet('npx npm pnpm bunx nix-shell');

export function isRunner(name: string): boolean {
  return VERBS.has(name);
}

export function runBy(name: string, args: readonly string[]): Inner[] {
  const verbs = VERBS.get(name);
  if (verbs === undefined) return [];
  const codes = TAKING_CODE.has(name) ? optionValues(args, ...CODE) : [];
  if (codes.length > 0) return codes.map((code) => ({ code }));
  // pnpm's `-w` is the root of the workspace, others' names one.
  const words = commandFrom(name === 'pnpm' ? args.filter((arg) => arg !== '-w') : args);
  const [verb = '', ...rest] = words;
  const found = verbs.has('') ? words : verbs.has(verb) ? commandFrom(rest) : name === 'yarn' ? words : [];
  const argv =
    /^(?:run|npm|x)$/.test(found[0] ?? '') && found.length > 1 ? commandFrom(found.slice(1)) : found;
  const [program = '', ...given] = argv;
  return program === '' ? [] : [{ argv: [programOf(program), ...given.filter((arg) => arg !== '--')] }];
}

/** From the first word that is no option and no assignment on. */
function commandFrom(words: readonly string[]): readonly string[] {
  let at = 0;
  for (; at < words.length; at++) {
    const word = words[at] as string;
    if (word === '--') return words.slice(at + 1);
    if (word.startsWith('-')) {
      if (VALUED.has(word)) at++;
    } else if (!/^[A-Za-z_]\w*=/.test(word)) break;
  }
  return words.slice(at);
}

/** `rimraf@5`, `npm:rimraf@^5`, `jsr:@scope/name`: the program that such a package has. */
function programOf(word: string): string {
  const name = word.replace(/^(?:npm|jsr):\/?/, '').replace(/(?<=.)@[^/]*$/, '');
  return name.startsWith('@') ? name.slice(name.indexOf('/') + 1) : name;
}
