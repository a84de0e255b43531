/** Purposes for which keys are derived from a root key (HKDF-SHA256), per tenant. */
export type KeyPurpose = 'tokens' | 'digests' | 'identities' | 'seal' | 'emitter';

/**
 * Root keys by id, one of them active. Deriving is pure; reading the key file is platform/config's business.
 * @throws TriplineError KEY_UNKNOWN from `derive` for an id that is not held
 */
export interface Keyring {
  readonly activeKeyId: string;
  /** 32 bytes, cached. */
  derive(purpose: KeyPurpose, tenant: string, keyId?: string): Buffer;
}

/** Seals and opens payloads in the envelope of docs/formats.md. The evidence issue puts per-subject keys behind this. */
export interface Sealer {
  /** `binding` is what the associated data binds: event id and field. */
  seal(payload: Uint8Array, binding: SealBinding): Buffer;
  /** @throws TriplineError SEAL_BROKEN, KEY_UNKNOWN */
  open(envelope: Uint8Array, binding: SealBinding): Buffer;
}
export interface SealBinding {
  tenant: string;
  event_id: string;
  field: string;
}
