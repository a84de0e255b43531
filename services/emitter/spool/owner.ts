import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { Files } from './files.ts';
import { scopeOf } from './spool-key.ts';

/**
 * Whose a folder is stands in its name, so that one rename takes it over. A process is told by its pid and the moment it started, within one
 * boot and pid namespace of one machine: `<where>-<pid>-<started>-<born and random>`.
 */
export interface Owner {
  where: string;
  pid: number;
  /** Clock ticks after the boot; where there is no /proc, by the clock. */
  started: number;
}

const NAME = /^([0-9a-f]{16})-(\d{1,10})-(\d{1,18})-([0-9a-f]{28})$/;
const FREE = /^free-([0-9a-f]{28})$/;
const REFUSED = /^refused-[0-9a-f]{28}$/;
/** In /proc/<pid>/stat, counted from the state, which follows the name in brackets. */
const START_FIELD = 19;
/** Of one that is dead and waits for its parent to look. */
const NEVER = -1;

export async function thisProcess(files: Files): Promise<Owner> {
  const started = await startOf(files, process.pid);
  return {
    where: scopeOf(await whereabouts(files)),
    pid: process.pid,
    started: started ?? Math.round(performance.timeOrigin),
  };
}

/** The last part stays with a folder: it tells its age, and no two have the same. */
export function newTail(now: number): string {
  return now.toString(16).padStart(12, '0') + randomBytes(8).toString('hex');
}

export function ownedName({ where, pid, started }: Owner, tail: string): string {
  return `${where}-${pid}-${started}-${tail}`;
}

export function freeName(tail: string): string {
  return `free-${tail}`;
}

/** Of a folder that nobody takes over. */
export function refusedName(tail: string): string {
  return `refused-${tail}`;
}

export function isRefusedName(name: string): boolean {
  return REFUSED.test(name);
}

/** Null when the name is not one of ours. A folder set free has no owner. */
export function parseName(name: string): { owner: Owner | null; tail: string } | null {
  const free = FREE.exec(name)?.[1];
  if (free !== undefined) return { owner: null, tail: free };
  const [, where, pid, started, tail] = NAME.exec(name) ?? [];
  if (where === undefined || tail === undefined) return null;
  return { owner: { where, pid: Number(pid), started: Number(started) }, tail };
}

export function isSame(one: Owner, other: Owner): boolean {
  return one.where === other.where && one.pid === other.pid && one.started === other.started;
}

/** Whether it is known to be gone. Nothing can be said of a process on another machine or in another container. */
export async function isGone(owner: Owner, me: Owner, files: Files): Promise<boolean> {
  if (owner.where !== me.where) return false;
  if (!answers(owner.pid)) return true;
  const started = await startOf(files, owner.pid);
  return started !== null && owner.started !== 0 && started !== owner.started;
}

function answers(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

async function whereabouts(files: Files): Promise<string[]> {
  try {
    const boot = String(await files.readFile('/proc/sys/kernel/random/boot_id'));
    return [boot.trim(), await files.readlink('/proc/self/ns/pid')];
  } catch {
    return [hostname()];
  }
}

async function startOf(files: Files, pid: number): Promise<number | null> {
  try {
    const stat = String(await files.readFile(`/proc/${pid}/stat`));
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? NEVER : Number(fields[START_FIELD]);
  } catch {
    return null;
  }
}
