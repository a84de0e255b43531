/** The key file on disk: made whole or not at all, for its owner only, never written over. */
import { randomUUID } from 'node:crypto';
import { link, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { TriplineError } from '../core/errors.ts';
import { newKeyFile } from '../core/evidence/keyring.ts';

/** Returns the id of the fresh root key; null, and nothing touched, where a file stands. @throws TriplineError CONFIG_INVALID */
export async function initKeyFile(path: string, now = new Date()): Promise<string | null> {
  const file = newKeyFile(now);
  const draft = `${path}.${randomUUID()}.draft`;
  try {
    await makeFolder(dirname(path));
    await writeFile(draft, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600 });
    return (await linkNew(draft, path)) ? file.active : null;
  } catch (error) {
    throw new TriplineError(
      'CONFIG_INVALID',
      `The key file ${path} cannot be written: ${(error as NodeJS.ErrnoException).code}.`,
    );
  } finally {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

/** One folder, no more: where its parent is missing the path is more likely mistyped. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** False when the path is taken. */
async function linkNew(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
