/** What one thing has of a budget. */
export interface Charge {
  /** False where there is no room: nothing is added then. */
  add: (bytes: number) => boolean;
  release: () => void;
}

/** Bytes under way, in all and for each tenant: one tenant's flood leaves room for the others. */
export class TenantBudget {
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
    const charge = this.open(tenant);
    return charge.add(bytes) ? charge.release : null;
  }

  /** For what grows as it arrives. */
  open(tenant: string): Charge {
    let held = 0;
    return {
      add: (bytes) => {
        if (!this.#hasRoom(tenant, bytes, held)) return false;
        held += bytes;
        this.#add(tenant, bytes);
        return true;
      },
      release: () => {
        this.#add(tenant, -held);
        held = 0;
      },
    };
  }

  /** Something larger than a share is let through alone, or it never would be. */
  #hasRoom(tenant: string, bytes: number, held: number): boolean {
    const own = this.#byTenant.get(tenant) ?? 0;
    const isOver = own > held && own + bytes > this.#each;
    return !isOver && !(this.#used > held && this.#used + bytes > this.#total);
  }

  #add(tenant: string, bytes: number): void {
    this.#used += bytes;
    const own = (this.#byTenant.get(tenant) ?? 0) + bytes;
    if (own === 0) this.#byTenant.delete(tenant);
    else this.#byTenant.set(tenant, own);
  }
}
