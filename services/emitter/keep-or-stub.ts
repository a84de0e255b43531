import { decodeText } from '../core/events/text.ts';
import type { Message, PromptEvent } from '../core/events/types.ts';
import { type HmacKey, hmacKey } from '../core/evidence/hmac.ts';
import { createSampler, deriveEmitterKey, type Sampler } from '../core/policy/sampling.ts';
import { sampledStub } from '../core/policy/stub.ts';
import type { Settings } from './options.ts';

const SCAN_BYTES = 64 * 1024;

/** Sampling as the emitter does it: policy, then the bounded scan, then the stub. */
export class KeepOrStub {
  readonly stubKey: HmacKey | null;
  readonly #sampler: Sampler | null;
  #scan: ((text: string) => boolean) | null;

  constructor({ key, sampling, scan }: Pick<Settings, 'key' | 'sampling' | 'scan'>) {
    this.stubKey = key === null ? null : hmacKey(deriveEmitterKey(key, 'stubs'));
    this.#sampler = key === null || sampling === null ? null : createSampler({ ...sampling, key });
    this.#scan = scan;
    if (this.#sampler !== null && scan === null) this.#loadRules().catch(() => undefined);
  }

  apply(event: PromptEvent): PromptEvent {
    const { session_id, interaction_id, actor } = event.origin;
    if (this.#sampler === null || this.#sampler.keeps(session_id ?? interaction_id, actor.role)) return event;
    return this.#isSuspect(event.messages) ? event : sampledStub(event, this.stubKey);
  }

  /** Until the rules are loaded, and whenever they fail, a prompt is kept: nothing suspect is lost to sampling. */
  #isSuspect(messages: readonly Message[]): boolean {
    if (this.#scan === null) return true;
    try {
      return this.#scan(beginning(messages));
    } catch {
      return true;
    }
  }

  async #loadRules(): Promise<void> {
    const { defaultEngine } = await import('../core/detection/default-engine.ts');
    const engine = defaultEngine();
    this.#scan = (text) => engine.scan(text, { kind: 'prompt' }).length > 0;
  }
}

/** The first 64 KiB of all messages together, one per line. */
function beginning(messages: readonly Message[]): string {
  const texts: string[] = [];
  let left = SCAN_BYTES;
  for (const { content } of messages) {
    if (left <= 0) break;
    texts.push(decodeText(content.subarray(0, left)));
    left -= content.length;
  }
  return texts.join('\n');
}
