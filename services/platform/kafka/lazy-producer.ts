import type { Kafka, Producer } from './port.ts';

/** A producer that connects when it is first asked for, once for all who ask; where that fails, whoever asks next tries anew. */
export class LazyProducer {
  readonly #kafka: () => Kafka;
  #producer: Promise<Producer> | null = null;

  constructor(kafka: () => Kafka) {
    this.#kafka = kafka;
  }

  /** @throws whatever connecting throws */
  get(): Promise<Producer> {
    this.#producer ??= Promise.resolve()
      .then(() => this.#kafka().producer())
      .catch((error: unknown) => {
        this.#producer = null;
        throw error;
      });
    return this.#producer;
  }

  /** Waits for one that is about to connect. */
  async close(): Promise<void> {
    const producer = await this.#producer?.catch(() => undefined);
    await producer?.close();
  }
}
