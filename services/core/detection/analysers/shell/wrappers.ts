/** Programs that run another one: what they run, as words or as code of a shell. */
import { hasOption, operands, optionSet, optionValues } from './call.ts';

export type Inner = { argv: readonly string[] } | { code: string };

/** Short options with a value of their own, and how many operands stand before the command. */
interface Wrapper {
  valued?: string;
  skip?: number;
  /** `NAME=value` may stand before the command. */
  assigns?: boolean;
}

/** Those of the plain launchers that take something before the command. */
const LAUNCHERS: ReadonlyMap<string, Wrapper> = new Map<string, Wrapper>([
  ['gosu', { skip: 1 }],
  ['su-exec', { skip: 1 }],
  ['chpst', { valued: '-u -U -e -n -l -L -b -P' }],
  ['softlimit', { valued: '-m -d -s -l -a' }],
  ['setlock', { skip: 1 }],
  ['faketime', { skip: 1 }],
  ['cgexec', { valued: '-g' }],
  ['cpulimit', { valued: '-l -p -e' }],
  ['setpriv', { valued: '--reuid --regid --groups --ruid --euid' }],
  ['perf', { skip: 1 }],
  ['choom', { valued: '-n' }],
  ['valgrind', {}],
]);

const WRAPPERS: ReadonlyMap<string, Wrapper> = new Map<string, Wrapper>([
  ['sudo', { valued: '-u -g -h -p -C -T -r -t -U -R -D --user --group', assigns: true }],
  ['doas', { valued: '-u -C' }],
  ['env', { valued: '-u -C --unset --chdir', assigns: true }],
  ['nohup', {}],
  ['setsid', {}],
  ['nice', { valued: '-n' }],
  ['ionice', { valued: '-c -n -p' }],
  ['chrt', { skip: 1 }],
  ['timeout', { valued: '-s -k --signal --kill-after', skip: 1 }],
  ['gtimeout', { valued: '-s -k', skip: 1 }],
  ['stdbuf', { valued: '-i -o -e' }],
  ['time', { valued: '-f -o' }],
  ['command', {}],
  ['builtin', {}],
  ['exec', { valued: '-a' }],
  ['chroot', { skip: 1 }],
  ['busybox', {}],
  ['toybox', {}],
  ['strace', { valued: '-o -e -p -s -P' }],
  ['ltrace', { valued: '-o -e -p -s -b' }],
  ['taskset', { valued: '-p', skip: 1 }],
  ['setarch', { skip: 1 }],
  ['unshare', { valued: '-S -G' }],
  ['nsenter', { valued: '-t --target' }],
  ['fakeroot', {}],
  ['firejail', {}],
  ['proxychains', { valued: '-f' }],
  ['proxychains4', { valued: '-f' }],
  ['torsocks', {}],
  ['torify', {}],
  ['unbuffer', {}],
  ['xvfb-run', { valued: '-n -s' }],
  [
    'systemd-run',
    { valued: '-u -p -E -H -M --unit --property --setenv --slice --uid --gid --working-directory' },
  ],
  ...'rlwrap valgrind proot eatmydata catchsegv fakechroot daemonize dbus-run-session dbus-launch multitime perf numactl cpulimit choom setpriv prlimit cgexec chpst softlimit setlock faketime tini dumb-init gosu su-exec with-contenv aoss ltrace rr winpty exec3'
    .split(' ')
    .map((name) => [name, LAUNCHERS.get(name) ?? {}] as const),
  ['runuser', { valued: '-u -g' }],
  ['pkexec', { valued: '--user' }],
  ['capsh', { skip: 99 }],
  ['caffeinate', { valued: '-t -w' }],
  ['arch', {}],
  ['logsave', { skip: 1 }],
  ['coproc', {}],
  ['sem', {}],
]);
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
      return [{ code: args.join(' ') }];
    case 'trap':
      return args.length > 1 ? [{ code: args[0] ?? '' }] : [];
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
    case 'bundle':
    case 'poetry':
    case 'pipenv':
    case 'uv':
    case 'npx':
    case 'npm':
    case 'rails': {
      const code = name.startsWith('np') ? optionValues(args, '-c', '--call') : [];
      if (code.length > 0) return code.map((each) => ({ code: each }));
      return name !== 'npm' && /^(?:exec|run|runner)$/.test(args[0] ?? '') && args.length > 1
        ? [{ argv: args.slice(1) }]
        : [];
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
    case 'vagrant':
    case 'heroku':
      return optionValues(args, '-c').map((code) => ({ code }));
    case 'start-stop-daemon':
      return optionValues(args, '-S', '-x', '--exec', '-a').map((program) => ({ argv: [program] }));
    case 'python':
    case 'python3':
    case 'py':
      return args[0] === '-m' && args[1] === 'pip' ? [{ argv: args.slice(1) }] : [];
    default:
      return [];
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
    if (name === 'env' && /^-S|^--split-string/.test(arg))
      return [{ code: [arg.replace(/^-S|^--split-string=?/, ''), ...args.slice(at + 1)].join(' ') }];
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
  const argv = args.slice(at + skip);
  return argv.length === 0 ? [] : [{ argv }];
}

function argvAfterOptions(args: readonly string[], withValue: ReadonlySet<string>): Inner[] {
  let at = 0;
  while (at < args.length && (args[at] as string).startsWith('-'))
    at += withValue.has(args[at] as string) ? 2 : 1;
  const argv = args.slice(at);
  return argv.length === 0 ? [] : [{ argv }];
}

/** `su -c code`, `script -qc code`, `flock file command`. */
function codeOf(name: string, args: readonly string[]): Inner[] {
  const at = args.findIndex((arg) => SHELL_CODE.has(arg) || (name !== 'sg' && /^-[a-z]*c$/.test(arg)));
  if (at !== -1) return [{ code: args[at + 1] ?? '' }];
  const rest = operands(args, optionSet('-w -E'));
  if (name === 'flock' && rest.length > 1) return [{ argv: rest.slice(1) }];
  return [];
}

function parallel(args: readonly string[]): Inner[] {
  const at = args.findIndex((arg) => /^:{3,4}$/.test(arg));
  const head = operands(at === -1 ? args : args.slice(0, at), optionSet('-j -N --jobs'));
  const items = at === -1 ? [] : args.slice(at + 1);
  return head.length === 0 ? items.map((code) => ({ code })) : [{ argv: [...head, ...items] }];
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
  const [, ...rest] = operandsFrom(args, SSH);
  return rest.length === 0 ? [] : [{ code: rest.join(' ') }];
}

/** Everything from the first operand on: options after it belong to the command. */
function operandsFrom(args: readonly string[], withValue: ReadonlySet<string>): readonly string[] {
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
  if (at === -1 || at > 6) return [];
  const entrypoint = optionValues(args.slice(at), '--entrypoint');
  const [, ...argv] = operandsFrom(args.slice(at + 1), CONTAINER);
  return argv.length === 0 ? [] : [{ argv: [...entrypoint.filter((program) => program !== ''), ...argv] }];
}

/** `screen -dmS name command`, `tmux new -d command`. */
function session(name: string, args: readonly string[]): Inner[] {
  const rest =
    name === 'tmux'
      ? operandsFrom(
          args.filter(
            (arg, index) =>
              index > 0 || !/^(?:new(?:-session|-window)?|neww|splitw|split-window|send-keys)$/.test(arg),
          ),
          optionSet('-s -n -t -c -x -y -L -S'),
        )
      : operandsFrom(args, optionSet('-S -dmS -t -s -T -c -p -X'));
  return rest.length === 1 ? [{ code: rest[0] ?? '' }] : rest.length === 0 ? [] : [{ argv: rest }];
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
  return at === -1 || at === args.length - 1 ? [] : [{ argv: args.slice(at + 1) }];
}
