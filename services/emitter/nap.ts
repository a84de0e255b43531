/** A sleep that can be cut short; one at a time. */
export class Nap {
  #wake: (() => void) | null = null;

  sleep(ms: number, keepAlive: boolean): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#wake?.(), ms);
      if (!keepAlive) timer.unref();
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = null;
        resolve();
      };
    });
  }

  wake(): void {
    this.#wake?.();
  }
}
