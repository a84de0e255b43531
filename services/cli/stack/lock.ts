import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * One at a time among processes: `file` holds the owner's pid. A lock whose owner is dead is taken over; two that take
 * over at the same moment may overlap, so what runs inside must stay correct then (rename into place), only slower.
 */
export async function withLock<T>(
  file: string,
  work: () => Promise<T>,
  onWait: (pid: number) => void = () => {},
): Promise<T> {
  await acquire(file, onWait);
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

async function acquire(file: string, onWait: (pid: number) => void): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  for (let waited = false; ; await pause(100)) {
    if (await take(file)) return;
    const owner = await ownerOf(file);
    if (owner === null) continue;
    if (!isAlive(owner)) await rm(file, { force: true });
    else if (!waited) onWait(owner);
    waited = true;
  }
}

async function take(file: string): Promise<boolean> {
  try {
    await writeFile(file, `${process.pid}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function ownerOf(file: string): Promise<number | null> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return /^[1-9]\d*\n$/.test(text) ? Number(text) : null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
