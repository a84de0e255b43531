/** One request of the client, followed from its options to its end. Nothing here throws. */

import { quietly } from '../../quietly.ts';
import { abandoned } from './abandoned.ts';
import { endpointOf } from './dialects.ts';
import { thrown } from './failure.ts';
import { followStream, isStream } from './follow-stream.ts';
import { isObject, objectOf, stringOf } from './json.ts';
import { watchResponse } from './raw-response.ts';
import { Recording, type Surroundings } from './recording.ts';

export class Call {
  readonly #around: Surroundings;
  readonly #secret: () => unknown;
  #recording: Recording | null = null;
  #signal: unknown;
  #parsing = false;
  #raw = false;
  #response: WeakRef<object> | null = null;

  /** `secret`: the client's API key. */
  constructor(around: Surroundings, secret: () => unknown) {
    this.#around = around;
    this.#secret = secret;
  }

  /** The SDK reads the answer itself. */
  get parsing(): boolean {
    return this.#parsing;
  }

  /** What is about to be sent; anything but a model call is left alone. */
  begin(options: unknown): void {
    quietly(() => {
      const { method, path, body, signal } = objectOf(options);
      const endpoint = endpointOf(method, path);
      if (endpoint === null) return;
      const { dialect, responseId } = endpoint;
      const place = responseId === null ? undefined : this.#around.ledger.links.expected(responseId);
      if (responseId !== null && place === undefined) return;
      const recording = new Recording(this.#around, dialect, body);
      this.#recording = recording;
      this.#signal = signal;
      if (place !== undefined && responseId !== null) recording.resume({ ...place, responseId });
      else recording.ask();
    });
  }

  /** Headers are here; whether and how the body is read remains to be seen. */
  responded(props: unknown): void {
    quietly(() => {
      const { response } = objectOf(props);
      if (this.#recording === null || !isObject(response)) return;
      const requestId = requestIdOf(response);
      if (requestId !== undefined) this.#recording.note({ 'openai.request_id': requestId });
      if (!this.#parsing) abandoned.watch(response, this.#recording);
      this.#response = new WeakRef(response);
      if (this.#raw) this.#watch(response);
    });
  }

  /** The application asks for the response itself. */
  isRaw(): void {
    quietly(() => {
      const response = this.#response?.deref();
      if (!this.#raw && response !== undefined) this.#watch(response);
      this.#raw = true;
    });
  }

  parses(): void {
    this.#parsing = true;
    if (this.#recording !== null) abandoned.forget(this.#recording);
  }

  /** What the SDK made of the body; only the first time counts. */
  answered(value: unknown): void {
    quietly(() => {
      const recording = this.#recording;
      this.#recording = null;
      if (recording === null) return;
      if (isStream(value)) followStream(value, recording, (error) => this.#thrown(error));
      else recording.answered(value);
    });
  }

  #watch(response: object): void {
    if (this.#recording !== null) watchResponse(response as Response, this, this.#recording);
  }

  failed(error: unknown): void {
    quietly(() => this.#recording?.failed(this.#thrown(error)));
  }

  #thrown(error: unknown) {
    const aborted = (this.#signal as AbortSignal | undefined)?.aborted === true;
    const what = thrown(error, this.#secret());
    return { ...what, aborted: what.aborted || aborted };
  }
}

function requestIdOf(response: object): string | undefined {
  const { headers } = response as Partial<Response>;
  return stringOf(headers?.get?.('x-request-id'));
}
