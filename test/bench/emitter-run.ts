/** One side of the emitter's comparison, in a process of its own. */
import { SIDES, type SideName } from './emitter-sides.ts';

const { BENCH_BROKERS = '', BENCH_TOPIC_PREFIX = '', BENCH_URL = '', BENCH_SIDE = '' } = process.env;
const BURST = 1000;
const WARM_UP_BURSTS = 20;
const BURSTS = 40;

const side = await SIDES[BENCH_SIDE as SideName]({
  brokers: BENCH_BROKERS,
  topicPrefix: BENCH_TOPIC_PREFIX,
  url: BENCH_URL,
});
for (let burst = 0; burst < WARM_UP_BURSTS; burst += 1) await emitBurst([]);
const callMicros: number[] = [];
const before = process.cpuUsage();
for (let burst = 0; burst < BURSTS; burst += 1) await emitBurst(callMicros);
const { user, system } = process.cpuUsage(before);
await side.close();
const result = {
  cpuMicros: (user + system) / (BURSTS * BURST),
  callMicros: medianOf(callMicros),
  events: (WARM_UP_BURSTS + BURSTS) * BURST,
};
process.stdout.write(`${JSON.stringify(result)}\n`);

async function emitBurst(micros: number[]): Promise<void> {
  for (let at = 0; at < BURST; at += 1) {
    const started = process.hrtime.bigint();
    side.emit(at);
    micros.push(Number(process.hrtime.bigint() - started) / 1000);
  }
  await side.settle();
}

function medianOf(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
