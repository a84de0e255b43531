/** Who stands behind an event: in clear for raw, committed to for the ledger, as tokens for masked and findings. */
import { hash } from 'node:crypto';
import type { Device, TriplineEvent } from '../events/types.ts';
import { frame } from './frame.ts';
import { type HmacKey, hmacKey } from './hmac.ts';
import { randomBytes } from './random.ts';
import { maskToken } from './tokens.ts';
import type { Keyring } from './types.ts';

export interface Identity {
  user_id: string | null;
  device: Device | null;
  principal: string | null;
  approver: string | null;
  by: string | null;
}
export interface Commitment {
  /** 16 random bytes, hex. */
  salt: string;
  /** SHA-256 (hex) of salt ‖ canonical identity. */
  commitment: string;
}

export function identityOf(event: TriplineEvent): Identity {
  return {
    user_id: event.origin.actor.user_id,
    device: event.origin.device,
    principal: event.type === 'tool' ? (event.authentication?.principal ?? null) : null,
    approver: event.type === 'tool' ? (event.decision?.approver ?? null) : null,
    by: event.type === 'feedback' || event.type === 'audit' ? event.by : null,
  };
}

export function commitTo(identity: Identity, salt: Buffer = randomBytes(16)): Commitment {
  const bytes = Buffer.concat([salt, canonicalIdentity(identity)]);
  return { salt: salt.toString('hex'), commitment: hash('sha256', bytes) };
}

/** Each field behind its length, in a fixed order; null is told from the empty string. */
function canonicalIdentity({ user_id, device, principal, approver, by }: Identity): Buffer {
  const fields = [user_id, device?.id, device?.ip, device?.user_agent, principal, approver, by];
  return frame(...fields.map((value) => (value === null || value === undefined ? '' : `=${value}`)));
}

/** Every identity becomes a keyed token; one person has one token wherever they appear in a tenant. */
export function tokenIdentity(keyring: Keyring, tenant: string, identity: Identity): Identity {
  const key = hmacKey(keyring.derive('identities', tenant));
  const token = (type: string, value: string | null) =>
    value === null || value === '' ? value : knownToken(key, type, value);
  const { user_id, device, principal, approver, by } = identity;
  return {
    user_id: token('USER', user_id),
    device: device && {
      id: token('DEVICE', device.id),
      ip: token('IP', device.ip),
      user_agent: token('AGENT', device.user_agent),
    },
    principal: token('USER', principal),
    approver: token('USER', approver),
    by: token('USER', by),
  };
}

/** The same few people and devices come again and again; others neither fill the memory nor stay in it: one bound for all keys. */
const REMEMBERED = 10_000;
const REMEMBERED_LENGTH = 256;
let remembered = new Map<HmacKey, Map<string, string>>();
let rememberedTokens = 0;

function knownToken(key: HmacKey, type: string, value: string): string {
  if (value.length > REMEMBERED_LENGTH) return maskToken(key, type, value);
  const name = `${type}:${value}`;
  const known = remembered.get(key)?.get(name);
  if (known !== undefined) return known;
  if (rememberedTokens >= REMEMBERED) {
    remembered = new Map();
    rememberedTokens = 0;
  }
  const made = maskToken(key, type, value);
  const tokens = remembered.get(key) ?? new Map<string, string>();
  remembered.set(key, tokens.set(name, made));
  rememberedTokens += 1;
  return made;
}
