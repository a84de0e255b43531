import type { ChildProcess } from 'node:child_process';
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const PATIENCE_MS = 1_000;

export function signalGroup(leader: ChildProcess, signal: NodeJS.Signals): boolean {
  if (leader.pid === undefined) return false;
  try {
    return process.kill(-leader.pid, signal);
  } catch {
    return false;
  }
}

/** Kills what still runs of the group a second after its leader; true when there was something. */
export async function sweepGroup(leader: ChildProcess): Promise<boolean> {
  const deadline = performance.now() + PATIENCE_MS;
  while (await hasMembers(leader.pid)) {
    if (performance.now() > deadline) return signalGroup(leader, 'SIGKILL');
    await pause(20);
  }
  return false;
}

/** Zombies do not count: they ended, and wait for an init that takes its time. */
async function hasMembers(group: number | undefined): Promise<boolean> {
  const rows = process.platform === 'linux' ? await rowsFromProc() : await rowsFromPs();
  return rows.some(([pgid, state]) => Number(pgid) === group && !state?.startsWith('Z'));
}

/** /proc/<pid>/stat is `pid (comm) state ppid pgrp …`, and comm may hold anything, parentheses included. */
async function rowsFromProc(): Promise<string[][]> {
  const pids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry));
  const stats = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')));
  return stats.map((stat) => {
    const [state = 'Z', , pgrp = ''] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return [pgrp, state];
  });
}

async function rowsFromPs(): Promise<string[][]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pgid=,stat=']);
  return stdout.split('\n').map((line) => line.trim().split(/\s+/));
}
