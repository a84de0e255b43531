import { access, constants, readdir, readFile, realpath } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import type { RunCommand } from './command.ts';

export const OLDEST_JAVA = 21;

export interface Jdk {
  home: string;
  major: number;
}
export interface JdkSearch {
  /** The first that fits: JAVA_HOME, then PATH, then the newest of the usual folders. */
  jdk: Jdk | null;
  /** Found and not usable, for the message. */
  unfit: { home: string; why: string }[];
}
export interface JdkPlaces {
  env: Record<string, string | undefined>;
  /** Folders that hold one JDK a child; `*` stands for the child. */
  patterns: string[];
}

export function usualPlaces(env: Record<string, string | undefined>): JdkPlaces {
  const home = env['HOME'] ?? '';
  return {
    env,
    patterns: [
      '/usr/lib/jvm/*',
      '/usr/java/*',
      '/opt/java/*',
      '/opt/*',
      `${home}/.sdkman/candidates/java/*`,
      `${home}/.jdks/*`,
      `${home}/.asdf/installs/java/*`,
      `${home}/.local/share/mise/installs/java/*`,
      '/Library/Java/JavaVirtualMachines/*/Contents/Home',
      `${home}/Library/Java/JavaVirtualMachines/*/Contents/Home`,
      '/opt/homebrew/opt/*/libexec/openjdk.jdk/Contents/Home',
      '/usr/local/opt/*/libexec/openjdk.jdk/Contents/Home',
    ],
  };
}

export async function findJdk(places: JdkPlaces, run: RunCommand): Promise<JdkSearch> {
  const unfit: JdkSearch['unfit'] = [];
  for (const home of [places.env['JAVA_HOME'] || null, await onPath(places.env['PATH'] ?? '')]) {
    if (home === null) continue;
    const found = await inspect(home, run);
    if ('major' in found) return { jdk: found, unfit };
    unfit.push(found);
  }
  const folders = await inspectAll((await Promise.all(places.patterns.map(expand))).flat(), run);
  const fit = folders.filter((found): found is Jdk => 'major' in found);
  const newest = fit.toSorted((a, b) => b.major - a.major)[0] ?? null;
  return { jdk: newest, unfit: [...unfit, ...folders.filter((found) => 'why' in found)] };
}

/** `java` on PATH is often a chain of links: /usr/bin/java → /etc/alternatives/java → <home>/bin/java. */
async function onPath(path: string): Promise<string | null> {
  for (const folder of path.split(delimiter).filter(Boolean)) {
    const java = join(folder, 'java');
    if (await isExecutable(java)) return dirname(dirname(await realpath(java)));
  }
  return null;
}

async function expand(pattern: string): Promise<string[]> {
  const [folder = '', rest = ''] = pattern.split('/*');
  const children = await readdir(folder).catch(() => []);
  const homes = children.map((child) => join(folder, child, rest));
  const holdsJava = await Promise.all(homes.map((home) => isExecutable(join(home, 'bin', 'java'))));
  const real = await Promise.all(homes.filter((_, index) => holdsJava[index]).map((home) => realpath(home)));
  return [...new Set(real)];
}

async function inspectAll(homes: string[], run: RunCommand): Promise<(Jdk | JdkSearch['unfit'][number])[]> {
  return Promise.all([...new Set(homes)].map((home) => inspect(home, run)));
}

async function inspect(home: string, run: RunCommand): Promise<Jdk | JdkSearch['unfit'][number]> {
  if (!(await isExecutable(join(home, 'bin', 'java')))) return { home, why: 'holds no bin/java' };
  const major = await majorOf(home, run);
  if (major === null) return { home, why: 'tells no version' };
  if (major < OLDEST_JAVA) return { home, why: `is Java ${major}` };
  if (!(await isExecutable(join(home, 'bin', 'javac'))))
    return { home, why: `is a Java ${major} without its compiler` };
  return { home, major };
}

/** "25.0.1" and "21" are their first number; "1.8.0_392" is 8. */
async function majorOf(home: string, run: RunCommand): Promise<number | null> {
  const release = await readFile(join(home, 'release'), 'utf8').catch(() => '');
  const text = /^JAVA_VERSION="([^"]+)"/m.exec(release)?.[1] ?? (await askedVersion(home, run));
  const major = /^(?:1\.)?(\d+)/.exec(text ?? '')?.[1];
  return major === undefined ? null : Number(major);
}

async function askedVersion(home: string, run: RunCommand): Promise<string | undefined> {
  const { stderr } = await run(join(home, 'bin', 'java'), ['-version']);
  return /version "([^"]+)"/.exec(stderr)?.[1];
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
