import { TriplineError } from '../../core/errors.ts';
import { chooseEngine, type EngineDeps, engineDeps, engineOfKind } from './choose-engine.ts';
import { type Engine, LABELS, type Ports, type StackPlan, VERSIONS } from './engine.ts';
import { furnish } from './furnish.ts';
import { type Layout, layoutOf, SERVER_NAMES, type ServerName } from './layout.ts';
import { withLock } from './lock.ts';
import { parseStackOptions, type StackInput, type StackOptions } from './options.ts';
import { freePort, holderOf, isFree } from './ports.ts';
import { awaitReady } from './ready.ts';
import { type Report, timed } from './report.ts';
import { readState, writeState } from './state.ts';
import { stopServers } from './stop-servers.ts';

export interface RunningStack {
  kafkaBrokers: string;
  elasticsearchUrl: string;
  keyFile: string;
  /** Stops the servers and keeps the data. */
  stop(): Promise<void>;
}

/**
 * Starts what does not run yet and furnishes it: topics, templates, keys. Whatever this call started is stopped again
 * when it fails or is aborted.
 * @throws TriplineError STACK_FAILED, USAGE
 */
export async function startStack(
  input: StackInput,
  report: Report,
  signal?: AbortSignal,
): Promise<RunningStack> {
  const options = parseStackOptions(input);
  const layout = layoutOf(options);
  const deps = engineDeps(report, signal);
  const waiting = (pid: number) => report(`Waiting for process ${pid}, which is at work on this stack`);
  return withLock(layout.lock, () => startLocked(options, layout, deps), waiting);
}

async function startLocked(options: StackOptions, layout: Layout, deps: EngineDeps): Promise<RunningStack> {
  const { plan, running } = await planStart(options, layout, deps);
  const missing = SERVER_NAMES.filter((server) => !running.includes(server));
  for (const server of running)
    deps.report(`${LABELS[server]}: runs already on 127.0.0.1:${plan.ports[server]}`);
  if (missing.length > 0) await startMissing(plan, missing, deps);
  const engine = engineOfKind((await readState(layout))?.engine ?? 'jvm', plan, deps);
  try {
    const made = () => furnish(plan);
    await timed(deps.report, (what) => `Topics, templates and keys: ${what}`, made);
    deps.signal?.throwIfAborted();
  } catch (error) {
    await stopServers(engine, missing, deps.report);
    throw error;
  }
  return describeRunning(plan, engine, deps);
}

/** What runs already keeps its ports; a stack cannot be moved while it runs. */
async function planStart(
  options: StackOptions,
  layout: Layout,
  deps: EngineDeps,
): Promise<{ plan: StackPlan; running: ServerName[] }> {
  const state = await readState(layout);
  const wanted = { kafka: options.kafkaPort, elasticsearch: options.elasticsearchPort };
  const running = await runningServers({ options, layout, ports: wanted }, deps);
  const ports = await settlePorts(wanted, running, state?.ports ?? wanted);
  return { plan: { options, layout, ports }, running };
}

async function runningServers(plan: StackPlan, deps: EngineDeps): Promise<ServerName[]> {
  const state = await readState(plan.layout);
  const engine = engineOfKind(state?.engine ?? 'jvm', plan, deps);
  const found = await Promise.all(SERVER_NAMES.map((server) => engine.whereabouts(server)));
  return SERVER_NAMES.filter((_, index) => found[index] !== null);
}

async function settlePorts(wanted: Ports, running: ServerName[], known: Ports): Promise<Ports> {
  const ports = { ...wanted };
  for (const server of SERVER_NAMES) {
    if (running.includes(server)) ports[server] = keepPort(server, wanted[server], known[server]);
    else if (wanted[server] === 0) ports[server] = await freePort();
    else if (!(await isFree(wanted[server]))) throw await portTaken(server, wanted[server]);
  }
  return ports;
}

function keepPort(server: ServerName, wanted: number, known: number): number {
  if (wanted === 0 || wanted === known) return known;
  throw new TriplineError(
    'STACK_FAILED',
    `${LABELS[server]} of this stack runs on port ${known}, not ${wanted}: \`tripline stack down\` first, or choose another --name.`,
  );
}

async function portTaken(server: ServerName, port: number): Promise<TriplineError> {
  const holder = await holderOf(port);
  const option = server === 'kafka' ? '--kafka-port' : '--elasticsearch-port';
  return new TriplineError(
    'STACK_FAILED',
    `Port ${port}, wanted for ${LABELS[server]}, is taken${holder ? ` by ${holder}` : ''}: end that, or choose another with ${option}.`,
  );
}

async function startMissing(plan: StackPlan, missing: ServerName[], deps: EngineDeps): Promise<void> {
  const engine = await chooseEngine(plan, deps);
  await engine.prepare();
  deps.signal?.throwIfAborted();
  await writeState(plan.layout, {
    engine: engine.kind,
    ports: plan.ports,
    startedAt: new Date().toISOString(),
  });
  const outcomes = await Promise.allSettled(missing.map((server) => startOne(server, plan, engine, deps)));
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (!failure) return;
  await stopServers(engine, missing, deps.report);
  throw failure.reason;
}

function startOne(server: ServerName, plan: StackPlan, engine: Engine, deps: EngineDeps): Promise<void> {
  const done = () => `${LABELS[server]} ${VERSIONS[server]}: listening on 127.0.0.1:${plan.ports[server]}`;
  return timed(deps.report, done, async () => {
    const launched = await engine.launch(server);
    await awaitReady(server, plan.ports, engine, launched, deps.signal);
  });
}

function describeRunning(plan: StackPlan, engine: Engine, deps: EngineDeps): RunningStack {
  return {
    kafkaBrokers: `127.0.0.1:${plan.ports.kafka}`,
    elasticsearchUrl: `http://127.0.0.1:${plan.ports.elasticsearch}`,
    keyFile: plan.layout.keyFile,
    stop: () => withLock(plan.layout.lock, () => stopServers(engine, SERVER_NAMES, deps.report)),
  };
}
