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

  requested(ruling: Ruling): Receipt | null {
    const receipt = this.#emit({ phase: 'REQUESTED', decision: ruling });
    this.requestedId = receipt?.event_id ?? '';
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
  ended(phase: 'COMPLETED' | 'FAILED', said: Said): Receipt | null {
    return this.#emit({ phase, ...said, ...this.#child() });
  }

  #child(): Context {
    return this.requestedId === '' ? {} : { parent_event_id: this.requestedId };
  }

  #emit(input: Context & Pick<ToolInput, 'phase' | 'decision'> & Said): Receipt | null {
    try {
      return this.#emitter.tool({ ...this.#about, interaction_id: this.interaction_id, ...input });
    } catch (error) {
      this.#onFault(error);
      return null;
    }
  }
}
