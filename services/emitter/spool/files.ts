import * as promises from 'node:fs/promises';
import { TriplineError } from '../../core/errors.ts';

/** What the spool needs of a file system; tests give one that fails. */
export type Files = Pick<
  typeof promises,
  'mkdir' | 'open' | 'readdir' | 'readFile' | 'readlink' | 'rename' | 'rmdir' | 'stat' | 'unlink' | 'utimes'
>;

export const diskFiles: Files = promises;

/** So that the names in a folder survive a power failure. Windows has no such thing. */
export async function syncFolder(files: Files, path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await files.open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

export function isMissing(error: unknown): boolean {
  return codeOf(error) === 'ENOENT';
}

/** Names no path: the application's own are not ours to repeat. */
export function asSpoolError(cause: unknown): TriplineError {
  if (cause instanceof TriplineError) return cause;
  return new TriplineError('SPOOL_FAILED', `(${codeOf(cause)})`, { cause });
}

function codeOf(error: unknown): string {
  const { code } = Object(error) as { code?: unknown };
  return typeof code === 'string' && /^\w{1,32}$/.test(code) ? code : 'unknown error';
}
