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
/** Decisions remembered, of subjects of ordinary length: a session asks again with every prompt. */
const REMEMBERED = 10_000;
const REMEMBERED_LENGTH = 64;

export function createSampler({ privilegedRoles, rate, key }: SamplingPolicy): Sampler {
  const roles = new Set(privilegedRoles.map(normalise));
  const sampling = hmacKey(deriveEmitterKey(key, 'sampling'));
  const decisions = new Map<string, boolean>();
  function isDrawn(subject: string): boolean {
    const known = decisions.get(subject);
    if (known !== undefined) return known;
    const drawn = hmac(sampling, encodeText(subject)).readUIntBE(0, 6) / STEPS < rate;
    if (decisions.size >= REMEMBERED) decisions.clear();
    if (subject.length <= REMEMBERED_LENGTH) decisions.set(subject, drawn);
    return drawn;
  }
  return { keeps: (subject, role) => (role !== null && roles.has(normalise(role))) || isDrawn(subject) };
}

/** 32 bytes: HKDF-SHA256 of the emitter key, no salt, one info string per purpose. */
export function deriveEmitterKey(key: Uint8Array, purpose: 'sampling' | 'stubs' | 'spool'): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', `tripline/emitter/${purpose}/v1`, 32));
}

function normalise(role: string): string {
  return role.trim().toLowerCase();
}
