/** What this process is about to open: who asks for a call of which the hold is on its way waits for that one. */
export class Openings<Opened> {
  readonly #open = new Map<string, Promise<Opened>>();

  /** What `open` gives, or what is being opened under the same name. */
  once(key: string, open: () => Promise<Opened>): Promise<Opened> {
    const opening = this.#open.get(key) ?? open().finally(() => this.#open.delete(key));
    this.#open.set(key, opening);
    return opening;
  }
}
