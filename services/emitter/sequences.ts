import { hash } from 'node:crypto';

const MAX_SESSIONS = 10_000;
const MAX_KEY_LENGTH = 64;

export interface Position {
  instance: string;
  sequence: number;
}

/**
 * Numbers events from 1 per instance and session (else trace, else interaction: the record's key, so that the numbers of
 * a key stand in order in one partition). Memory is bounded: after 10,000 sessions everything starts at 1 again under a
 * new instance id, which a reader sees as a new process and not as a loss.
 */
export class Sequences {
  readonly #newId: () => string;
  #instance: string;
  #last = new Map<string, number>();

  constructor(newId: () => string) {
    this.#newId = newId;
    this.#instance = newId();
  }

  next(session: string): Position {
    const key = session.length > MAX_KEY_LENGTH ? hash('sha256', session, 'base64') : session;
    const last = this.#last.get(key) ?? 0;
    if (last === 0 && this.#last.size >= MAX_SESSIONS) return this.#renew(key);
    this.#last.set(key, last + 1);
    return { instance: this.#instance, sequence: last + 1 };
  }

  #renew(key: string): Position {
    this.#instance = this.#newId();
    this.#last = new Map([[key, 1]]);
    return { instance: this.#instance, sequence: 1 };
  }
}
