/** A guarded call of which every step can fail: ports that tell when they are reached, before and after they do their work. */

import {
  createBudget,
  createCorrelator,
  DEFAULT_OPTIONS,
} from '../../services/core/detection/correlation/correlator.ts';
import type { ToolEvent, TriplineEvent } from '../../services/core/events/types.ts';
import type { Gate, GateCall, GateDecision } from '../../services/core/policy/gate/types.ts';
import { buildGuard } from '../../services/emitter/guard/guard.ts';
import type { Guard } from '../../services/emitter/guard/types.ts';
import type { Emitter, Receipt, ToolInput } from '../../services/emitter/types.ts';
import type { ControlLog } from '../../services/platform/control/control-log.ts';
import { trace } from './correlation-script.ts';

/** Throws, kills the process, or only counts. */
export type Reached = (step: string) => void;

export const HIGH_RISK_CALL = { name: 'run_shell', kind: 'SHELL' } as const;
export const SESSION = 'failpoints';

export interface Steps {
  emitter: Emitter;
  control: ControlLog | null;
  effect: 'ALLOW' | 'HOLD' | 'DENY';
  reached: Reached;
  /** The tool does its work here. */
  ran: () => Promise<void> | void;
  hash: (text: string) => string;
  deadlineMs: number;
  /** Default `SESSION`. */
  session_id?: string;
}

/** Makes one high-risk call behind a guard whose every step tells that it is reached; says how it ended. */
export async function callThrough(steps: Steps): Promise<'ran' | 'failed'> {
  const { reached, control } = steps;
  const gate = gateThrough(steps);
  const guard: Guard = buildGuard({
    emitter: emitterThrough(steps.emitter, reached),
    control: control === null ? null : controlThrough(control, reached),
    deadlineMs: steps.deadlineMs,
    now: Date.now,
    reach: {},
    live: { gate: async () => gate, digest: 'test', ready: Promise.resolve(), stop: () => undefined },
    onFault: () => undefined,
    digestOf: (text) => {
      reached('digest');
      const digest = steps.hash(text);
      reached('digested');
      return digest;
    },
  });
  const run = guard.tool(HIGH_RISK_CALL, async () => {
    reached('start');
    await steps.ran();
    reached('result');
    return 'done';
  });
  try {
    await run({ command: 'ls' }, { session_id: steps.session_id ?? SESSION, call_id: 'call' });
    return 'ran';
  } catch {
    return 'failed';
  } finally {
    await guard.close();
  }
}

/** How many calls ran by the events, and the rules of the findings about them once nothing more can come. */
export function judgeEvents(events: readonly TriplineEvent[]): { outcomes: number; integrity: string[] } {
  const correlator = createCorrelator(DEFAULT_OPTIONS, createBudget());
  const found = events.flatMap((event, offset) =>
    correlator.add(SESSION, trace({ event, findings: [] }), {
      offset,
      timestamp: event.origin.occurred_at / 1000,
    }),
  );
  found.push(...correlator.elapse(Number.POSITIVE_INFINITY));
  const integrity = found.filter(({ finding }) => finding.category === 'INTEGRITY');
  return {
    outcomes: events.filter((event) => event.type === 'tool' && /COMPLETED|FAILED/.test(event.phase)).length,
    integrity: integrity.map(({ finding }) => finding.rule_id),
  };
}

/** Whether a decision that lets the call run is among the events. */
export function isDecided(events: readonly TriplineEvent[]): boolean {
  const lets = ({ phase, decision }: ToolEvent) =>
    phase === 'APPROVED' || (phase === 'REQUESTED' && decision?.effect === 'ALLOW');
  return events.some((event) => event.type === 'tool' && lets(event));
}

function gateThrough({ effect, reached }: Steps): Gate {
  const decision: GateDecision = {
    effect,
    policy: 'test',
    reasons: ['A test.'],
    highRisk: true,
    findings: [],
    holdMs: effect === 'HOLD' ? 60_000 : null,
  };
  const decide = (_: GateCall, name: string, answer: GateDecision) => {
    reached(name);
    return answer;
  };
  return {
    policyDigest: 'test',
    onFailure: 'DENY',
    decide: (call) => decide(call, 'decide', decision),
    decideOnFailure: (call) => decide(call, 'decide on failure', { ...decision, effect: 'DENY' }),
    explain: () => ({ decision, steps: [] }),
    memory: { offered: () => undefined, result: () => reached('remember'), unused: () => [] },
  };
}

function emitterThrough(emitter: Emitter, reached: Reached): Emitter {
  const tool = (input: ToolInput) => {
    reached(`emit ${input.phase}`);
    const receipt = emitter.tool(input);
    reached(`emitted ${input.phase}`);
    return receiptThrough(receipt, input.phase, reached);
  };
  return new Proxy(emitter, { get: (target, name) => (name === 'tool' ? tool : Reflect.get(target, name)) });
}

function receiptThrough(receipt: Receipt, phase: string, reached: Reached): Receipt {
  const { event_id, interaction_id, accepted, error } = receipt;
  return {
    event_id,
    interaction_id,
    accepted,
    error,
    get durable() {
      return receipt.durable;
    },
    get acknowledged() {
      reached(`await ${phase}`);
      return receipt.acknowledged.then(() => reached(`acknowledged ${phase}`));
    },
  };
}

function controlThrough(control: ControlLog, reached: Reached): ControlLog {
  return {
    start: () => control.start(),
    stop: () => control.stop(),
    remove: (type, id) => control.remove(type, id),
    get: (type, id) => control.get(type, id),
    list: (type, id) => control.list(type, id),
    oldest: (type, count) => control.oldest(type, count),
    holdsOf: (tenant, id) => control.holdsOf(tenant, id),
    pendingHolds: (nowMs, tenant) => control.pendingHolds(nowMs, tenant),
    onChange: (listener) => control.onChange(listener),
    isCurrent: () => control.isCurrent(),
    put: async (record) => {
      reached(`put ${record.type}`);
      await control.put(record);
      reached(`has put ${record.type}`);
    },
  };
}
