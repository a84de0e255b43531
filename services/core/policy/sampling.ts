/** Whose prompts are kept whole, decided by a keyed hash so that a session is kept or stubbed as a whole and nobody without the key can tell which. */
import { hkdfSync } from 'node:crypto';
import { encodeText } from '../events/text.ts';
import { hmac, hmacKey } from '../evidence/hmac.ts';

export interface SamplingPolicy {
  /** Compared without case; their prompts are always kept. */
  privilegedRoles: readonly string[];
  /** Share of the other sessions that is kept: 0 to 1. */
  rate: number;
  /** The tenant's emitter key. */
  key: Uint8Array;
}

export interface Sampler {
  /** `subject` is the session id, else the interaction id. */
  keeps(subject: string, role: string | null): boolean;
}

const STEPS = 2 ** 48;

export function createSampler({ privilegedRoles, rate, key }: SamplingPolicy): Sampler {
  const roles = new Set(privilegedRoles.map(normalise));
  const sampling = hmacKey(deriveEmitterKey(key, 'sampling'));
  return {
    keeps: (subject, role) =>
      (role !== null && roles.has(normalise(role))) ||
      hmac(sampling, encodeText(subject)).readUIntBE(0, 6) / STEPS < rate,
  };
}

/** 32 bytes: HKDF-SHA256 of the emitter key, no salt, one info string per purpose. */
export function deriveEmitterKey(key: Uint8Array, purpose: 'sampling' | 'stubs'): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', `tripline/emitter/${purpose}/v1`, 32));
}

function normalise(role: string): string {
  return role.trim().toLowerCase();
}
