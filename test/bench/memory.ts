/** Whether a worker's memory grows with the number of events: one long run, looked at after a quarter of it and at its end. */
import type { Running } from './process.ts';
import { type Bench, prepare, runWholeWay } from './runs.ts';

const PLACE = { topicPrefix: 'long.', indexPrefix: 'long', group: 'bench' };

export async function benchMemory(bench: Bench): Promise<object> {
  const quarter = bench.events / 4;
  bench.report(`Memory: ${bench.events} events the whole way`);
  await prepare(bench, PLACE);
  let atQuarter: Record<string, number> | null = null;
  let atEnd: Record<string, number> = {};
  const cost = await runWholeWay(bench, PLACE, (done, running) => {
    atEnd = peaks(running);
    if (done >= quarter) atQuarter ??= atEnd;
  });
  return {
    peakMiBAtAQuarter: atQuarter,
    peakMiBAtTheEnd: atEnd,
    growth: growth(atQuarter ?? {}, atEnd),
    cost,
  };
}

function peaks(running: readonly Running[]): Record<string, number> {
  return Object.fromEntries(
    running.map(({ name, meter }) => [name, Math.round(meter.usage().peakBytes / 1024 / 1024)]),
  );
}

function growth(from: Record<string, number>, to: Record<string, number>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(to).map(([name, peak]) => [name, Math.round((peak / (from[name] ?? peak)) * 100) / 100]),
  );
}
