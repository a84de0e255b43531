import { link, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { newKeyFile } from '../../core/evidence/keyring.ts';

/** Writes a fresh root key, readable by its owner only; false, and nothing touched, when the file is there already. */
export async function initKeyFile(file: string): Promise<boolean> {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.draft`;
  await writeFile(draft, `${JSON.stringify(newKeyFile(new Date()), null, 2)}\n`, { mode: 0o600 });
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}
