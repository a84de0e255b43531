import { z } from 'zod';
import { catalogue, type ErrorCode, TriplineError } from '../../core/errors.ts';
import type { OutgoingRecord } from '../../platform/kafka/port.ts';
import { EVENTS_MEDIA_TYPE, writeEventFrames } from './event-frames.ts';
import { type Answer, HttpPoster } from './http-post.ts';
import { ALL_DONE, again, type Sent, type Transport } from './transport.ts';

const EVENTS_PATH = 'v1/events';
const TIMEOUT_MS = 30_000;
/** What only a person can mend is tried again slowly. */
const MENDED_MS = 30_000;
const LONGEST_WAIT_MS = 5 * 60_000;
/** Where a 429 does not say how long: a key's rate is a second's. */
const TOO_FAST_MS = 1000;
/** Of single events: another key would do. */
const MENDED_BY_A_KEY: ReadonlySet<string> = new Set<ErrorCode>(['TENANT_FOREIGN', 'IDENTITY_UNPROVED']);

const Verdicts = z.object({
  accepted: z.int().min(0),
  refused: z.array(z.object({ index: z.int().min(0), code: z.string() })),
});

export interface GatewaySettings {
  url: string;
  apiKey: string;
  ca: string | undefined;
}

/** `POST /v1/events`: for processes that must not speak Kafka. What the gateway says in words is not repeated. */
export class GatewayTransport implements Transport {
  readonly unavailable = 'GATEWAY_UNAVAILABLE';
  readonly #poster: HttpPoster;

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
    let answer: Answer;
    try {
      answer = await this.#poster.post(writeEventFrames(records));
    } catch (cause) {
      return again(new TriplineError('GATEWAY_UNAVAILABLE', `(${codeOf(cause)})`, { cause }));
    }
    return this.#judge(records, answer);
  }

  close(): Promise<void> {
    this.#poster.close();
    return Promise.resolve();
  }

  #judge(records: OutgoingRecord[], { status, retryAfter, body }: Answer): Sent | Promise<Sent> {
    if (status === 200) return readVerdicts(records.length, body);
    if (status === 413) return this.#split(records);
    if (status === 429) return again(null, waitOf(retryAfter) ?? TOO_FAST_MS);
    if (status >= 500) return again(unavailable(status), waitOf(retryAfter) ?? 0);
    return refusedAll(`status ${status}`);
  }

  /** Halves, first half first, until only the record at fault is refused. */
  async #split(records: OutgoingRecord[]): Promise<Sent> {
    if (records.length === 1)
      return { done: true, refused: new Map([[0, new TriplineError('RECORD_TOO_LARGE')]]) };
    const middle = records.length >> 1;
    const first = await this.send(records.slice(0, middle));
    if (!first.done) return first;
    const second = await this.send(records.slice(middle));
    if (!second.done) return second;
    const refused = new Map(first.refused);
    for (const [index, error] of second.refused) refused.set(middle + index, error);
    return { done: true, refused };
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
  const mended = [...refused.values()].find(({ code }) => MENDED_BY_A_KEY.has(code));
  return mended === undefined ? { done: true, refused } : refusedAll(mended.code);
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
