import { TriplineError } from '../../core/errors.ts';
import type { GateEffect } from '../../core/policy/gate/types.ts';
import type { Context, Emitter, Receipt, ToolInput } from '../types.ts';
import type { CallContext, ToolDefinition } from './types.ts';

export interface RecordedCall {
  context: CallContext;
  call_id: string;
  tool: ToolDefinition;
  /** The arguments' text. */
  text: string;
}
export interface Ruling {
  effect: GateEffect;
  policy: string;
  reasons: readonly string[];
  approver?: string;
}
type Said = Pick<
  ToolInput,
  'result' | 'status_code' | 'duration_ms' | 'error' | 'response_cached' | 'response_stored'
>;

/** The events of one call: all of one interaction, those after REQUESTED its children. Never throws: what cannot be emitted is told to `onFault`. */
export class CallRecord {
  interaction_id: string;
  /** Of the REQUESTED event. */
  requestedId = '';
  readonly #emitter: Emitter;
  readonly #about: Omit<ToolInput, 'phase'>;
  readonly #onFault: (error: unknown) => void;
  /**
   * What the emitter had no room for when the call was asked for, though it ran: it is said again before how it ended. Without its request nothing
   * tells the run from one of the same id and tool that was denied.
   */
  #unsaid: Ruling | null = null;
  /** The last of each phase; of several ends the first that was taken. Null where there was none to be had. */
  readonly #receipts = new Map<ToolInput['phase'] | 'ENDED', Receipt | null>();

  constructor(
    emitter: Emitter,
    call: RecordedCall,
    interaction_id: string,
    onFault: (error: unknown) => void,
  ) {
    const { context, call_id, tool, text } = call;
    this.interaction_id = interaction_id;
    this.#emitter = emitter;
    this.#onFault = onFault;
    this.#about = {
      ...context,
      call_id,
      tool,
      arguments: text,
    };
  }

  /** What every event of it says. */
  get kept(): object {
    return this.#about;
  }

  /** Resolves once Kafka has all that was said so far; rejects with why it never will. */
  async recorded(): Promise<void> {
    await Promise.all(
      [...this.#receipts.values()].map((receipt) => {
        if (receipt === null) throw new TriplineError('GUARD_FAILED');
        return receipt.acknowledged;
      }),
    );
  }

  get hasEnded(): boolean {
    return this.#isTaken('ENDED');
  }

  get isDenied(): boolean {
    return this.#isTaken('DENIED');
  }

  requested(ruling: Ruling): Receipt | null {
    const again = this.requestedId === '' ? {} : { event_id: this.requestedId };
    const receipt = this.#emit({ phase: 'REQUESTED', decision: ruling, ...again });
    this.requestedId = receipt?.event_id ?? '';
    const mayPass = receipt?.error?.canRetry ?? receipt === null;
    this.#unsaid = mayPass ? ruling : null;
    return receipt;
  }

  /** Goes on with a call that was asked for before. */
  resume(interaction_id: string, requestedId: string): void {
    this.interaction_id = interaction_id;
    this.requestedId = requestedId;
  }

  decided(phase: 'HELD' | 'APPROVED' | 'DENIED', ruling: Ruling): Receipt | null {
    return this.#emit({ phase, decision: ruling, ...this.#child() });
  }

  /** Without the decision: that it was allowed is for the events before it to show. */
  ended(phase: 'COMPLETED' | 'FAILED', said: Said): void {
    if (this.hasEnded) return;
    if (this.#unsaid !== null) this.requested(this.#unsaid);
    this.#emit({ phase, ...said, ...this.#child() }, 'ENDED');
  }

  #child(): Context {
    return this.requestedId === '' ? {} : { parent_event_id: this.requestedId };
  }

  #isTaken(part: ToolInput['phase'] | 'ENDED'): boolean {
    return this.#receipts.get(part)?.accepted ?? false;
  }

  #emit(
    input: Context & Pick<ToolInput, 'phase' | 'decision'> & Said,
    part: ToolInput['phase'] | 'ENDED' = input.phase,
  ): Receipt | null {
    const receipt = this.#tryToEmit(input);
    this.#receipts.set(part, receipt);
    return receipt;
  }

  #tryToEmit(input: Context & Pick<ToolInput, 'phase' | 'decision'> & Said): Receipt | null {
    try {
      return this.#emitter.tool({ ...this.#about, interaction_id: this.interaction_id, ...input });
    } catch (error) {
      this.#onFault(error);
      return null;
    }
  }
}
