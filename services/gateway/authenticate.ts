import { TriplineError } from '../core/errors.ts';
import type { ApiKey } from '../core/events/types.ts';
import { isGenuine, parseApiKey, type Scope } from '../core/policy/api-key.ts';
import type { ControlLog } from '../platform/control/control-log.ts';

const BEARER = /^Bearer +(\S+)$/i;

/** Looked up anew for every request, so that a revoked key counts for nothing from then on. @throws TriplineError UNAUTHENTICATED */
export function authenticate(header: string | undefined, control: Pick<ControlLog, 'get'>): ApiKey {
  const parts = parseApiKey(BEARER.exec(header ?? '')?.[1] ?? '');
  const key = parts === null ? undefined : control.get('api_key', parts.key_id);
  if (parts === null || !isGenuine(parts.secret, key)) throw new TriplineError('UNAUTHENTICATED');
  return key;
}

/** @throws TriplineError SCOPE_MISSING */
export function authorize(key: ApiKey, scope: Scope | null): void {
  if (scope !== null && !key.scopes.includes(scope))
    throw new TriplineError('SCOPE_MISSING', `Needed: ${scope}.`);
}
