const KEPT_BYTES = 1024 * 1024;

/**
 * Memory for the batches of one request after another: a fresh piece for each would have the garbage collector run all the time, for it
 * counts bytes outside the heap. What was taken may be overwritten after the next `begin`.
 */
export class BatchMemory {
  #bytes = Buffer.alloc(0);
  #at = 0;

  begin(): void {
    this.#at = 0;
  }

  take(length: number): Buffer {
    if (length > KEPT_BYTES) return Buffer.allocUnsafeSlow(length);
    if (this.#at + length > this.#bytes.length) {
      this.#bytes = Buffer.allocUnsafeSlow(Math.min(KEPT_BYTES, 2 * (this.#at + length)));
      this.#at = 0;
    }
    const start = this.#at;
    this.#at += length;
    return this.#bytes.subarray(start, this.#at);
  }

  /** What was taken is never overwritten: a connection that broke may still hold it. */
  forget(): void {
    this.#bytes = Buffer.alloc(0);
    this.#at = 0;
  }
}
