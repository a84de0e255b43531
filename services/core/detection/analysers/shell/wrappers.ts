/** Programs that run another one: what they run, as words or as code of a shell. */
import { hasOption, operands, optionSet, optionValues } from './call.ts';
import { carried, isCarrier } from './carriers.ts';
import { WRAPPERS, type Wrapper } from './launchers.ts';
import { isRunner, runBy } from './package-runners.ts';

export type Inner = { argv: readonly string[] } | { code: string };

const ASSIGNMENT = /^[A-Za-z_]\w*=/;
const XARGS = new Set(
  '-I -n -P -L -d -E -s -a --arg-file --delimiter --max-args --max-procs --replace'.split(' '),
);
const SSH = new Set('-i -p -l -o -F -L -R -D -J -E -b -c -e -m -O -Q -S -W -w -B'.split(' '));
const CONTAINER = new Set(
  '-e -u -w -v -p -l -h -m --env --user --workdir --volume --publish --name --network --net --env-file --mount --entrypoint --cap-add --security-opt --pid --platform --hostname --label --memory --cpus --gpus --device --add-host --restart --index'.split(
    ' ',
  ),
);
const SHELL_CODE = new Set(['-c', '--command']);

/** What a program runs; empty for one that runs nothing else. */
export function unwrap(name: string, args: readonly string[]): Inner[] {
  const wrapper = WRAPPERS.get(name);
  if (wrapper !== undefined) return plainInner(name, args, wrapper);
  switch (name) {
    case 'eval':
      return [{ code: (args[0] === '--' ? args.slice(1) : args).join(' ') }];
    case 'history':
      return args[0] === '-s' ? [{ code: args.slice(1).join(' ') }] : [];
    case 'trap': {
      const given = args[0] === '--' ? args.slice(1) : args;
      return given.length > 1 ? [{ code: given[0] ?? '' }] : [];
    }
    case 'alias':
      return args.flatMap((arg) => (arg.includes('=') ? [{ code: arg.slice(arg.indexOf('=') + 1) }] : []));
    case 'su':
    case 'sg':
    case 'flock':
    case 'script':
      return codeOf(name, args);
    case 'watch': {
      const argv = operandsFrom(args, optionSet('-n --interval'));
      return hasOption(args.slice(0, args.length - argv.length), 'x', '--exec')
        ? [{ argv }]
        : [{ code: argv.join(' ') }];
    }
    case 'screen':
    case 'tmux':
      return session(name, args);
    case 'sshpass':
      return argvAfterOptions(args, optionSet('-p -f -d -P'));
    case 'ip':
      return args[0] === 'netns' && args[1] === 'exec' ? [{ argv: args.slice(3) }] : [];
    case 'wsl':
      return wsl(args);
    case 'xargs':
      return argvAfterOptions(args, XARGS);
    case 'parallel':
      return parallel(args);
    case 'find':
    case 'fd':
      return findExec(args);
    case 'ssh':
    case 'autossh':
      return remote(args);
    case 'docker':
    case 'podman':
    case 'nerdctl':
    case 'docker-compose':
      return container(args);
    case 'kubectl':
    case 'oc':
    case 'lxc':
      return cluster(args);
    case 'start-stop-daemon':
      return optionValues(args, '-S', '-x', '--exec', '-a').map((program) => ({ argv: [program] }));
    case 'python':
    case 'python3':
    case 'py':
      return args[0] === '-m' && args[1] === 'pip' ? [{ argv: args.slice(1) }] : [];
    default:
      if (isRunner(name)) return runBy(name, args);
      return isCarrier(name) ? carried(args) : [];
  }
}

function plainInner(
  name: string,
  args: readonly string[],
  { valued = '', skip = 0, assigns }: Wrapper,
): Inner[] {
  const withValue = optionSet(valued);
  let at = 0;
  for (; at < args.length; at++) {
    const arg = args[at] as string;
    if (name === 'env' && /^-[a-zA-Z0]{0,8}S|^--split-string/.test(arg))
      return [
        { code: [arg.replace(/^-[a-zA-Z0]{0,8}?S|^--split-string=?/, ''), ...args.slice(at + 1)].join(' ') },
      ];
    if (name === 'sudo' && /^(?:-[lvkKe]|--list)$/.test(arg)) return [];
    if (name === 'command' && /^-[vV]$/.test(arg)) return [];
    if (name === 'env' && arg === '-') continue;
    if (arg === '--') {
      at++;
      break;
    }
    if (arg.length > 1 && arg.startsWith('-')) {
      if (withValue.has(arg)) at++;
    } else if (assigns !== true || !ASSIGNMENT.test(arg)) break;
  }
  if (name === 'runuser') {
    const code = optionValues(args, '-c');
    if (code.length > 0) return [{ code: code[0] ?? '' }];
  }
  const words = args.slice(at + skip);
  const argv = words[0] === '--' ? words.slice(1) : words;
  if (/^(?:gk|kde|lx)su/.test(name) && argv.length === 1) return [{ code: argv[0] ?? '' }];
  if (name === 'coproc' && argv[1] === '{') return [{ argv: argv.slice(2) }];
  const folder = name === 'env' ? optionValues(args.slice(0, at), '-C', '--chdir')[0] : undefined;
  if (folder !== undefined && argv.length > 0)
    return [{ code: `cd ${[folder, ';', ...argv].map(quoted).join(' ')}` }];
  return argv.length === 0 ? [] : [{ argv }];
}

function quoted(word: string): string {
  return word === ';' ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

function argvAfterOptions(args: readonly string[], withValue: ReadonlySet<string>): Inner[] {
  let at = 0;
  while (at < args.length && (args[at] as string).startsWith('-'))
    at += withValue.has(args[at] as string) ? 2 : 1;
  const argv = args.slice(at);
  return argv.length === 0 ? [] : [{ argv }];
}

/** `su -c code`, `script -qc code`, `flock file command`, `sg group code`. */
function codeOf(name: string, args: readonly string[]): Inner[] {
  const at = args.findIndex((arg) => SHELL_CODE.has(arg) || (name !== 'sg' && /^-[a-z]*c$/.test(arg)));
  if (at !== -1) return [{ code: args[at + 1] ?? '' }];
  const attached = args.find((arg) => arg.startsWith('--command='));
  if (attached !== undefined) return [{ code: attached.slice('--command='.length) }];
  const rest = operands(args, optionSet('-w -E'));
  if (name === 'sg' && rest.length > 1) return [{ code: rest.slice(1).join(' ') }];
  if (name === 'flock' && rest.length > 1) return [{ argv: rest.slice(1) }];
  // BSD's `script file command`.
  const [file] = name === 'script' ? rest : [];
  if (file !== undefined && rest.length > 1) return [{ argv: args.slice(args.indexOf(file) + 1) }];
  return [];
}

export const PARALLEL = optionSet(
  '-j -N -n -L -a -S -I --jobs --max-args --arg-file --sshlogin --delay --timeout --results --joblog -d --delimiter -C --colsep',
);

/** `parallel rm -rf ::: /etc`, `parallel 'rm -rf {}' ::: /etc`, `parallel ::: 'rm -rf /etc'`. */
function parallel(args: readonly string[]): Inner[] {
  const at = args.findIndex((arg) => /^:{3,4}\+?$/.test(arg));
  const head = operandsFrom(at === -1 ? args : args.slice(0, at), PARALLEL);
  const items = at === -1 ? [] : args.slice(at + 1);
  const [first = ''] = head;
  if (head.length === 0) return items.map((code) => ({ code }));
  const line = head.join(' ');
  if (items.length > 0 && line.includes('{}'))
    return [{ code: line.replaceAll('{}', () => items.join(' ')) }];
  return first.includes(' ') ? [{ code: [line, ...items].join(' ') }] : [{ argv: [...head, ...items] }];
}

function findExec(args: readonly string[]): Inner[] {
  const inner: Inner[] = [];
  for (let at = 0; at < args.length; at++) {
    if (!/^(?:-(?:exec|execdir|ok|okdir|x|X)|--exec|--exec-batch)$/.test(args[at] as string)) continue;
    const from = at + 1;
    while (at + 1 < args.length && args[at + 1] !== ';' && args[at + 1] !== '+') at++;
    const argv = args.slice(from, at + 1);
    const [program, ...rest] = argv;
    // `find /bin -name rm -exec {} …` runs what it found.
    const named = program === '{}' ? optionValues(args, '-name', '-iname')[0] : undefined;
    if (argv.length > 0) inner.push({ argv: named === undefined ? argv : [named, ...rest] });
  }
  return inner;
}

function remote(args: readonly string[]): Inner[] {
  const [, ...words] = operandsFrom(args, SSH);
  const rest = words[0] === '--' ? words.slice(1) : words;
  // Of a loop over hosts the first words are hosts, too.
  return rest.length === 0 ? [] : [{ code: rest.join(' ') }, ...(rest.length > 1 ? carried(rest) : [])];
}

/** Everything from the first operand on: options after it belong to the command. */
export function operandsFrom(args: readonly string[], withValue: ReadonlySet<string>): readonly string[] {
  let at = 0;
  while (at < args.length) {
    const arg = args[at] as string;
    if (arg === '--') return args.slice(at + 1);
    if (!arg.startsWith('-') || arg === '-') break;
    at += withValue.has(arg) ? 2 : 1;
  }
  return args.slice(at);
}

function container(args: readonly string[]): Inner[] {
  const at = args.findIndex((arg) => arg === 'exec' || arg === 'run');
  if (at === -1 || at > 6) return args.includes('unshare') ? carried(args) : [];
  const entrypoint = optionValues(args.slice(at), '--entrypoint');
  const [, ...argv] = operandsFrom(args.slice(at + 1), CONTAINER);
  const words = [...entrypoint.filter((program) => program !== ''), ...argv];
  if (argv.length === 0) return [];
  // Of a folder in the container only its root says more than a name that stands alone.
  const isAtRoot = optionValues(args.slice(at), '-w', '--workdir').includes('/');
  return [isAtRoot ? { code: ['cd / ;', ...words.map(quoted)].join(' ') } : { argv: words }];
}

/** `screen -dmS name command`, `tmux new -d command`. */
function session(name: string, args: readonly string[]): Inner[] {
  const rest =
    name === 'tmux'
      ? operandsFrom(
          args.filter(
            (arg, index) =>
              index > 0 ||
              !/^(?:new(?:-session|-window)?|neww|splitw|split-window|send-keys|send|run-shell|run|if-shell|if|respawn-pane|respawnp|popup|display-popup|pipe-pane)$/.test(
                arg,
              ),
          ),
          optionSet('-s -n -t -c -x -y -L -S -F -e'),
        )
      : operandsFrom(args, optionSet('-S -dmS -t -s -T -c -p -X'));
  if (rest.length === 0) return [];
  const codes = rest
    .filter((word) => word.includes(' '))
    .map((code) => ({ code: code.replace(/^run(?:-shell)?\s+(["'])(.*)\1$/, '$2') }));
  if (codes.length > 0) return codes;
  return rest.length === 1 ? [{ code: rest[0] ?? '' }] : [{ argv: rest }];
}

/** `wsl -d Debian -e command`, `wsl -- command`. */
function wsl(args: readonly string[]): Inner[] {
  const at = args.findIndex((arg) => /^(?:-e|--exec|--)$/.test(arg));
  const argv =
    at === -1 ? operandsFrom(args, optionSet('-d -u --distribution --user --cd')) : args.slice(at + 1);
  return argv.length === 0 ? [] : [{ argv }];
}

/** The image that `docker run` starts. */
export function imageOf(args: readonly string[]): string {
  const at = args.findIndex((arg) => arg === 'run' || arg === 'create');
  return at === -1 ? '' : (operandsFrom(args.slice(at + 1), CONTAINER)[0] ?? '');
}

function cluster(args: readonly string[]): Inner[] {
  const at = args.indexOf('--');
  if (at !== -1) return at === args.length - 1 ? [] : [{ argv: args.slice(at + 1) }];
  return args.some((arg) => arg === 'exec' || arg === 'rsh' || arg.startsWith('--overrides='))
    ? carried(args)
    : [];
}
