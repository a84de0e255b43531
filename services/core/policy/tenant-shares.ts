/** What is kept of all tenants, bounded in weight, so that none can push out the others'. */
interface Entry<T> {
  tenant: Tenant;
  value: T;
  weight: number;
}
interface Tenant {
  name: string;
  weight: number;
  /** In the order in which they were put. */
  keys: Set<string>;
}

/** Of all the weight: a tenant may have more only as long as nobody else needs it. */
const SHARE = 1 / 4;

export class TenantShares<T> {
  readonly #most: number;
  readonly #entries = new Map<string, Entry<T>>();
  readonly #tenants = new Map<string, Tenant>();
  /** Those who have more than their share: a few at most. */
  readonly #greedy = new Set<Tenant>();
  #weight = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get weight(): number {
    return this.#weight;
  }

  /** Of all. */
  get oldest(): T | undefined {
    return this.#entries.values().next().value?.value;
  }

  get(key: string): T | undefined {
    return this.#entries.get(key)?.value;
  }

  /** Behind all others, in place of what is there. What is too much goes, whoever has more than a share first, and never this one. */
  put(name: string, key: string, value: T, weight: number): void {
    this.delete(key);
    const tenant = this.#tenants.get(name) ?? { name, weight: 0, keys: new Set() };
    this.#tenants.set(name, tenant);
    tenant.keys.add(key);
    this.#entries.set(key, { tenant, value, weight });
    this.#weigh(tenant, weight);
    while (this.#weight > this.#most && this.#entries.size > 1) this.delete(this.#next(key));
  }

  delete(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    const { tenant, weight } = entry;
    this.#entries.delete(key);
    tenant.keys.delete(key);
    this.#weigh(tenant, -weight);
    if (tenant.keys.size === 0) this.#tenants.delete(tenant.name);
  }

  /** The oldest of a tenant that has too much and anything beside the newcomer, else of all. */
  #next(newcomer: string): string {
    for (const { keys } of this.#greedy) for (const oldest of keys) if (oldest !== newcomer) return oldest;
    for (const oldest of this.#entries.keys()) if (oldest !== newcomer) return oldest;
    return newcomer;
  }

  #weigh(tenant: Tenant, change: number): void {
    this.#weight += change;
    tenant.weight += change;
    if (tenant.weight > this.#most * SHARE) this.#greedy.add(tenant);
    else this.#greedy.delete(tenant);
  }
}
