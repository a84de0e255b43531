/** `tripline apikey`: keys to the gateway. */
import { randomBytes } from 'node:crypto';
import { Command } from 'commander';
import { TriplineError } from '../core/errors.ts';
import { isoOf } from '../core/events/instant.ts';
import type { ApiKey } from '../core/events/types.ts';
import { apiKeyOf, formatApiKey, hashSecret, SCOPES } from '../core/policy/api-key.ts';
import { withControl } from './control.ts';
import { notFound } from './not-found.ts';
import { printTable } from './table.ts';
import { visible } from './trail/cells.ts';

const MOST_PER_SECOND = 100_000;

interface NewKey {
  tenant: string;
  name: string;
  scope: string[];
  mayClaimIdentity?: boolean;
  rate: string;
}

export function apikeyCommand(): Command {
  const command = new Command('apikey').description('Keys to the gateway: make, list and revoke them.');
  command
    .command('create')
    .description('Make a key and print it, once: what is kept of it is a hash.')
    .requiredOption('--tenant <tenant>', 'the only tenant that it can say it is')
    .requiredOption('--name <name>', 'what it is for')
    .requiredOption('--scope <scope...>', `what it may do: ${SCOPES.join(', ')}`)
    .option('--may-claim-identity', 'it may say who a user is, and which role they have')
    .option('--rate <requests>', 'requests a second', '50')
    .action(async (options: NewKey) => {
      const { key_id, secret } = apiKeyOf(randomBytes(8), randomBytes(32));
      const record = readNewKey(options, key_id, hashSecret(secret));
      await withControl(({ control }) => control.put(record));
      process.stdout.write(
        `${JSON.stringify({ key: formatApiKey({ key_id, secret }), ...summary(record) })}\n`,
      );
    });
  command
    .command('list')
    .description('Every key, the revoked ones too.')
    .option('--json', 'one JSON object a line')
    .action(async ({ json }: { json?: boolean }) => {
      const keys = await withControl(async ({ control }) => control.list('api_key'));
      if (json) for (const key of keys) process.stdout.write(`${JSON.stringify(summary(key))}\n`);
      else
        printTable(
          ['key', 'tenant', 'name', 'scopes', 'identity', 'a second', 'made', 'revoked'],
          keys.map(row),
        );
    });
  command
    .command('revoke <key-id>')
    .description('From now on the key counts for nothing, in gateways that run too.')
    .action(async (key_id: string) => {
      const revoked = await withControl(async ({ control }) => {
        const key = control.get('api_key', key_id);
        if (key === undefined) throw notFound('key');
        const record = { ...key, revoked_at: key.revoked_at ?? Date.now() * 1000 };
        await control.put(record);
        return record;
      });
      process.stdout.write(`${JSON.stringify(summary(revoked))}\n`);
    });
  return command;
}

/** @throws TriplineError USAGE */
function readNewKey(options: NewKey, key_id: string, secret_hash: Buffer): ApiKey {
  const { tenant, name, scope, mayClaimIdentity = false, rate } = options;
  if (tenant === '' || name === '') throw new TriplineError('USAGE', 'A key has a tenant and a name.');
  if (scope.some((one) => !(SCOPES as readonly string[]).includes(one)))
    throw new TriplineError('USAGE', `A scope is one of ${SCOPES.join(', ')}.`);
  const rate_per_second = Number(rate);
  if (!(rate_per_second > 0 && rate_per_second <= MOST_PER_SECOND))
    throw new TriplineError('USAGE', `--rate is a number above 0, ${MOST_PER_SECOND} at most.`);
  return {
    type: 'api_key',
    key_id,
    tenant: tenant.toWellFormed(),
    name: name.toWellFormed(),
    secret_hash,
    scopes: [...new Set(scope)],
    may_claim_identity: mayClaimIdentity,
    rate_per_second,
    created_at: Date.now() * 1000,
    revoked_at: null,
  };
}

function summary({ type: _type, secret_hash: _hash, created_at, revoked_at, ...key }: ApiKey): object {
  return {
    ...key,
    created_at: isoOf(created_at),
    revoked_at: revoked_at === null ? null : isoOf(revoked_at),
  };
}

function row(key: ApiKey): string[] {
  return [
    key.key_id,
    visible(key.tenant, 60),
    visible(key.name, 60),
    key.scopes.join(','),
    key.may_claim_identity ? 'yes' : 'no',
    String(key.rate_per_second),
    isoOf(key.created_at),
    key.revoked_at === null ? '–' : isoOf(key.revoked_at),
  ];
}
