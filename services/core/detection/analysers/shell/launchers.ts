/** Programs that do nothing but start another one, their own options before it. */

/** Short options with a value of their own, and how many operands stand before the command. */
export interface Wrapper {
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
  ['proot', { valued: '-r -b -w -R -S -q -k -u -i -m' }],
  ['ts', { valued: '-L -N -D -W' }],
]);

export const WRAPPERS: ReadonlyMap<string, Wrapper> = new Map<string, Wrapper>([
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
  ['dtach', { skip: 1 }],
  ['abduco', { skip: 1 }],
  ['entr', {}],
  ['watchexec', { valued: '-e -w -i -f -d -s --exts --watch --ignore --filter --debounce --signal' }],
  ['unshare', { valued: '-S -G' }],
  ['nsenter', { valued: '-t --target' }],
  ['fakeroot', { valued: '-l -f -i -s -b' }],
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
  ...'rlwrap valgrind proot eatmydata catchsegv fakechroot daemonize dbus-run-session dbus-launch multitime perf numactl cpulimit choom setpriv prlimit cgexec chpst softlimit setlock faketime tini dumb-init linux32 linux64 i386 x86_64 uname26 run-one run-this-one chronic ifne ts nq tsp shx softlimit lchroot gosu su-exec with-contenv aoss ltrace rr winpty exec3'
    .split(' ')
    .map((name) => [name, LAUNCHERS.get(name) ?? {}] as const),
  ['runuser', { valued: '-u -g' }],
  ['pkexec', { valued: '--user' }],
  ['capsh', { skip: 99 }],
  ['caffeinate', { valued: '-t -w' }],
  ['arch', {}],
  ['run0', { valued: '-u -g -D --user --group --chdir --unit --slice --nice' }],
  ['runcon', { valued: '-t -u -r -l' }],
  ...'please dzdo pfexec calife super become gksudo gksu kdesu kdesudo lxsudo beesu'
    .split(' ')
    .map((name) => [name, {}] as const),
  ['logsave', { skip: 1 }],
  ['systemd-inhibit', { valued: '--what --who --why --mode' }],
  ['coproc', {}],
  ['sem', {}],
]);
