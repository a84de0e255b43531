/** What a key may say: of whose tenant something is, and who somebody is. */
import { TriplineError } from '../core/errors.ts';
import type { Actor, ApiKey, Device, TriplineEvent } from '../core/events/types.ts';

type Claimant = Pick<ApiKey, 'tenant' | 'scopes' | 'may_claim_identity'>;

/** @throws TriplineError TENANT_FOREIGN, IDENTITY_UNPROVED, SCOPE_MISSING */
export function checkClaims(event: TriplineEvent, key: Claimant): void {
  if (event.origin.tenant !== key.tenant) throw new TriplineError('TENANT_FOREIGN');
  if (event.type === 'audit' && !mayAudit(event.action, key))
    throw new TriplineError(
      'SCOPE_MISSING',
      'Needed for audit events that approve or reject: approvals:write; others come from operators alone.',
    );
  refuseIdentity(key, [...ofOrigin(event), ...ofBody(event)]);
}

/** @throws TriplineError IDENTITY_UNPROVED naming every field */
export function refuseIdentity(key: Claimant, fields: readonly string[]): void {
  if (key.may_claim_identity || fields.length === 0) return;
  throw new TriplineError('IDENTITY_UNPROVED', `Fields: ${fields.join(', ')}.`);
}

/** Paths of what is not null. */
export function identityIn(
  path: string,
  fields: Partial<Record<keyof Actor | keyof Device, string | null | undefined>> | null | undefined,
): string[] {
  return Object.entries(fields ?? {}).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [`${path}/${name}`],
  );
}

function ofOrigin({ origin }: TriplineEvent): string[] {
  return [...identityIn('/origin/actor', origin.actor), ...identityIn('/origin/device', origin.device)];
}

function ofBody(event: TriplineEvent): string[] {
  switch (event.type) {
    case 'tool':
      return [
        ...(event.authentication?.principal == null ? [] : ['/authentication/principal']),
        ...(event.decision?.approver == null ? [] : ['/decision/approver']),
      ];
    case 'feedback':
    case 'audit':
      return event.by === null ? [] : ['/by'];
    default:
      return [];
  }
}

function mayAudit(action: string, key: Claimant): boolean {
  return (action === 'APPROVE' || action === 'REJECT') && key.scopes.includes('approvals:write');
}
