import type { ApiKey, Approval, Claim, Hold } from '../../services/core/events/types.ts';

export function aHold(changes: Partial<Hold> = {}): Hold {
  return {
    type: 'hold',
    hold_id: '01932c07-8f00-7a3b-9c4d-000000000005',
    call_id: 'call-1',
    tenant: 'acme',
    application: 'support-agent',
    environment: 'production',
    session_id: 'session-1',
    interaction_id: '01932c07-8f00-7a3b-9c4d-000000000000',
    requested_event_id: '01932c07-8f00-7a3b-9c4d-000000000004',
    tool: { name: 'refund', kind: 'FUNCTION', endpoint: null },
    arguments_digest: 'a'.repeat(64),
    policy: 'refunds-over-limit',
    reasons: ['a refund over the limit'],
    held_at: 1_731_600_000_000_000,
    expires_at: 1_731_600_300_000_000,
    asker_digest: 'b'.repeat(64),
    ...changes,
  };
}

export function anApproval(changes: Partial<Approval> = {}): Approval {
  return {
    type: 'approval',
    hold_id: aHold().hold_id,
    tenant: 'acme',
    verdict: 'APPROVED',
    by: 'ada',
    reason: 'seen the order',
    arguments_digest: 'a'.repeat(64),
    decided_at: 1_731_600_001_000_000,
    ...changes,
  };
}

export function aClaim(changes: Partial<Claim> = {}): Claim {
  return {
    type: 'claim',
    hold_id: aHold().hold_id,
    tenant: 'acme',
    claimed_by: '01932c07-8f00-7a3b-9c4d-000000000006',
    claimed_at: 1_731_600_002_000_000,
    ...changes,
  };
}

export function anApiKey(changes: Partial<ApiKey> = {}): ApiKey {
  return {
    type: 'api_key',
    key_id: '0123456789abcdef',
    tenant: 'acme',
    name: 'billing',
    secret_hash: Buffer.alloc(32, 7),
    scopes: ['events:write', 'gate:check'],
    may_claim_identity: false,
    rate_per_second: 50,
    created_at: 1_731_600_000_000_000,
    revoked_at: null,
    ...changes,
  };
}
