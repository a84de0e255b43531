/**
 * What an event of 1 KiB costs the application that emits it: Tripline's emitter over each way out, kafkajs alone, OpenTelemetry's spans and
 * Langfuse's SDK, in turns on one machine.
 */
import { topicSpecs } from '../../services/platform/kafka/topics.ts';
import type { SideName } from './emitter-sides.ts';
import { type HttpSink, startHttpSink } from './http-sink.ts';
import { startProgram } from './process.ts';
import type { Servers } from './servers.ts';

const ROUNDS = 3;
const TOPIC_PREFIX = 'emit.';
const NAMES: readonly SideName[] = [
  'kafkajs',
  'platformatic',
  'gateway',
  'kafkajsAlone',
  'openTelemetry',
  'langfuse',
];
/** These post to the sink, which must have seen at least so much of every event. */
const POSTING: ReadonlySet<SideName> = new Set(['gateway', 'openTelemetry', 'langfuse']);
const LEAST_BYTES_POSTED = 740;

interface Figures {
  cpuMicros: number;
  callMicros: number;
  events: number;
}
type Report = (line: string) => void;

export async function benchEmitter(servers: Servers, report: Report, signal: AbortSignal): Promise<object> {
  report('Emitter');
  await servers.admin.createTopics(topicSpecs(TOPIC_PREFIX));
  const sink = await startHttpSink();
  try {
    const rounds: Record<SideName, Figures>[] = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await runAll(servers, sink, signal));
    const sides = NAMES.map((name) => [name, describe(rounds.map((round) => round[name]))] as const);
    for (const [name, figures] of sides) report(`  ${name}: ${JSON.stringify(figures)}`);
    return { ...Object.fromEntries(sides), kafkaAway: await measureOutages(signal) };
  } finally {
    sink.close();
  }
}

async function runAll(
  servers: Servers,
  sink: HttpSink,
  signal: AbortSignal,
): Promise<Record<SideName, Figures>> {
  const figures: Partial<Record<SideName, Figures>> = {};
  for (const name of NAMES) {
    signal.throwIfAborted();
    const before = sink.bytes;
    figures[name] = await runSide(servers, sink, name);
    if (POSTING.has(name) && sink.bytes - before < figures[name].events * LEAST_BYTES_POSTED)
      throw new Error(`${name} did not send everything`);
  }
  return figures as Record<SideName, Figures>;
}

async function runSide({ stack }: Servers, { url }: HttpSink, name: SideName): Promise<Figures> {
  const env = {
    BENCH_BROKERS: stack.kafkaBrokers,
    BENCH_TOPIC_PREFIX: TOPIC_PREFIX,
    BENCH_URL: url,
    BENCH_SIDE: name,
  };
  return runToEnd<Figures>(name, 'test/bench/emitter-run.ts', env);
}

async function measureOutages(signal: AbortSignal): Promise<object> {
  signal.throwIfAborted();
  const file = 'test/bench/emitter-outage-run.ts';
  const inMemory = await runToEnd<{ memoryMiB: number }>('outage', file, { BENCH_SPOOL: 'no' });
  const spooled = await runToEnd<{ memoryMiB: number }>('outage', file, { BENCH_SPOOL: 'yes' });
  return { inMemory: rounded(inMemory), spooled: rounded(spooled) };
}

async function runToEnd<T>(name: string, file: string, env: Record<string, string>): Promise<T> {
  const program = startProgram({ name, file, env });
  try {
    return await program.line((line) => (line.startsWith('{') ? (JSON.parse(line) as T) : null));
  } finally {
    await program.stop();
  }
}

function describe(figures: readonly Figures[]): object {
  return {
    callerMicrosPerEvent: medianOf(figures.map(({ callMicros }) => callMicros)),
    cpuMicrosPerEvent: medianOf(figures.map(({ cpuMicros }) => cpuMicros)),
  };
}

function medianOf(values: number[]): number {
  return toTenth(values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0);
}

function rounded<T extends { memoryMiB: number }>(figures: T): T {
  return { ...figures, memoryMiB: toTenth(figures.memoryMiB) };
}

function toTenth(value: number): number {
  return Math.round(value * 10) / 10;
}
