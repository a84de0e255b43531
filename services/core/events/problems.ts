const MOST_TOLD = 20;

/** What is at fault in one event. All are counted, the first are told: a body can hold millions. */
export class Problems {
  readonly #first: string[] = [];
  count = 0;

  add(path: string, fault: string): void {
    this.count++;
    if (this.#first.length < MOST_TOLD) this.#first.push(`${path || '/'} ${fault}`);
  }

  get text(): string {
    const more = this.count - this.#first.length;
    return this.#first.join('; ') + (more > 0 ? ` and ${more} more` : '');
  }
}
