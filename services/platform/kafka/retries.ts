import type { RetryOptions } from 'kafkajs';

/**
 * How often kafkajs may try something again, as a number that can be taken away: kafkajs compares with it before every
 * retry and has no other way to be told to give up. Held to the installed version by test/unit/platform/kafka.
 */
export class Retries {
  #left: number;

  constructor(limit: number) {
    this.#left = limit;
  }

  valueOf(): number {
    return this.#left;
  }

  giveUp(): void {
    this.#left = -1;
  }
}

export function retryOptions(retries: Retries | number): RetryOptions {
  return { initialRetryTime: 100, maxRetryTime: 2000, retries: retries as number };
}
