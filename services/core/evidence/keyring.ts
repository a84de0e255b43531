/** The key file and what is derived from it. Errors never repeat a secret. */
import { hash, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { TriplineError } from '../errors.ts';
import { expected } from '../expected.ts';
import { frame } from './frame.ts';
import type { KeyPurpose, Keyring } from './types.ts';

const SECRET_BYTES = 32;
/** Tenants come from outside: neither their number nor their length may fill the memory. */
const CACHED_KEYS = 4096;
const CACHED_TENANT_LENGTH = 256;

const KeyEntry = z.strictObject({
  id: z.string().regex(/^k[0-9a-f]{8}$/, 'must be k and eight hexadecimal digits'),
  created_at: z.iso.datetime('must be a time in ISO 8601'),
  secret: z
    .base64('must be base64')
    .refine((text) => Buffer.from(text, 'base64').length === SECRET_BYTES, `must be ${SECRET_BYTES} bytes`),
});
const KeyFile = z.strictObject({
  version: z.literal(1),
  active: z.string(),
  keys: z.array(KeyEntry).min(1),
});
export type KeyFile = z.infer<typeof KeyFile>;

/** @throws TriplineError KEY_MISSING for an empty text, CONFIG_INVALID naming the fields at fault and what was expected of them */
export function parseKeyFile(text: string): KeyFile {
  if (text.trim() === '') throw new TriplineError('KEY_MISSING', 'At fault: the key file is empty.');
  const parsed = KeyFile.safeParse(parseJson(text), { error: expected });
  if (!parsed.success)
    throw invalid(parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'it'} ${message}`));
  checkIds(parsed.data);
  return parsed.data;
}

/** A key file with one fresh root key. */
export function newKeyFile(now: Date): KeyFile {
  const secret = randomBytes(SECRET_BYTES);
  const id = keyId(secret);
  return {
    version: 1,
    active: id,
    keys: [{ id, created_at: now.toISOString(), secret: secret.toString('base64') }],
  };
}

export function createKeyring(file: KeyFile): Keyring {
  const secrets = new Map(file.keys.map((key) => [key.id, Buffer.from(key.secret, 'base64')]));
  const cache = new Map<string, Buffer>();
  return {
    activeKeyId: file.active,
    derive(purpose, tenant, id = file.active) {
      const slot = `${id}/${purpose}/${tenant}`;
      const known = cache.get(slot);
      if (known !== undefined) return known;
      const secret = secrets.get(id);
      if (secret === undefined) throw new TriplineError('KEY_UNKNOWN', `Its id is ${id.slice(0, 16)}.`);
      const key = deriveKey(secret, purpose, tenant);
      if (tenant.length <= CACHED_TENANT_LENGTH) remember(cache, slot, key);
      return key;
    },
  };
}

/** HKDF-SHA256 (RFC 5869); the tenant enters as its SHA-256, as info is limited and tenants are not. */
function deriveKey(secret: Buffer, purpose: KeyPurpose, tenant: string): Buffer {
  const info = frame('tripline.v1', purpose, hash('sha256', Buffer.from(tenant, 'utf8'), 'buffer'));
  return Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), info, SECRET_BYTES));
}

function keyId(secret: Buffer): string {
  const derived = hkdfSync('sha256', secret, Buffer.alloc(0), frame('tripline.v1', 'key id'), SECRET_BYTES);
  return `k${hash('sha256', Buffer.from(derived)).slice(0, 8)}`;
}

function remember(cache: Map<string, Buffer>, slot: string, key: Buffer): void {
  if (cache.size >= CACHED_KEYS) cache.delete(cache.keys().next().value ?? slot);
  cache.set(slot, key);
}

function checkIds(file: KeyFile): void {
  const faults = file.keys.flatMap((key, index) =>
    key.id === keyId(Buffer.from(key.secret, 'base64')) ? [] : [`keys.${index}.id is not its secret's`],
  );
  const ids = new Set(file.keys.map((key) => key.id));
  if (ids.size !== file.keys.length) faults.push('keys holds an id twice');
  if (!ids.has(file.active)) faults.push('active names no key of the file');
  if (faults.length > 0) throw invalid(faults);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Without a cause: V8's message quotes the text.
    throw invalid(['it is not JSON']);
  }
}

function invalid(faults: string[]): TriplineError {
  return new TriplineError(
    'CONFIG_INVALID',
    `The key file (TRIPLINE_KEY_FILE) is at fault: ${faults.join('; ')}.`,
  );
}
