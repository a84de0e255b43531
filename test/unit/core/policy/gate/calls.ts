/** Calls and gates for the tests of the policy. */
import { defaultEngine } from '../../../../../services/core/detection/default-engine.ts';
import { createGate } from '../../../../../services/core/policy/gate/gate.ts';
import { parsePolicy } from '../../../../../services/core/policy/gate/parse-policy.ts';
import type { Gate, GateCall } from '../../../../../services/core/policy/gate/types.ts';
import { defaultPolicyText } from '../../../../../services/platform/policy/load-policy.ts';

export function callOf(
  given: Partial<GateCall> & { name?: string; kind?: GateCall['tool']['kind'] } = {},
): GateCall {
  const { name = 'save', kind = 'FUNCTION', ...call } = given;
  return {
    tool: { name, kind, endpoint: null },
    arguments: '{}',
    actor: { user_id: null, role: null, department: null },
    use_case: null,
    session_id: 'session',
    tenant: 'acme',
    application: 'desk',
    environment: 'production',
    authentication: null,
    ...call,
  };
}

/** Patterns are taken for proved. */
export function gateOf(text: string): Gate {
  return createGate({ policy: parsePolicy(text, { prove: () => null }), engine: defaultEngine() });
}

export function defaultGate(): Gate {
  return gateOf(defaultPolicyText());
}

/** A policy of rules that each have an example, whatever they say. */
export function policyOf(rules: readonly string[], head = ''): string {
  const listed = rules.map((rule, index) => {
    const effect = /effect: (\w+)/.exec(rule)?.[1] ?? 'deny';
    const given = `id: rule-${index}, description: Rule ${index}., ${rule}`;
    return `  - { ${given}, examples: [{ expect: ${effect}, tool: any, kind: FUNCTION }] }\n`;
  });
  return `version: 1\n${head}rules:\n${listed.join('') || '  []\n'}`;
}
