/** Bytes under way, in all and for each tenant: one tenant's flood leaves room for the others. */
export class Budget {
  readonly #total: number;
  readonly #each: number;
  readonly #byTenant = new Map<string, number>();
  #used = 0;

  constructor(totalBytes: number) {
    this.#total = totalBytes;
    this.#each = Math.floor(totalBytes / 4);
  }

  get used(): number {
    return this.#used;
  }

  /** What gives the bytes back (once, however often it is called); null where there is no room. */
  take(tenant: string, bytes: number): (() => void) | null {
    const own = this.#byTenant.get(tenant) ?? 0;
    // Something larger than a share is let through alone, or it never would be.
    if (own > 0 && own + bytes > this.#each) return null;
    if (this.#used > 0 && this.#used + bytes > this.#total) return null;
    this.#add(tenant, bytes);
    let isHeld = true;
    return () => {
      if (isHeld) this.#add(tenant, -bytes);
      isHeld = false;
    };
  }

  #add(tenant: string, bytes: number): void {
    this.#used += bytes;
    const own = (this.#byTenant.get(tenant) ?? 0) + bytes;
    if (own === 0) this.#byTenant.delete(tenant);
    else this.#byTenant.set(tenant, own);
  }
}
