/** The key an emitter gets, as text: `tek1.<tenant, base64url>.<32 bytes, base64url>`. */
import { TriplineError } from '../errors.ts';

const FORM = /^tek1\.([A-Za-z0-9_-]*)\.([A-Za-z0-9_-]{43})$/;

export interface EmitterKey {
  tenant: string;
  key: Buffer;
}

export function formatEmitterKey(tenant: string, key: Uint8Array): string {
  return `tek1.${Buffer.from(tenant, 'utf8').toString('base64url')}.${Buffer.from(key).toString('base64url')}`;
}

/** @throws TriplineError CONFIG_INVALID, never repeating the text */
export function parseEmitterKey(text: string): EmitterKey {
  const [, tenant, key] = FORM.exec(text) ?? [];
  if (tenant === undefined || key === undefined) {
    throw new TriplineError('CONFIG_INVALID', 'At fault: the emitter key is not of the form tek1.….….');
  }
  return { tenant: Buffer.from(tenant, 'base64url').toString('utf8'), key: Buffer.from(key, 'base64url') };
}
