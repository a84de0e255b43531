/** `tripline keys`: makes the root key, and the keys that emitters get. */
import { Command } from 'commander';
import { TriplineError } from '../core/errors.ts';
import { formatEmitterKey } from '../core/evidence/emitter-key.ts';
import { readConfig } from '../platform/config/read-config.ts';
import { keySettings } from '../platform/config/settings.ts';
import { readKeyring } from './connect.ts';
import { initKeyFile } from './key-file.ts';

export function keysCommand(): Command {
  const command = new Command('keys').description('Make the root key, and the keys that emitters get.');
  command
    .command('init')
    .description(
      'Make a key file with a fresh root key, readable by its owner only. Never overwrites: without its old key nothing that was sealed opens.',
    )
    .option('--file <path>', 'where; default: TRIPLINE_KEY_FILE')
    .action(async ({ file }: { file?: string }) => {
      const path = file ?? readConfig(keySettings, process.env).TRIPLINE_KEY_FILE;
      const key_id = await initKeyFile(path);
      if (key_id === null) throw new TriplineError('USAGE', 'A key file stands there already; it is kept.');
      process.stdout.write(`${JSON.stringify({ file: path, key_id })}\n`);
    });
  command
    .command('emitter')
    .description("Print a tenant's emitter key: for sampling and the digests of stubs. It opens nothing.")
    .requiredOption('--tenant <tenant>', 'whose')
    .action(({ tenant }: { tenant: string }) => {
      if (tenant === '') throw new TriplineError('USAGE', 'A tenant has a name.');
      process.stdout.write(`${formatEmitterKey(tenant, readKeyring().derive('emitter', tenant))}\n`);
    });
  return command;
}
