/** Keys to the gateway: `tlk1.<key id>.<secret>`, both made at random. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { ApiKey } from '../events/types.ts';

export const SCOPES = [
  'events:write',
  'gate:check',
  'approvals:read',
  'approvals:write',
  'feedback:write',
] as const;
export type Scope = (typeof SCOPES)[number];

export interface ApiKeyParts {
  key_id: string;
  secret: string;
}

const FORM = /^tlk1\.([0-9a-f]{16})\.([A-Za-z0-9_-]{43})$/;
const NOBODY = Buffer.alloc(32);

export function formatApiKey({ key_id, secret }: ApiKeyParts): string {
  return `tlk1.${key_id}.${secret}`;
}

/** Parts from 8 and 32 random bytes. */
export function apiKeyOf(id: Buffer, secret: Buffer): ApiKeyParts {
  return { key_id: id.toString('hex'), secret: secret.toString('base64url') };
}

export function parseApiKey(text: string): ApiKeyParts | null {
  const [, key_id, secret] = FORM.exec(text) ?? [];
  return key_id === undefined || secret === undefined ? null : { key_id, secret };
}

/**
 * One SHA-256, neither salted nor slow: the secret is 256 random bits, so that there is nothing to guess that a slow hash would
 * have to hold up, and no two keys have the same one. A slow hash would only let strangers spend the gateway's time.
 */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Whether the secret is that of the key found under its id, and the key counts. The same work for a key that does not exist. */
export function isGenuine(secret: string, key: ApiKey | undefined): key is ApiKey {
  const expected = key?.secret_hash.length === NOBODY.length ? key.secret_hash : NOBODY;
  const isRight = timingSafeEqual(hashSecret(secret), expected);
  return isRight && key !== undefined && key.revoked_at === null;
}
