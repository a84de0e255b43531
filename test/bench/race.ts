/** Programs working off a filled topic: how long it takes, what it costs whom. */
import type { Meter } from './meter.ts';
import { type Program, type Running, startProgram } from './process.ts';
import type { Servers } from './servers.ts';

export interface Cost {
  events: number;
  seconds: number;
  eventsPerSecond: number;
  /** CPU seconds per 100,000 events, by process. */
  cpuSeconds: Record<string, number>;
  /** MiB of the programs: the most ever resident, and the mean of samples. */
  peakMiB: Record<string, number>;
  meanRssMiB: Record<string, number>;
}
export interface Race {
  programs: Program[];
  events: number;
  /** Resolves when all is done. */
  finish: (running: readonly Running[]) => Promise<unknown>;
}

/** From the moment that the first program says it started, until the finish. */
export async function race(servers: Servers, { programs, events, finish }: Race): Promise<Cost> {
  const running = programs.map(startProgram);
  try {
    await Promise.race(running.map((program) => program.line(saysStarted)));
    const meters = {
      ...Object.fromEntries(running.map(({ name, meter }) => [name, meter])),
      ...servers.meters,
    };
    const before = cpuOf(meters);
    const started = performance.now();
    await Promise.race([finish(running), ...running.map((program) => program.line(() => null))]);
    const seconds = (performance.now() - started) / 1000;
    return describe(events, seconds, before, cpuOf(meters), running);
  } finally {
    await Promise.all(running.map((program) => program.stop()));
  }
}

/** A worker's log line, or a bare word. */
function saysStarted(line: string): true | null {
  return line === 'started' || line.includes('"msg":"started"') ? true : null;
}

function cpuOf(meters: Record<string, Meter>): Record<string, number> {
  return Object.fromEntries(Object.entries(meters).map(([name, meter]) => [name, meter.usage().cpuSeconds]));
}

function describe(
  events: number,
  seconds: number,
  before: Record<string, number>,
  after: Record<string, number>,
  running: readonly Running[],
): Cost {
  const per100k = Object.entries(after).map(([name, cpu]) => [
    name,
    round(((cpu - (before[name] ?? 0)) / events) * 100_000),
  ]);
  const mebibytes = (value: (program: Running) => number) =>
    Object.fromEntries(running.map((program) => [program.name, Math.round(value(program) / 1024 / 1024)]));
  return {
    events,
    seconds: round(seconds),
    eventsPerSecond: Math.round(events / seconds),
    cpuSeconds: Object.fromEntries(per100k) as Record<string, number>,
    peakMiB: mebibytes(({ meter }) => meter.usage().peakBytes),
    meanRssMiB: mebibytes(({ meter }) => meter.meanRss()),
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
