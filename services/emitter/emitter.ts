import { isTriplineError, TriplineError } from '../core/errors.ts';
import { checkEvent, encodeRecord, MAX_RECORD_BYTES } from '../core/events/codec.ts';
import { recordKeyText } from '../core/events/record-key.ts';
import type { Origin, TriplineEvent } from '../core/events/types.ts';
import { tooLargeStub } from '../core/policy/stub.ts';
import { VERSION } from '../core/version.ts';
import {
  buildAudit,
  buildFeedback,
  buildOrigin,
  buildOutput,
  buildPrompt,
  buildTool,
} from './build-event.ts';
import { KeepOrStub } from './keep-or-stub.ts';
import type { Settings } from './options.ts';
import { readOptions } from './options.ts';
import { EventReceipt } from './receipt.ts';
import { Sender } from './sender.ts';
import { Sequences } from './sequences.ts';
import { Spool } from './spool/spool.ts';
import type {
  AuditInput,
  Context,
  Emitter,
  EmitterIdentity,
  EmitterOptions,
  EmitterStats,
  FeedbackInput,
  OutputInput,
  PromptInput,
  Receipt,
  ToolInput,
} from './types.ts';

const NAME = 'tripline-js';
const FLUSH_MS = 30_000;

/**
 * An emitter for one application and tenant. Connects with its first event.
 * @throws TriplineError CONFIG_INVALID naming every option at fault, KEY_MISSING when sampling has no key
 */
export function createEmitter(options: EmitterOptions): Emitter {
  return new TriplineEmitter(readOptions(options));
}

class TriplineEmitter implements Emitter {
  readonly identity: EmitterIdentity;
  readonly #settings: Settings;
  readonly #spool: Spool | null;
  readonly #sender: Sender;
  readonly #sequences: Sequences;
  readonly #sampling: KeepOrStub;
  readonly #hurry = () => this.#sender.hurry();
  readonly #lastWords = new Set<() => void>();
  #emitted = 0;
  #dropped = 0;
  #refused = 0;
  #full = false;
  #closing: Promise<void> | null = null;

  constructor(settings: Settings) {
    const { tenant, application, environment } = settings;
    this.identity = { tenant, application, environment };
    this.#settings = settings;
    this.#spool = settings.spool === null ? null : new Spool(settings.spool);
    this.#sender = new Sender({ ...settings, spool: this.#spool });
    this.#sequences = new Sequences(settings.newId);
    this.#sampling = new KeepOrStub(settings);
  }

  prompt(input: PromptInput): Receipt {
    return this.#emit(input, (origin) => this.#sampling.apply(buildPrompt(input, origin)));
  }

  output(input: OutputInput): Receipt {
    return this.#emit(input, (origin) => buildOutput(input, origin));
  }

  tool(input: ToolInput): Receipt {
    return this.#emit(input, (origin) => buildTool(input, origin));
  }

  feedback(input: FeedbackInput): Receipt {
    return this.#emit(input, (origin) => buildFeedback(input, origin));
  }

  audit(input: AuditInput): Receipt {
    return this.#emit(input, (origin) => buildAudit(input, origin));
  }

  async flush(timeoutMs = FLUSH_MS): Promise<void> {
    if (await this.#sender.flush(timeoutMs)) return;
    throw new TriplineError(
      this.#settings.transport.unavailable,
      `(not everything was acknowledged within ${timeoutMs} ms)`,
    );
  }

  beforeClose(lastWords: () => void): () => void {
    this.#lastWords.add(lastWords);
    return () => void this.#lastWords.delete(lastWords);
  }

  close(timeoutMs = FLUSH_MS): Promise<void> {
    this.#closing ??= this.#close(timeoutMs);
    return this.#closing;
  }

  stats(): EmitterStats {
    const { backlog } = this.#sender;
    const inheritance = this.#spool?.inheritance;
    return {
      emitted: this.#emitted,
      acknowledged: backlog.acknowledged,
      dropped: this.#dropped,
      refused: this.#refused,
      lost: backlog.lost,
      queuedEvents: backlog.queuedEvents,
      queuedBytes: backlog.queuedBytes,
      spooledEvents: backlog.spooledEvents,
      spooledBytes: this.#spool?.bytes ?? 0,
      replayed: backlog.replayed,
      handedOver: backlog.handedOver,
      recovered: inheritance?.recovered ?? 0,
      recoveredRefused: inheritance?.refused ?? 0,
      setAside: this.#spool?.refused.count ?? 0,
      corrupted: this.#spool?.corrupted ?? 0,
      torn: inheritance?.torn ?? 0,
      spoolErrors: this.#spool?.errors ?? 0,
    };
  }

  async #close(timeoutMs: number): Promise<void> {
    const all = [...this.#lastWords];
    this.#lastWords.clear();
    for (const say of all) {
      try {
        say();
      } catch {
        // its own fault, and no reason not to close
      }
    }
    await this.#sender.flush(timeoutMs);
    await this.#sender.stop();
  }

  /** Whatever the input is, the host gets a receipt and never an exception. */
  #emit(input: Context, build: (origin: Origin) => TriplineEvent): Receipt {
    this.#emitted++;
    const event_id = idOf(input, 'event_id') ?? this.#settings.newId();
    const interaction_id = idOf(input, 'interaction_id') ?? this.#settings.newId();
    if (this.#closing !== null) {
      return this.#refuse(event_id, interaction_id, new TriplineError('EMITTER_CLOSED'));
    }
    try {
      const event = build(buildOrigin(input, this.#identify(input, event_id, interaction_id)));
      checkEvent(event);
      return this.#send(event, encodeRecord(event));
    } catch (error) {
      return this.#refuse(event_id, interaction_id, asInvalid(error));
    }
  }

  #identify(input: Context, event_id: string, interaction_id: string) {
    const { tenant, application, environment, now } = this.#settings;
    const position = this.#sequences.next(input.session_id ?? input.trace_id ?? interaction_id);
    return {
      event_id,
      interaction_id,
      occurred_at: Math.round((input.occurred_at?.getTime() ?? now()) * 1000),
      tenant,
      application,
      environment,
      emitter: { name: NAME, version: VERSION, ...position },
    };
  }

  #send(event: TriplineEvent, value: Buffer): Receipt {
    if (value.length > MAX_RECORD_BYTES) return this.#tooLarge(event, value.length);
    const { event_id, interaction_id } = event.origin;
    const receipt = new EventReceipt(event_id, interaction_id, null, this.#hurry);
    const full = this.#sender.push({ key: recordKeyText(event.origin), value, receipt });
    if (full !== null) return this.#drop(event_id, interaction_id, full);
    this.#full = false;
    return receipt;
  }

  /** Never cut, never silent: a stub with the same id says that there was an event. */
  #tooLarge(event: TriplineEvent, length: number): Receipt {
    const { event_id, interaction_id } = event.origin;
    const stub = encodeRecord(tooLargeStub(event, length, this.#sampling.stubKey));
    if (stub.length <= MAX_RECORD_BYTES) {
      this.#emitted++;
      this.#send(event, stub);
    }
    const error = new TriplineError('RECORD_TOO_LARGE', `It has ${length}.`);
    this.#settings.onError(error);
    return this.#refuse(event_id, interaction_id, error);
  }

  /** `onError` hears once that there is no room, and again only after there was. */
  #drop(event_id: string, interaction_id: string, full: 'QUEUE_FULL' | 'SPOOL_FULL'): Receipt {
    this.#dropped++;
    const error = new TriplineError(full);
    if (!this.#full) this.#settings.onError(error);
    this.#full = true;
    return new EventReceipt(event_id, interaction_id, error);
  }

  #refuse(event_id: string, interaction_id: string, error: TriplineError): Receipt {
    this.#refused++;
    return new EventReceipt(event_id, interaction_id, error);
  }
}

/** The input may be anything: it comes from another program. */
function idOf(input: Context, field: 'event_id' | 'interaction_id'): string | undefined {
  try {
    const id: unknown = input[field];
    return typeof id === 'string' ? id : undefined;
  } catch {
    return undefined;
  }
}

function asInvalid(error: unknown): TriplineError {
  if (isTriplineError(error)) return error;
  return new TriplineError('EVENT_INVALID', 'At fault: a field that is missing or of another type.', {
    cause: error,
  });
}
