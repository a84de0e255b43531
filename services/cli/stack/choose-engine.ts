import { join } from 'node:path';
import { TriplineError } from '../../core/errors.ts';
import { packageRoot } from '../../platform/config/package-root.ts';
import { type RunCommand, runCommand } from './command.ts';
import { buildDockerEngine, haveDocker } from './docker.ts';
import type { Engine, StackPlan } from './engine.ts';
import { haveJars } from './jars.ts';
import { findJdk, type JdkPlaces, type JdkSearch, OLDEST_JAVA, usualPlaces } from './jdk.ts';
import { buildJvmEngine, type JvmDeps } from './jvm.ts';
import type { Report } from './report.ts';

export interface EngineDeps {
  places: JdkPlaces;
  run: RunCommand;
  report: Report;
  signal?: AbortSignal;
}

export function engineDeps(report: Report, signal?: AbortSignal): EngineDeps {
  return { places: usualPlaces(process.env), run: runCommand, report, ...(signal && { signal }) };
}

/**
 * JVMs where there is a JDK and the jars can be had; Docker where there is an engine instead.
 * @throws TriplineError STACK_FAILED that lists what is missing and how to get it
 */
export async function chooseEngine(plan: StackPlan, deps: EngineDeps): Promise<Engine> {
  const search = await findJdk(deps.places, deps.run);
  const jars = jarsOptions(plan, deps);
  const maven = await findMaven(deps);
  const jarsAtHand = maven !== null || (await haveJars(jars));
  if (search.jdk && jarsAtHand) {
    deps.report(`Java ${search.jdk.major}: ${search.jdk.home}`);
    return buildJvmEngine(plan, { jars, jdk: search.jdk, maven });
  }
  if (await haveDocker(deps.run)) return buildDockerEngine(plan, deps.run, deps.report);
  throw new TriplineError('STACK_FAILED', describeMissing(search, jarsAtHand));
}

/** For a stack that runs already: neither JDK nor Maven is needed to look at it or stop it. */
export function engineOfKind(kind: 'jvm' | 'docker', plan: StackPlan, deps: EngineDeps): Engine {
  if (kind === 'docker') return buildDockerEngine(plan, deps.run, deps.report);
  return buildJvmEngine(plan, { jars: jarsOptions(plan, deps), jdk: null, maven: null });
}

function jarsOptions(plan: StackPlan, deps: EngineDeps): JvmDeps['jars'] {
  const sources = join(packageRoot(), 'deploy', 'local');
  const { run, report, signal } = deps;
  return { sources, cache: plan.layout.jars, run, report, ...(signal && { signal }) };
}

async function findMaven(deps: EngineDeps): Promise<string | null> {
  const home = deps.places.env['MAVEN_HOME'] ?? deps.places.env['M2_HOME'];
  for (const program of [...(home ? [join(home, 'bin', 'mvn')] : []), 'mvn']) {
    if ((await deps.run(program, ['--version'])).code === 0) return program;
  }
  return null;
}

function describeMissing(search: JdkSearch, jarsAtHand: boolean): string {
  const missing = ['The local stack needs a JDK and Maven, or a Docker engine. Missing here:'];
  if (search.jdk === null) missing.push(...describeJdk(search));
  if (!jarsAtHand)
    missing.push('  - Maven, to fetch the jars: `apt-get install maven`, or `brew install maven`');
  missing.push('  - or instead: a running Docker engine');
  return `\n${missing.join('\n')}\n`;
}

function describeJdk(search: JdkSearch): string[] {
  const unfit = search.unfit.map(({ home, why }) => `      ${home} ${why}`);
  return [
    `  - a JDK ${OLDEST_JAVA} or newer: from adoptium.net, \`brew install openjdk\`, \`sdk install java\`, or your distribution;`,
    '    set JAVA_HOME if it lies in an unusual folder',
    ...(unfit.length > 0 ? ['    found, and of no use:', ...unfit] : []),
  ];
}
