/** How often each key may ask: a bucket of tokens a key, refilled as time goes by. */
const MOST_KEYS = 10_000;

interface Bucket {
  tokens: number;
  at: number;
}

export class TokenBuckets {
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** 0 when there was a token, which is then taken; else the milliseconds until there is one. A full bucket holds a second's worth. */
  take(key: string, perSecond: number): number {
    const now = this.#now();
    const size = Math.max(1, perSecond);
    const bucket = this.#buckets.get(key) ?? { tokens: size, at: now };
    const tokens = Math.min(size, bucket.tokens + (Math.max(0, now - bucket.at) * perSecond) / 1000);
    const isFree = tokens >= 1;
    this.#keep(key, { tokens: isFree ? tokens - 1 : tokens, at: now });
    return isFree
      ? 0
      : perSecond > 0
        ? Math.ceil(((1 - tokens) / perSecond) * 1000)
        : Number.POSITIVE_INFINITY;
  }

  /** Most recently used last; the oldest goes: who was not seen for so long has a full bucket again. */
  #keep(key: string, bucket: Bucket): void {
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    if (this.#buckets.size <= MOST_KEYS) return;
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }
}
