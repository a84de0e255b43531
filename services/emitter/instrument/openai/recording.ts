/** One model call on record: its prompt when it is sent, and exactly one output, however it ends. */
import type { OutputStatus } from '../../../core/events/types.ts';
import type { Context, Emitter, FailureInput, Receipt } from '../../types.ts';
import type { Accumulator, Dialect, Question, Reply } from './dialect.ts';
import type { Thrown } from './failure.ts';
import { isObject, type JsonObject, stringOf } from './json.ts';
import type { Ledger } from './ledger.ts';
import { callIds } from './responses-reply.ts';
import { jsonWithoutCredentials } from './withhold.ts';

export interface Surroundings {
  emitter: Emitter;
  ledger: Ledger;
  /** Without ids and times of an event. */
  context: Context;
  noteOutput: (event_id: string) => void;
  provider: string | undefined;
  now: () => number;
}
/** Where a response that was asked for earlier belongs. */
export interface Place {
  interaction_id: string;
  prompt_id: string | undefined;
  responseId: string;
}
type Ending = { status: OutputStatus; complete: boolean; error?: FailureInput };

const NOTHING: Reply = {
  id: undefined,
  model: undefined,
  choices: [],
  usage: undefined,
  error: undefined,
  state: 'unfinished',
};
const CUT_SHORT = { type: 'StreamIncomplete', message: 'The stream ended before the answer did.' };
const UNREADABLE = { 'tripline.unreadable': 'true' };

export class Recording {
  readonly #around: Surroundings;
  readonly #dialect: Dialect;
  readonly #body: JsonObject;
  readonly #began: number;
  #session: string | undefined;
  #interaction: string | undefined;
  #prompt: string | undefined;
  #stream: Accumulator | null = null;
  #attributes: Record<string, string> = {};
  #awaited: string | null = null;
  #ended = false;

  constructor(around: Surroundings, dialect: Dialect, body: unknown) {
    this.#around = around;
    this.#dialect = dialect;
    this.#body = isObject(body) ? body : {};
    this.#began = around.now();
    this.#session = around.context.session_id;
    this.#interaction = around.context.interaction_id;
  }

  /** Records the prompt. */
  ask(): void {
    const question = this.#question();
    const { emitter, ledger, context } = this.#around;
    ledger.open.add(this);
    this.#session ??= question?.conversation;
    const link = ledger.links.find(this.#session, question?.follows ?? []);
    this.#interaction ??= link?.interaction_id;
    const parent = link?.interaction_id === this.#interaction ? link?.output_id : undefined;
    const input = { ...context, ...this.#place(parent ?? context.parent_event_id) };
    const { messages = [], tools_offered = [] } = question ?? {};
    const model = this.#model(undefined);
    const receipt: Receipt =
      question === null
        ? emitter.prompt({ ...input, model, messages, attributes: { ...context.attributes, ...UNREADABLE } })
        : emitter.prompt({ ...input, model, messages, tools_offered, parameters: question.parameters });
    this.#prompt = receipt.event_id;
    this.#interaction = receipt.interaction_id;
  }

  /** A response that was asked for earlier is looked at: it has a prompt already. */
  resume({ interaction_id, prompt_id, responseId }: Place): void {
    this.#interaction = interaction_id;
    this.#prompt = prompt_id;
    this.#awaited = responseId;
  }

  note(attributes: Record<string, string>): void {
    Object.assign(this.#attributes, attributes);
  }

  /** The whole answer is here. */
  answered(data: unknown): void {
    if (this.#ended) return;
    const reply = this.#read(() => this.#dialect.reply(data));
    if (reply === null) this.#end(NOTHING, { status: 'COMPLETED', complete: false });
    else this.#end(reply);
  }

  /** The answer comes in pieces. */
  streams(): void {
    this.#stream ??= this.#dialect.accumulator(this.#body);
  }

  add(chunk: unknown): void {
    if (!this.#ended) this.#stream?.add(chunk);
  }

  /** No more pieces come; `aborted` when somebody wished so. */
  over(aborted: boolean): void {
    if (this.#ended) return;
    const reply = this.#soFar();
    if (reply.state !== 'unfinished' || reply.error !== undefined) this.#end(reply);
    else if (aborted) this.#end(reply, { status: 'ABORTED', complete: false });
    else this.#end(reply, { status: 'FAILED', complete: false, error: CUT_SHORT });
  }

  failed({ failure, attributes, aborted }: Thrown): void {
    if (this.#ended) return;
    this.note(attributes);
    // A response that cannot be fetched now has not failed.
    if (this.#awaited !== null && this.#stream === null) this.#ended = true;
    else
      this.#end(this.#soFar(), { status: aborted ? 'ABORTED' : 'FAILED', complete: false, error: failure });
  }

  /** The application reads the answer by itself. */
  handedOver(): void {
    if (this.#ended) return;
    this.note({ 'openai.raw_response': 'true' });
    this.#end(NOTHING, { status: 'UNKNOWN', complete: false });
  }

  #question(): (Omit<Question, 'parameters'> & { parameters: string }) | null {
    try {
      const question = this.#dialect.read(this.#body);
      return { ...question, parameters: jsonWithoutCredentials(question.parameters) };
    } catch {
      return null;
    }
  }

  #soFar(): Reply {
    return this.#read(() => this.#stream?.reply() ?? NOTHING) ?? NOTHING;
  }

  /** Null when it cannot be read, and the event will say so. */
  #read(read: () => Reply): Reply | null {
    try {
      return read();
    } catch {
      this.note(UNREADABLE);
      return null;
    }
  }

  #end(reply: Reply, ending: Ending = endingOf(reply)): void {
    this.#ended = true;
    const { emitter, ledger, context, noteOutput, now } = this.#around;
    ledger.open.delete(this);
    if (reply.state === 'pending' && this.#awaited !== null) return;
    const attributes = { ...context.attributes, ...this.#attributes };
    if (reply.id !== undefined) attributes['openai.response_id'] = reply.id;
    const receipt = emitter.output({
      ...context,
      ...this.#place(this.#prompt),
      attributes,
      model: this.#model(reply.model),
      choices: reply.choices,
      ...ending,
      ...(reply.usage !== undefined && { usage: reply.usage }),
      ...(this.#awaited === null && { latency_ms: now() - this.#began }),
      streamed: this.#stream !== null,
    });
    noteOutput(receipt.event_id);
    const ids = [...callIds(reply.choices), reply.id ?? ''];
    ledger.links.remember(this.#session, ids, {
      interaction_id: receipt.interaction_id,
      output_id: receipt.event_id,
    });
    this.#expectMore(reply, ending);
  }

  /** A response in the background goes on when nobody listens. */
  #expectMore({ id, state }: Reply, { complete }: Ending): void {
    const { links } = this.#around.ledger;
    if (id === undefined || this.#interaction === undefined) return;
    if (complete || state === 'cancelled') links.arrived(id);
    else if (state === 'pending' || this.#body['background'] === true)
      links.expect(id, { interaction_id: this.#interaction, prompt_id: this.#prompt });
  }

  #place(parent: string | undefined): Context {
    return {
      ...(this.#session !== undefined && { session_id: this.#session }),
      ...(this.#interaction !== undefined && { interaction_id: this.#interaction }),
      ...(parent !== undefined && { parent_event_id: parent }),
    };
  }

  #model(answered: string | undefined): { name: string; provider?: string } {
    const { provider } = this.#around;
    const name = answered ?? stringOf(this.#body['model']) ?? 'unknown';
    return { name, ...(provider !== undefined && { provider }) };
  }
}

function endingOf({ state, error, isCut = false }: Reply): Ending {
  if (state === 'finished') return { status: 'COMPLETED', complete: !isCut };
  if (state === 'cancelled') return { status: 'ABORTED', complete: false };
  if (state === 'pending') return { status: 'UNKNOWN', complete: false };
  return { status: 'FAILED', complete: false, ...(error !== undefined && { error }) };
}
