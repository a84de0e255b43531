/** A guard over Kafka's twin and a gate that says what a test wants. */
import type { TestContext } from 'node:test';
import type { ToolEvent } from '../../../../services/core/events/types.ts';
import type { Gate, GateCall, GateDecision } from '../../../../services/core/policy/gate/types.ts';
import { buildGuard, type GuardDeps } from '../../../../services/emitter/guard/guard.ts';
import type { LiveGate } from '../../../../services/emitter/guard/live-gate.ts';
import type { Guard } from '../../../../services/emitter/guard/types.ts';
import type { Emitter } from '../../../../services/emitter/types.ts';
import { type ControlLog, createControlLog } from '../../../../services/platform/control/control-log.ts';
import type { MemoryKafka } from '../../../../services/platform/kafka/memory.ts';
import { topicNames } from '../../../../services/platform/kafka/topics.ts';
import { emitterOn, events, twin } from '../support.ts';

export const SHELL = { name: 'run_shell', kind: 'SHELL' } as const;
export const REFUND = { name: 'refund', kind: 'FUNCTION' } as const;
export const SESSION = { session_id: 's-1', actor: { user_id: 'ada', role: 'support' } };

export type Ruling = Partial<GateDecision> & Pick<GateDecision, 'effect'>;
/** What the gate says to a call; throws where it is to break. */
export type Rule = (call: GateCall) => Ruling;

export const HOLD: Rule = () => ({
  effect: 'HOLD',
  policy: 'refunds',
  reasons: ['A refund over the limit.'],
  holdMs: 60_000,
});

export interface Place {
  kafka: MemoryKafka;
  emitter: Emitter;
  guard: Guard;
  /** What results the gate was told of. */
  remembered: string[];
  faults: unknown[];
  /** The phases on llm.events, in order. */
  phases(): Promise<string[]>;
  tools(): Promise<ToolEvent[]>;
}

export interface PlaceOptions
  extends Partial<Pick<GuardDeps, 'control' | 'deadlineMs' | 'digestOf' | 'now'>> {
  kafka?: MemoryKafka;
  /** Stands before the emitter that the guard gets. */
  through?: (emitter: Emitter) => Emitter;
  onFailure?: Ruling;
}

export async function place(t: TestContext, rule: Rule, options: PlaceOptions = {}): Promise<Place> {
  const { kafka = await twin(), through = (emitter) => emitter, onFailure, ...deps } = options;
  const emitter = emitterOn(kafka, { tenant: 'acme' });
  const remembered: string[] = [];
  const faults: unknown[] = [];
  const gate = gateOf(rule, onFailure, remembered);
  const guard = buildGuard({
    control: null,
    deadlineMs: 1000,
    now: Date.now,
    reach: {},
    ...deps,
    emitter: through(emitter),
    live: liveOf(gate),
    onFault: (error) => faults.push(error),
  });
  t.after(async () => {
    await guard.close();
    await emitter.close(0);
  });
  const tools = async () => (await events(kafka)).filter((event) => event.type === 'tool');
  const phases = async () => (await tools()).map(({ phase }) => phase);
  return { kafka, emitter, guard, remembered, faults, phases, tools };
}

export async function controlOn(kafka: MemoryKafka, t: TestContext): Promise<ControlLog> {
  const control = createControlLog({ kafka, topic: topicNames().control, writeTimeoutMs: 1000 });
  t.after(() => control.stop());
  await control.start();
  return control;
}

/** Resolves with the next hold that is written. */
export function nextHold(
  control: ControlLog,
): Promise<ReturnType<ControlLog['list']>[number] & { type: 'hold' }> {
  return new Promise((resolve) => {
    const end = control.onChange((type, id) => {
      const hold = type === 'hold' ? control.get('hold', id) : undefined;
      if (hold === undefined) return;
      end();
      resolve(hold);
    });
  });
}

export function decisionOf({ effect, ...more }: Ruling): GateDecision {
  return {
    effect,
    policy: 'rule',
    reasons: ['Because.'],
    highRisk: false,
    findings: [],
    holdMs: null,
    ...more,
  };
}

function gateOf(rule: Rule, onFailure: Ruling | undefined, remembered: string[]): Gate {
  const highRisk = ({ tool }: GateCall) => tool.kind === 'SHELL' || tool.kind === 'DATABASE';
  return {
    policyDigest: 'test',
    onFailure: onFailure?.effect ?? 'ALLOW',
    decide: (call) => decisionOf({ highRisk: highRisk(call), ...rule(call) }),
    decideOnFailure: (call) => {
      const effect = highRisk(call) ? 'DENY' : 'ALLOW';
      return decisionOf({ highRisk: highRisk(call), policy: 'guard-failure', ...(onFailure ?? { effect }) });
    },
    explain: () => ({ decision: decisionOf({ effect: 'DENY' }), steps: [] }),
    memory: {
      offered: (_, tools) => void remembered.push(`offered ${tools.join()}`),
      result: ({ session_id }, tool, result) => void remembered.push(`${session_id} ${tool.name} ${result}`),
      unused: () => [],
    },
  };
}

function liveOf(gate: Gate): LiveGate {
  return {
    gate: async () => gate,
    digest: gate.policyDigest,
    ready: Promise.resolve(),
    stop: () => undefined,
  };
}
