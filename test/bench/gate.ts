/** How long a decision takes, in a process and over HTTP, without Kafka's acknowledgement; and what a flood of one tenant does to the others. */
import { readFileSync } from 'node:fs';
import { defaultEngine } from '../../services/core/detection/default-engine.ts';
import { createGate } from '../../services/core/policy/gate/gate.ts';
import type { GateCall } from '../../services/core/policy/gate/types.ts';
import { defaultPolicyFile, loadPolicy } from '../../services/platform/policy/load-policy.ts';
import { createGateClient, type GateClient, type Reply } from './gate-client.ts';
import { createGateLoad, KINDS, percentile, RESULTS } from './gate-load.ts';
import { type Running, startProgram } from './process.ts';

const CALLS = 3000;
const WARM_UP = 1000;
const FLOOD_ROUNDS = 16;
const FLOOD_MS = 2500;
/** Of each quiet tenant, a second; the flood makes ten times as many, and its key may make as many as theirs. */
const RATE = 50;
const TOOL = { name: 'lookup', kind: 'FUNCTION', endpoint: null } as const;

interface Address {
  port: number;
  keys: string[];
}
interface Bench extends Address {
  gateway: Running;
  /** One a key, in order. */
  clients: readonly GateClient[];
}
interface Flood {
  made: number;
  refused: number;
}
type Report = (line: string) => void;

export async function benchGate(report: Report, signal: AbortSignal): Promise<object> {
  report('Gate');
  const inProcess = await measureInProcess();
  report(`  in process: ${JSON.stringify(inProcess)}`);
  const overHttp = await withGateway({}, signal, measureOverHttp);
  report(`  over HTTP: ${JSON.stringify(overHttp)}`);
  const flood = await withGateway({ BENCH_RATE: String(RATE) }, signal, measureFlood);
  report(`  flood: ${JSON.stringify(flood)}`);
  return { inProcess, overHttp, flood };
}

async function measureInProcess(): Promise<object> {
  const policy = await loadPolicy(readFileSync(defaultPolicyFile(), 'utf8'));
  const gate = createGate({ policy, engine: defaultEngine() });
  const load = createGateLoad();
  const call: Omit<GateCall, 'arguments' | 'tool'> = {
    actor: { user_id: null, role: null, department: null },
    use_case: null,
    session_id: 's',
    tenant: 'bench',
    application: 'bench',
    environment: 'bench',
    authentication: null,
  };
  for (let index = 0; index < RESULTS; index += 1)
    gate.memory.result({ tenant: 'bench', session_id: 's' }, TOOL, load.result());
  const figures = KINDS.map((kind) => {
    const ms: number[] = [];
    for (let index = 0; index < WARM_UP + CALLS; index += 1) {
      const one = { ...call, ...load.call(kind) };
      const started = performance.now();
      gate.decide(one);
      if (index >= WARM_UP) ms.push(performance.now() - started);
    }
    return [kind, summary(ms)];
  });
  return Object.fromEntries(figures);
}

async function measureOverHttp({ clients: [client], gateway }: Bench): Promise<object> {
  if (client === undefined) throw new Error('the gateway has no tenant');
  const load = createGateLoad();
  const origin = { application: 'bench', session_id: 's' };
  for (let index = 0; index < RESULTS; index += 1) {
    const tool = { name: 'read', kind: 'FUNCTION' };
    const event = { type: 'tool', origin, phase: 'COMPLETED', call_id: `r${index}`, tool, arguments: '{}' };
    await expectOk(client.post('/v1/events', { ...event, result: load.result() }));
  }
  const ask = () => {
    const tool = { name: TOOL.name, kind: TOOL.kind };
    return expectOk(client.post('/v1/gate', { ...origin, tool, arguments: load.arguments() }));
  };
  for (let index = 0; index < WARM_UP; index += 1) await ask();
  const before = gateway.meter.usage().cpuSeconds;
  const ms: number[] = [];
  for (let index = 0; index < CALLS; index += 1) ms.push((await ask()).ms);
  const cpuMicros = Math.round(((gateway.meter.usage().cpuSeconds - before) / CALLS) * 1e6);
  return { ...summary(ms), cpuMicros };
}

/** Rounds alone and under the flood in turns, short ones: a machine that changes pace, or stalls, does so for both. */
async function measureFlood({ clients, port, keys }: Bench): Promise<object> {
  const [, one, two] = clients;
  if (one === undefined || two === undefined) throw new Error('the gateway has too few tenants');
  // Just below what their keys may.
  const quiet = async () =>
    (await Promise.all([one, two].map((client) => client.knock(1050 / RATE, FLOOD_MS)))).flat();
  const flood = startFlood(port, keys[0] ?? '');
  const begin = (round: number) => {
    flood.tell(String(round));
    return flood.line((line) => floodOf(line, round));
  };
  await quiet();
  await begin(0);
  const [alone, flooded]: [Reply[][], Reply[][]] = [[], []];
  let floods: Flood = { made: 0, refused: 0 };
  for (let round = 1; round <= FLOOD_ROUNDS; round += 1) {
    alone.push(await quiet());
    const flooding = begin(round);
    flooded.push(await quiet());
    floods = await flooding;
  }
  await flood.stop();
  return {
    othersAlone: summary(timesOf(alone.flat())),
    othersFlooded: summary(timesOf(flooded.flat())),
    p50Ratio: ratioOf(flooded, alone, 0.5),
    p99Ratio: ratioOf(flooded, alone, 0.99),
    othersRefused: flooded.flat().filter(({ status }) => status !== 200).length,
    floodMade: floods.made,
    floodRefused: floods.refused,
  };
}

function ratioOf(flooded: readonly Reply[][], alone: readonly Reply[][], share: number): number {
  const [under = Number.NaN, before = Number.NaN] = [flooded, alone].map((rounds) =>
    percentile(timesOf(rounds.flat()), share),
  );
  return round(under / before);
}

function timesOf(replies: readonly Reply[]): number[] {
  return replies.map(({ ms }) => ms);
}

/** What the flood has done, once it is through with a round. */
function floodOf(line: string, round: number): Flood | null {
  const done = JSON.parse(line) as Flood & { round: string };
  return done.round === String(round) ? done : null;
}

function startFlood(port: number, key: string): Running {
  const env = {
    BENCH_PORT: String(port),
    BENCH_KEY: key,
    BENCH_EVERY_MS: String(1000 / (RATE * 10)),
    BENCH_FOR_MS: String(FLOOD_MS + 500),
  };
  return startProgram({ name: 'flood', file: 'test/bench/gate-flood.ts', env });
}

async function withGateway<T>(
  env: Record<string, string>,
  signal: AbortSignal,
  work: (bench: Bench) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const gateway = startProgram({ name: 'gateway', file: 'test/bench/gate-program.ts', env });
  const clients: GateClient[] = [];
  try {
    const { port, keys } = await gateway.line((line) => JSON.parse(line) as Address);
    clients.push(...keys.map((key) => createGateClient(port, key)));
    return await work({ gateway, clients, port, keys });
  } finally {
    for (const client of clients) client.close();
    await gateway.stop();
  }
}

async function expectOk(replied: Promise<Reply>): Promise<Reply> {
  const reply = await replied;
  if (reply.status !== 200) throw new Error(`the gateway answered ${reply.status}`);
  return reply;
}

function summary(ms: readonly number[]): object {
  return {
    p50Ms: round(percentile(ms, 0.5)),
    p95Ms: round(percentile(ms, 0.95)),
    p99Ms: round(percentile(ms, 0.99)),
  };
}

function round(value: number): number {
  return Number(value.toFixed(3));
}
