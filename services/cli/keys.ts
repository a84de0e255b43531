/** `tripline keys`: makes the root key, and the keys that emitters get. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Command } from 'commander';
import { TriplineError } from '../core/errors.ts';
import { formatEmitterKey } from '../core/evidence/emitter-key.ts';
import { newKeyFile } from '../core/evidence/keyring.ts';
import { readConfig } from '../platform/config/read-config.ts';
import { keySettings } from '../platform/config/settings.ts';
import { readKeyring } from './connect.ts';

export function keysCommand(): Command {
  const command = new Command('keys').description('Make the root key, and the keys that emitters get.');
  command
    .command('init')
    .description(
      'Make a key file with a fresh root key, readable by its owner only. Never overwrites: without its old key nothing that was sealed opens.',
    )
    .option('--file <path>', 'where; default: TRIPLINE_KEY_FILE')
    .action(({ file }: { file?: string }) => {
      const path = file ?? readConfig(keySettings, process.env).TRIPLINE_KEY_FILE;
      process.stdout.write(`${JSON.stringify({ file: path, key_id: initKeyFile(path) })}\n`);
    });
  command
    .command('emitter')
    .description("Print a tenant's emitter key: for sampling and the digests of stubs. It opens nothing.")
    .requiredOption('--tenant <tenant>', 'whose')
    .action(({ tenant }: { tenant: string }) => {
      process.stdout.write(`${formatEmitterKey(tenant, readKeyring().derive('emitter', tenant))}\n`);
    });
  return command;
}

/** Returns the id of the fresh key. @throws TriplineError USAGE where a file stands, CONFIG_INVALID where none can be written */
export function initKeyFile(path: string, now = new Date()): string {
  const file = newKeyFile(now);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && existsSync(path))
      throw new TriplineError('USAGE', 'A key file stands there already; it is kept.');
    throw new TriplineError('CONFIG_INVALID', `The key file cannot be written: ${code}.`);
  }
  return file.active;
}
