/** One side of the emitter's comparison, in a process of its own: 1 KiB events through the emitter, or the same bytes through kafkajs alone. */
import kafkajs from 'kafkajs';
import { createEmitter, type Emitter } from '../../services/emitter/index.ts';
import { createWriter } from './prose.ts';
import { seeded } from './seeded.ts';

const { BENCH_BROKERS = '', BENCH_TOPIC_PREFIX = '', BENCH_SIDE = '' } = process.env;
const BURST = 1000;
const WARM_UP_BURSTS = 20;
const BURSTS = 40;
/** With what an event takes beside it, 1 KiB. */
const CONTENT_BYTES = 740;

interface Side {
  /** Microseconds of each call, if there are calls to time. */
  burst(callMicros: number[]): Promise<void>;
  close(): Promise<void>;
}

const side = await (BENCH_SIDE === 'emitter' ? emitterSide() : kafkajsSide());
for (let burst = 0; burst < WARM_UP_BURSTS; burst += 1) await side.burst([]);
const callMicros: number[] = [];
const before = process.cpuUsage();
for (let burst = 0; burst < BURSTS; burst += 1) await side.burst(callMicros);
const { user, system } = process.cpuUsage(before);
await side.close();
const result = { cpuMicros: (user + system) / (BURSTS * BURST), callMicros: medianOf(callMicros) };
process.stdout.write(`${JSON.stringify(result)}\n`);

async function emitterSide(): Promise<Side> {
  const emitter = createEmitter({
    application: 'bench',
    kafka: { brokers: [BENCH_BROKERS] },
    topicPrefix: BENCH_TOPIC_PREFIX,
    sampling: 'off',
  });
  const content = createWriter(seeded(1)).prose(CONTENT_BYTES);
  return { burst: (micros) => emitBurst(emitter, content, micros), close: () => emitter.close() };
}

async function emitBurst(emitter: Emitter, content: string, micros: number[]): Promise<void> {
  for (let at = 0; at < BURST; at += 1) {
    const started = process.hrtime.bigint();
    const receipt = emitter.output({
      session_id: `session-${at % 100}`,
      actor: { user_id: 'user-1', role: 'developer' },
      model: 'gpt-5',
      choices: [{ content }],
    });
    micros.push(Number(process.hrtime.bigint() - started) / 1000);
    if (!receipt.accepted) throw new Error('the queue was full');
  }
  await emitter.flush();
}

async function kafkajsSide(): Promise<Side> {
  const kafka = new kafkajs.Kafka({ brokers: [BENCH_BROKERS], logLevel: kafkajs.logLevel.ERROR });
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  const value = Buffer.from(createWriter(seeded(1)).prose(1024));
  const messages = Array.from({ length: BURST }, (_, at) => ({ key: `session-${at % 100}`, value }));
  return {
    async burst() {
      await producer.send({ topic: `${BENCH_TOPIC_PREFIX}llm.events`, acks: -1, messages });
    },
    close: () => producer.disconnect(),
  };
}

function medianOf(values: number[]): number | null {
  return values.sort((a, b) => a - b)[values.length >> 1] ?? null;
}
