/** A policy's examples are its tests: each is decided by the whole policy, in a session of its own. */
import type { Engine } from '../../detection/types.ts';
import { createGate } from './gate.ts';
import type { Policy, PolicyExample } from './policy.ts';
import type { Gate, GateEffect } from './types.ts';

export interface ExampleFailure {
  /** The rule whose example it is; null for one of the policy as a whole. */
  rule: string | null;
  /** Its place in the list, from 0. */
  index: number;
  expected: GateEffect;
  got: GateEffect;
  /** What decided. */
  by: string;
}

export interface ExampleReport {
  count: number;
  failures: readonly ExampleFailure[];
}

/** An example that expects its rule's own effect holds only if that rule matched. */
export function tryExamples(policy: Policy, engine: Engine): ExampleReport {
  const gate = createGate({ policy, engine });
  const all = [
    ...policy.rules.flatMap(({ id, effect, examples }) =>
      examples.map((example, index) => ({ rule: id, effect, example, index })),
    ),
    ...policy.examples.map((example, index) => ({ rule: null, effect: null, example, index })),
  ];
  const failures = all.flatMap(({ rule, effect, example, index }, place): ExampleFailure[] => {
    const { decision, steps } = explainIn(gate, example, `example ${place}`);
    const mustMatch = rule !== null && example.expect === effect;
    const holds =
      decision.effect === example.expect &&
      (!mustMatch || steps.some((step) => step.rule === rule && step.matched));
    return holds
      ? []
      : [{ rule, index, expected: example.expect, got: decision.effect, by: decision.policy }];
  });
  return { count: all.length, failures };
}

function explainIn(gate: Gate, { call, after }: PolicyExample, session_id: string) {
  for (const { tool, result } of after) gate.memory.result({ tenant: call.tenant, session_id }, tool, result);
  return gate.explain({ ...call, session_id });
}
