import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { runCommand } from './command.ts';

/** The pids whose command line holds `mark` as a whole argument, lowest first. */
export async function pidsOf(mark: string): Promise<number[]> {
  const found = process.platform === 'linux' ? await fromProc(mark) : await fromPs(mark);
  return found.toSorted((a, b) => a - b);
}

async function fromProc(mark: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry));
  const marked = await Promise.all(
    pids.map(async (pid) =>
      (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0').includes(mark),
    ),
  );
  return pids.filter((_, index) => marked[index]).map(Number);
}

async function fromPs(mark: string): Promise<number[]> {
  const { stdout } = await runCommand('ps', ['-A', '-ww', '-o', 'pid=,command=']);
  const lines = stdout.split('\n').map((line) => line.trim().split(/\s+/));
  return lines.filter(([, ...words]) => words.includes(mark)).map(([pid]) => Number(pid));
}

export type StopOutcome = 'absent' | 'stopped' | 'killed';

/** SIGTERM, and SIGKILL for what still runs after `patienceMs`. Resolves when nothing marked is left. */
export async function stopMarked(mark: string, patienceMs = 20_000): Promise<StopOutcome> {
  const first = await pidsOf(mark);
  if (first.length === 0) return 'absent';
  signalAll(first, 'SIGTERM');
  if (await goneWithin(mark, patienceMs)) return 'stopped';
  signalAll(await pidsOf(mark), 'SIGKILL');
  await goneWithin(mark, 5_000);
  return 'killed';
}

function signalAll(pids: number[], signal: 'SIGTERM' | 'SIGKILL'): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

async function goneWithin(mark: string, milliseconds: number): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while ((await pidsOf(mark)).length > 0) {
    if (performance.now() > deadline) return false;
    await pause(50);
  }
  return true;
}
