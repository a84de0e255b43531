/** What an event of 1 KiB costs the application that emits it, beside kafkajs alone, which a hand-written producer would use. */
import { topicSpecs } from '../../services/platform/kafka/topics.ts';
import { startProgram } from './process.ts';
import type { Servers } from './servers.ts';

const ROUNDS = 3;
const TOPIC_PREFIX = 'emit.';

interface Figures {
  cpuMicros: number;
  callMicros: number | null;
}

export async function benchEmitter(
  servers: Servers,
  report: (line: string) => void,
  signal: AbortSignal,
): Promise<object> {
  report('Emitter');
  await servers.admin.createTopics(topicSpecs(TOPIC_PREFIX));
  const emitter: Figures[] = [];
  const alone: Figures[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    signal.throwIfAborted();
    emitter.push(await runSide(servers, 'emitter'));
    alone.push(await runSide(servers, 'kafkajs'));
  }
  return {
    callerMicrosPerEvent: medianOf(emitter.map(({ callMicros }) => callMicros ?? 0)),
    cpuMicrosPerEvent: medianOf(emitter.map(({ cpuMicros }) => cpuMicros)),
    kafkajsAloneCpuMicrosPerEvent: medianOf(alone.map(({ cpuMicros }) => cpuMicros)),
  };
}

async function runSide({ stack }: Servers, name: 'emitter' | 'kafkajs'): Promise<Figures> {
  const env = { BENCH_BROKERS: stack.kafkaBrokers, BENCH_TOPIC_PREFIX: TOPIC_PREFIX, BENCH_SIDE: name };
  const program = startProgram({ name, file: 'test/bench/emitter-run.ts', env });
  try {
    return await program.line((line) => JSON.parse(line) as Figures);
  } finally {
    await program.stop();
  }
}

function medianOf(values: number[]): number {
  return Math.round((values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0) * 10) / 10;
}
