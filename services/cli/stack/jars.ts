import { createHash } from 'node:crypto';
import { access, constants, cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { TriplineError } from '../../core/errors.ts';
import type { RunCommand } from './command.ts';
import type { Jdk } from './jdk.ts';
import { withLock } from './lock.ts';
import { type Report, timed } from './report.ts';

const MODULE = 'transport-netty4';

export interface JarsOptions {
  /** deploy/local: the poms and the launcher's sources. */
  sources: string;
  /** The cache, shared by stacks and by set-ups that run at once. */
  cache: string;
  run: RunCommand;
  report: Report;
  signal?: AbortSignal;
}

/** The folder of these sources' jars: a new pom or launcher is a new folder. */
export async function jarsFolder(options: Pick<JarsOptions, 'sources' | 'cache'>): Promise<string> {
  const files = (await readdir(options.sources, { recursive: true })).filter((file) =>
    /(pom\.xml|\.java)$/.test(file),
  );
  const hash = createHash('sha256');
  for (const file of files.toSorted()) hash.update(file).update(await readFile(join(options.sources, file)));
  return join(options.cache, hash.digest('hex').slice(0, 16));
}

export async function haveJars(options: Pick<JarsOptions, 'sources' | 'cache'>): Promise<boolean> {
  return exists(await jarsFolder(options));
}

/** Fetches and compiles what is missing; the folder appears by one rename, whole or not at all. */
export async function ensureJars(options: JarsOptions, jdk: Jdk, maven: string): Promise<string> {
  const folder = await jarsFolder(options);
  if (await exists(folder)) return folder;
  const waiting = (pid: number) => options.report(`Waiting for process ${pid}, which fetches the jars`);
  await withLock(
    join(options.cache, '.lock'),
    async () => {
      if (!(await exists(folder))) await fill(folder, options, jdk, maven);
    },
    waiting,
  );
  return folder;
}

async function fill(folder: string, options: JarsOptions, jdk: Jdk, maven: string): Promise<void> {
  await removeLeftovers(options.cache);
  const draft = join(options.cache, `.draft-${process.pid}`);
  try {
    await fetchJars(draft, options, jdk, maven);
    await assembleModule(draft, options, jdk);
    await compileLauncher(draft, options, jdk);
    await rename(draft, folder).catch(async (error: unknown) => {
      if (!(await exists(folder))) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Runs inside the lock, so every draft that lies about belongs to a set-up that was killed. */
async function removeLeftovers(cache: string): Promise<void> {
  const drafts = (await readdir(cache)).filter((entry) => entry.startsWith('.draft-'));
  await Promise.all(drafts.map((draft) => rm(join(cache, draft), { recursive: true, force: true })));
}

async function fetchJars(draft: string, options: JarsOptions, jdk: Jdk, maven: string): Promise<void> {
  const progress = downloadProgress(options.report);
  const args = [
    '-B',
    '-f',
    join(options.sources, 'pom.xml'),
    'dependency:copy-dependencies',
    `-Dtripline.jars=${draft}`,
  ];
  options.report('Fetching the jars of Kafka and Elasticsearch with Maven: about 100 MB the first time');
  await timed(
    options.report,
    () => 'Jars: in place',
    async () => {
      const result = await options.run(maven, args, {
        env: { JAVA_HOME: jdk.home },
        onLine: progress,
        ...signalOf(options),
      });
      if (result.code !== 0)
        throw new TriplineError(
          'STACK_FAILED',
          `Maven could not fetch the jars:\n${mavenErrors(result.stdout)}\n`,
        );
    },
  );
}

function signalOf(options: JarsOptions): { signal?: AbortSignal } {
  return options.signal ? { signal: options.signal } : {};
}

function downloadProgress(report: Report): (line: string) => void {
  let jars = 0;
  return (line) => {
    if (!/^(\[INFO\] )?Downloaded from .*\.jar \(/.test(line)) return;
    jars += 1;
    if (jars % 20 === 0) report(`  ${jars} jars downloaded`);
  };
}

function mavenErrors(output: string): string {
  const lines = output.split('\n').filter((line) => line.startsWith('[ERROR]') && line.length > 8);
  return lines.slice(0, 5).join('\n') || 'It ended without saying why.';
}

/** Elasticsearch loads the module by its own class loader: its jars must not repeat one of the main class path. */
async function assembleModule(draft: string, options: JarsOptions, jdk: Jdk): Promise<void> {
  const module = join(draft, 'modules', MODULE);
  const main = new Set(await readdir(join(draft, 'elasticsearch')));
  const jars = await readdir(join(draft, MODULE));
  await mkdir(module, { recursive: true });
  for (const jar of jars.filter((name) => !main.has(name)))
    await cp(join(draft, MODULE, jar), join(module, jar));
  const descriptor = await extractDescriptor(draft, jars, options, jdk);
  await writeFile(join(module, 'plugin-descriptor.properties'), descriptor.replace(/^modulename=.*$/m, ''));
  await rm(join(draft, MODULE), { recursive: true });
}

async function extractDescriptor(
  draft: string,
  jars: string[],
  options: JarsOptions,
  jdk: Jdk,
): Promise<string> {
  const jar = jars.find((name) => name.startsWith(`${MODULE}-`)) ?? '';
  const inside = `META-INF/es-plugins/${MODULE}/plugin-descriptor.properties`;
  const args = ['--extract', '--file', join(draft, MODULE, jar), '--dir', draft, inside];
  await must(
    options.run(join(jdk.home, 'bin', 'jar'), args),
    'The descriptor of the transport module is missing.',
  );
  const text = await readFile(join(draft, inside), 'utf8');
  await rm(join(draft, 'META-INF'), { recursive: true });
  return text;
}

async function compileLauncher(draft: string, options: JarsOptions, jdk: Jdk): Promise<void> {
  const folder = join(options.sources, 'launcher');
  const sources = (await readdir(folder)).map((file) => join(folder, file));
  const classPath = ['kafka', 'elasticsearch'].map((part) => join(draft, part, '*')).join(delimiter);
  const args = ['--release', '21', '-proc:none', '-d', join(draft, 'launcher'), '-cp', classPath, ...sources];
  await must(options.run(join(jdk.home, 'bin', 'javac'), args), 'The launcher does not compile.');
}

async function must(result: ReturnType<RunCommand>, what: string): Promise<void> {
  const { code, stdout, stderr } = await result;
  if (code !== 0) throw new TriplineError('STACK_FAILED', `${what}\n${stderr || stdout}`);
}

async function exists(file: string): Promise<boolean> {
  return access(file, constants.R_OK).then(
    () => true,
    () => false,
  );
}
