import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { callRules, judgeCall } from '../../../../services/core/detection/calls.ts';
import type {
  Effect,
  Finding,
  ToolEvent,
  ToolKind,
  ToolPhase,
} from '../../../../services/core/events/types.ts';

interface Case {
  kind?: ToolKind;
  status?: 'YES' | 'NO' | 'UNKNOWN';
  principal?: string | null;
  user?: string | null;
  cached?: boolean;
  stored?: boolean;
  found?: Partial<Finding>[];
  phase?: ToolPhase;
  effect?: Effect;
}

function rulesOf({
  kind = 'HTTP',
  status = 'YES',
  principal = null,
  user = 'ana',
  cached,
  stored,
  found = [],
  phase = 'REQUESTED',
  effect,
}: Case) {
  const event = {
    phase,
    decision: effect === undefined ? null : { effect, policy: 'p', reasons: [], approver: null },
    tool: { name: 'crm', kind, endpoint: null },
    authentication: { status, method: null, principal },
    origin: { actor: { user_id: user, role: null, department: null } },
    response_cached: cached ?? null,
    response_stored: stored ?? null,
  } as unknown as ToolEvent;
  return judgeCall(event, found as Finding[]).map(({ card, path }) => `${card.id} ${path}`);
}

describe('what a call says of itself', () => {
  const cases: [string, Case, string[]][] = [
    ['a call over HTTP as the actor is nothing', { principal: 'ana' }, []],
    ['a shell or database call is high-risk', { kind: 'SHELL' }, ['high-risk-tool-call /tool/kind']],
    ['a call that the policy lets pass is nothing', { effect: 'ALLOW' }, []],
    ['one that somebody is to be told of', { effect: 'ALERT' }, ['policy-decision /decision/effect']],
    ['one that is held', { effect: 'HOLD' }, ['policy-decision /decision/effect']],
    ['one that is denied', { effect: 'DENY' }, ['policy-decision /decision/effect']],
    ['is told of once', { effect: 'DENY', phase: 'DENIED' }, []],
    ['no authentication', { status: 'NO' }, ['unauthenticated-call /authentication/status']],
    ['a function of the process needs none', { kind: 'FUNCTION', status: 'NO' }, []],
    ['not knowing is no finding', { status: 'UNKNOWN' }, []],
    ['somebody else', { principal: 'bob' }, ['call-as-another /authentication/principal']],
    ['the same person by another spelling', { principal: 'user:Ana@example.com' }, []],
    [
      'another person of the same domain',
      { principal: 'bob@x.org', user: 'ana@x.org' },
      ['call-as-another /authentication/principal'],
    ],
    ['a service account is nobody else', { principal: 'svc-crm' }, []],
    ['a cloud role is nobody else', { principal: 'arn:aws:iam::1:role/x' }, []],
    ['nobody to compare with', { principal: 'bob', user: null }, []],
    [
      'a sensitive result cached',
      { cached: true, found: [{ path: '/result', category: 'PII', severity: 'HIGH' }] },
      ['sensitive-result-kept /response_cached'],
    ],
    [
      'a sensitive result stored',
      { cached: true, stored: true, found: [{ path: '/result', category: 'SECRET', severity: 'HIGH' }] },
      ['sensitive-result-kept /response_stored'],
    ],
    [
      'a result that is not sensitive',
      { cached: true, found: [{ path: '/result', category: 'CODE', severity: 'HIGH' }] },
      [],
    ],
    [
      'sensitive arguments are not the result',
      { cached: true, found: [{ path: '/arguments', category: 'PII', severity: 'HIGH' }] },
      [],
    ],
    [
      'a sensitive result that is not kept',
      { cached: false, found: [{ path: '/result', category: 'PII', severity: 'HIGH' }] },
      [],
    ],
  ];
  for (const [name, given, expected] of cases) test(name, () => assert.deepEqual(rulesOf(given), expected));

  test('the rules have ids of their own', () => {
    assert.equal(new Set(callRules.map(({ id }) => id)).size, callRules.length);
  });
});
