/** What is known of one call: each thing found out when it is first asked for, and once. */

import { classifyTarget } from '../../detection/analysers/http/target.ts';
import { urlsIn } from '../../detection/analysers/http/urls.ts';
import { goesOut } from '../../detection/correlation/outward.ts';
import type { Finder } from './call-findings.ts';
import { type Given, readGiven } from './given.ts';
import type { SessionMemory, Taint } from './memory.ts';
import type { GateCall, GateFinding } from './types.ts';

const LONGEST_COMMAND = 64 * 1024;
const MOST_HOSTS = 64;
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
  #hosts: string[] | null = null;

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

  /** Where it goes: of the endpoint and of every URL in the arguments; lower case, without look-alikes. */
  get hosts(): readonly string[] {
    if (this.#hosts === null) {
      const hosts = new Set<string>();
      const { endpoint } = this.call.tool;
      if (endpoint !== null) hosts.add(classifyTarget(endpoint, true).host);
      for (const text of this.texts)
        for (const { start, end } of urlsIn(text)) {
          if (hosts.size >= MOST_HOSTS) break;
          hosts.add(classifyTarget(text.slice(start, end)).host);
        }
      hosts.delete('');
      this.#hosts = [...hosts];
    }
    return this.#hosts;
  }
}
