import { z } from 'zod';
import { catalogue, type ErrorCode, TriplineError } from '../../core/errors.ts';
import type { OutgoingRecord } from '../../platform/kafka/port.ts';
import { EVENTS_MEDIA_TYPE, writeEventFrames } from './event-frames.ts';
import { type Answer, HttpPoster } from './http-post.ts';
import { ALL_DONE, again, type Refusals, type Sent, type Transport } from './transport.ts';

const EVENTS_PATH = 'v1/events';
const TIMEOUT_MS = 30_000;
/** What only a person can mend is tried again slowly. */
const MENDED_MS = 30_000;
const LONGEST_WAIT_MS = 5 * 60_000;
/** Where a 429 does not say how long: a key's rate is a second's. */
const TOO_FAST_MS = 1000;
/** Said of a body, because of something in it or because of everything. */
const UNFIT: ReadonlySet<number> = new Set([400, 422]);
/**
 * So many events refused one by one, and none taken: it may not be they that are at fault. Then as many again are tried the next time, since a good
 * one may stand behind them; and after the most it begins anew.
 */
const MOST_ALONE = 8;
const MOST_PATIENCE = 256;
/** Of an event that is kept because it was taken. */
const MOST_PROOF_BYTES = 65_536;

const Verdicts = z.object({
  accepted: z.int().min(0),
  refused: z.array(z.object({ index: z.int().min(0), code: z.string() })),
});

/** What one call of `send` has seen so far. */
interface Trial {
  /** Something was judged event by event. */
  isJudged: boolean;
  /** Status of an event that was refused alone for no reason given, and how many there were. */
  unfit: { status: number; count: number } | null;
}

export interface GatewaySettings {
  url: string;
  apiKey: string;
  ca: string | undefined;
}

/** `POST /v1/events`: for processes that must not speak Kafka. What the gateway says in words is not repeated. */
export class GatewayTransport implements Transport {
  readonly unavailable = 'GATEWAY_UNAVAILABLE';
  readonly #poster: HttpPoster;
  #patience = MOST_ALONE;
  /** An event that was taken lately: where it is taken again, it is the others that are at fault. */
  #proof: OutgoingRecord | null = null;

  constructor({ url, apiKey, ca }: GatewaySettings) {
    const base = new URL(url.endsWith('/') ? url : `${url}/`);
    this.#poster = new HttpPoster({
      url: new URL(EVENTS_PATH, base),
      headers: {
        authorization: `Bearer ${apiKey}`,
        'content-type': EVENTS_MEDIA_TYPE,
        accept: 'application/json',
      },
      ca,
      timeoutMs: TIMEOUT_MS,
    });
  }

  async send(records: OutgoingRecord[]): Promise<Sent> {
    const trial: Trial = { isJudged: false, unfit: null };
    const sent = await this.#post(records, trial);
    if (trial.unfit === null) return sent;
    if (sent.done && (trial.isJudged || (await this.#isOpen()))) {
      this.#patience = MOST_ALONE;
      return sent;
    }
    const isMore = trial.unfit.count >= this.#patience && this.#patience < MOST_PATIENCE;
    this.#patience = isMore ? this.#patience * 2 : MOST_ALONE;
    return sent.done ? refusedAll(`status ${trial.unfit.status}`) : sent;
  }

  close(): Promise<void> {
    this.#poster.close();
    return Promise.resolve();
  }

  async #post(records: OutgoingRecord[], trial: Trial): Promise<Sent> {
    try {
      return await this.#judge(records, await this.#poster.post(writeEventFrames(records)), trial);
    } catch (cause) {
      return again(new TriplineError('GATEWAY_UNAVAILABLE', `(${codeOf(cause)})`, { cause }));
    }
  }

  async #judge(records: OutgoingRecord[], answer: Answer, trial: Trial): Promise<Sent> {
    const { status, retryAfter, body } = answer;
    if (status === 200) {
      const sent = readVerdicts(records.length, body);
      trial.isJudged ||= sent.done;
      if (sent.done) this.#keepProof(records, sent.refused);
      return sent;
    }
    if (status === 413) return this.#split(records, trial, () => new TriplineError('RECORD_TOO_LARGE'));
    if (UNFIT.has(status)) return this.#split(records, trial, () => unfit(status, trial));
    if (status === 429) return again(null, waitOf(retryAfter) ?? TOO_FAST_MS);
    if (status >= 500) return again(unavailable(status), waitOf(retryAfter) ?? 0);
    return refusedAll(`status ${status}`);
  }

  /** Halves, first half first, until only the record at fault is refused. */
  async #split(records: OutgoingRecord[], trial: Trial, refusal: () => TriplineError): Promise<Sent> {
    if (records.length === 1) return { done: true, refused: new Map([[0, refusal()]]) };
    const middle = records.length >> 1;
    const first = await this.#post(records.slice(0, middle), trial);
    if (!first.done) return first;
    const { unfit, isJudged } = trial;
    if (unfit !== null && unfit.count >= this.#patience && !isJudged) {
      trial.isJudged = await this.#isOpen();
      if (!trial.isJudged) return refusedAll(`status ${unfit.status}`);
    }
    const second = await this.#post(records.slice(middle), trial);
    if (!second.done) return second;
    const refused = new Map(first.refused);
    for (const [index, error] of second.refused) refused.set(middle + index, error);
    return { done: true, refused };
  }

  /** Whether what was taken before is taken again; stored once, however often it arrives. */
  async #isOpen(): Promise<boolean> {
    if (this.#proof === null) return false;
    try {
      const { status, body } = await this.#poster.post(writeEventFrames([this.#proof]));
      return status === 200 && readVerdicts(1, body).done;
    } catch {
      return false;
    }
  }

  #keepProof(records: readonly OutgoingRecord[], refused: Refusals): void {
    const taken = records.find(({ value }, index) => !refused.has(index) && value.length <= MOST_PROOF_BYTES);
    if (taken !== undefined) this.#proof = taken;
  }
}

/** Only an answer that accounts for every record counts. */
function readVerdicts(count: number, body: Buffer): Sent {
  const verdicts = parse(body);
  const refused = new Map(verdicts?.refused.map(({ index, code }) => [index, refusal(code)]));
  const indices = [...refused.keys()];
  if (
    verdicts === null ||
    verdicts.accepted + refused.size !== count ||
    indices.some((index) => index >= count)
  )
    return again(
      new TriplineError('GATEWAY_UNAVAILABLE', '(its answer does not say what became of each event)'),
    );
  if (refused.size === 0) return ALL_DONE;
  const passing = [...refused.values()].find(({ canRetry }) => canRetry);
  if (passing !== undefined) return again(passing);
  return { done: true, refused };
}

function refusedAll(why: string): Sent {
  return again(new TriplineError('GATEWAY_REFUSED', `(${why})`), MENDED_MS);
}

function parse(body: Buffer): z.infer<typeof Verdicts> | null {
  try {
    return Verdicts.parse(JSON.parse(body.toString()));
  } catch {
    return null;
  }
}

function refusal(code: string): TriplineError {
  if (Object.hasOwn(catalogue, code)) return new TriplineError(code as ErrorCode, '(said the gateway)');
  return new TriplineError('EVENT_INVALID', '(said the gateway)');
}

function unfit(status: number, trial: Trial): TriplineError {
  trial.unfit = { status, count: (trial.unfit?.count ?? 0) + 1 };
  return new TriplineError('EVENT_INVALID', `(the gateway's status ${status})`);
}

function unavailable(status: number): TriplineError {
  return new TriplineError('GATEWAY_UNAVAILABLE', `(status ${status})`);
}

/** Retry-After (RFC 9110, section 10.2.3): seconds or a date; null when it says neither. */
function waitOf(retryAfter: string | undefined): number | null {
  if (retryAfter === undefined) return null;
  const ms = /^\d{1,9}$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - Date.now();
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), LONGEST_WAIT_MS);
}

function codeOf(cause: unknown): string {
  const { code, name } = cause as { code?: unknown; name?: unknown };
  const word = typeof code === 'string' ? code : name;
  return typeof word === 'string' && /^\w{1,64}$/.test(word) ? word : 'unknown error';
}
