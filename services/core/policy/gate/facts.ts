/** What is known of one call: each thing found out when it is first asked for, and once. */

import { goesOut } from '../../detection/correlation/outward.ts';
import type { Finder } from './call-findings.ts';
import { type Given, readGiven } from './given.ts';
import { type Hosts, hostsOf } from './hosts.ts';
import type { SessionMemory, Taint } from './memory.ts';
import type { GateCall, GateFinding } from './types.ts';

const LONGEST_COMMAND = 64 * 1024;
/** As the detector’s correlation calls the same. */
export const SENT_OUT: Readonly<Record<Taint, GateFinding | null>> = {
  NONE: null,
  ANY: { rule_id: 'result-sent-out', category: 'TOOL_ABUSE', type: 'result_sent_out', severity: 'LOW' },
  SENSITIVE: {
    rule_id: 'sensitive-result-sent-out',
    category: 'TOOL_ABUSE',
    type: 'sensitive_result_sent_out',
    severity: 'HIGH',
  },
};

export function sendsOut({ tool, arguments: given }: GateCall): boolean {
  return goesOut(tool, () => given.slice(0, LONGEST_COMMAND));
}

export class Facts {
  readonly call: GateCall;
  readonly findings: readonly GateFinding[];
  readonly taint: Taint;
  readonly isOutward: boolean;
  #given: Given | null = null;
  #texts: string[] | null = null;
  #hosts: Hosts | null = null;

  constructor(call: GateCall, find: Finder, memory: SessionMemory) {
    this.call = call;
    const { findings, matches } = find(call);
    this.isOutward = sendsOut(call);
    this.taint = this.isOutward ? memory.taintOf(call, matches) : 'NONE';
    const sent = SENT_OUT[this.taint];
    this.findings = sent === null ? findings : [...findings, sent];
  }

  get given(): Given {
    this.#given ??= readGiven(this.call.arguments);
    return this.#given;
  }

  /** The arguments as they stand, and every string in them. */
  get texts(): readonly string[] {
    if (this.#texts === null) {
      this.#texts = [this.call.arguments];
      for (const { value } of this.given.leaves)
        if (typeof value === 'string' && value !== '') this.#texts.push(value);
    }
    return this.#texts;
  }

  /** Where it goes: the endpoint, and all that the arguments name (hosts.ts). */
  get hosts(): Hosts {
    this.#hosts ??= hostsOf(this.call);
    return this.#hosts;
  }
}
