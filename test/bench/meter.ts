/** What the kernel says of a process: CPU time and memory. Linux only. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const TICKS_PER_SECOND = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
const PAGE_BYTES = Number(execFileSync('getconf', ['PAGESIZE'], { encoding: 'utf8' }));
const SAMPLE_MS = 250;

export interface Usage {
  cpuSeconds: number;
  rssBytes: number;
  /** The most that was ever resident (VmHWM). */
  peakBytes: number;
}
export interface Meter {
  /** As of now; of a process that has ended, as it was last seen. */
  usage(): Usage;
  /** Sampled since the last call. */
  meanRss(): number;
  stop(): void;
}

export function meterOf(pid: number): Meter {
  let last: Usage = { cpuSeconds: 0, rssBytes: 0, peakBytes: 0 };
  let samples: number[] = [];
  const timer = setInterval(() => samples.push(usage().rssBytes), SAMPLE_MS).unref();
  return { usage, meanRss, stop: () => clearInterval(timer) };

  function usage(): Usage {
    last = read(pid) ?? last;
    return last;
  }

  function meanRss(): number {
    const mean = samples.reduce((sum, each) => sum + each, 0) / Math.max(1, samples.length);
    samples = [];
    return Math.round(mean);
  }
}

function read(pid: number): Usage | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    // The fields behind the command's name, which may hold anything: state is the first.
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    return {
      cpuSeconds: ((fields[11] ?? 0) + (fields[12] ?? 0)) / TICKS_PER_SECOND,
      rssBytes: (fields[21] ?? 0) * PAGE_BYTES,
      peakBytes: Number(peak ?? 0) * 1024,
    };
  } catch {
    return null;
  }
}
