import { jitteredBackoff, pause } from './backoff.ts';
import { BatchMemory } from './batch-memory.ts';
import { isRefused } from './errors.ts';
import { partitionOf } from './murmur2.ts';
import type { Outgoing } from './port.ts';
import { produceError, verdictOf } from './produce-errors.ts';
import { encodeRecordBatch } from './record-batch.ts';
import type { EncodedBatch, Wire } from './wire.ts';

const MAX_BACKOFF_MS = 1000;
const SEQUENCES = 2 ** 31;

interface Identity {
  producerId: bigint;
  producerEpoch: number;
}
interface Settled {
  written: number[];
  tooLarge: number[];
}

/**
 * One producer id and its connections. A batch's bytes are made once and repeated as they are, sequence number included, until the broker
 * acknowledges them: whatever a lost answer hides, it is written once. Callers send one thing after another and end the session at its first
 * failure, so that no number is ever given to other records than those it was given to first.
 */
export class ProduceSession {
  readonly #wire: Wire;
  readonly #ended = new AbortController();
  readonly #memory = new BatchMemory();
  readonly #sequences = new Map<string, number>();
  #identity: Identity | null = null;
  #trouble: unknown = null;
  #running: Promise<void> = Promise.resolve();
  #turn = Math.floor(Math.random() * 1000);

  constructor(wire: Wire) {
    this.#wire = wire;
  }

  /** Why it is not done yet, while it tries again. */
  get trouble(): unknown {
    return this.#trouble;
  }

  /** Goes on until it is done, refused or ended. @throws what produceError makes, or what the wire threw */
  send(topic: string, records: readonly Outgoing[]): Promise<void> {
    const sending = this.#send(topic, records);
    this.#running = sending.catch(() => undefined);
    return sending;
  }

  /** What still goes on sends nothing more. A client that was connecting may have connected after its connections were closed: once more, then. */
  async end(): Promise<void> {
    this.#ended.abort();
    await this.#wire.close();
    await this.#running;
    await this.#wire.close();
  }

  async #send(topic: string, records: readonly Outgoing[]): Promise<void> {
    const leaders = await this.#patiently(() => this.#wire.leaders(topic, false));
    this.#identity ??= await this.#patiently(() => this.#wire.newProducerId());
    await this.#write(topic, this.#partition(records, leaders.length), this.#identity);
    this.#trouble = null;
  }

  /** Keys go where every client sends them; keyless records in turn. */
  #partition(records: readonly Outgoing[], partitions: number): Map<number, Outgoing[]> {
    const groups = new Map<number, Outgoing[]>();
    for (const record of records) {
      const { key } = record;
      const partition = key === null ? this.#turn++ % partitions : partitionOf(key, partitions);
      const group = groups.get(partition);
      if (group === undefined) groups.set(partition, [record]);
      else group.push(record);
    }
    return groups;
  }

  /** What a partition refuses as too large was not written: its halves take the same numbers. */
  async #write(topic: string, groups: Map<number, Outgoing[]>, identity: Identity): Promise<void> {
    const batches = this.#encode(topic, groups, identity);
    const { written, tooLarge } = await this.#settle(topic, batches);
    for (const partition of written) this.#advance(topic, partition, groups.get(partition)?.length ?? 0);
    for (const partition of tooLarge) {
      const records = groups.get(partition) ?? [];
      if (records.length <= 1) throw produceError(10);
      const middle = records.length >> 1;
      await this.#write(topic, new Map([[partition, records.slice(0, middle)]]), identity);
      await this.#write(topic, new Map([[partition, records.slice(middle)]]), identity);
    }
  }

  #encode(topic: string, groups: Map<number, Outgoing[]>, identity: Identity): EncodedBatch[] {
    const now = Date.now();
    const take = (length: number) => this.#memory.take(length);
    this.#memory.begin();
    return [...groups].map(([partition, records]) => {
      const numbered = { ...identity, baseSequence: this.#next(topic, partition) };
      return { partition, bytes: encodeRecordBatch(records, numbered, now, take) };
    });
  }

  async #settle(topic: string, batches: EncodedBatch[]): Promise<Settled> {
    const settled: Settled = { written: [], tooLarge: [] };
    let left = batches;
    for (let attempt = 0; ; attempt++) {
      const codes = await this.#request(topic, left, attempt > 0);
      for (const { partition } of left) {
        const code = codes.get(partition);
        const verdict = code === undefined ? 'again' : verdictOf(code);
        if (verdict === 'failed') throw produceError(code as number);
        if (code !== undefined && verdict === 'again') this.#trouble = produceError(code);
        if (verdict === 'written') settled.written.push(partition);
        if (verdict === 'too large') settled.tooLarge.push(partition);
      }
      left = left.filter(({ partition }) => !isSettled(settled, partition));
      if (left.length === 0) return settled;
      this.#memory.forget();
      await this.#wait(attempt);
    }
  }

  /** The broker's code of every partition that one answered for. */
  async #request(topic: string, batches: EncodedBatch[], fresh: boolean): Promise<Map<number, number>> {
    const leaders = await this.#patiently(() => this.#wire.leaders(topic, fresh));
    const byLeader = Map.groupBy(batches, ({ partition }) => leaders[partition] ?? -1);
    byLeader.delete(-1);
    this.#ended.signal.throwIfAborted();
    const requests = [...byLeader].map(([leader, some]) => this.#wire.produce(leader, topic, some));
    const answers = await Promise.allSettled(requests);
    for (const answer of answers) if (answer.status === 'rejected') this.#trouble = answer.reason;
    const answered = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    return new Map(answered.map(({ partition, code }) => [partition, code]));
  }

  async #patiently<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      this.#ended.signal.throwIfAborted();
      try {
        return await work();
      } catch (error) {
        if (isRefused(error)) throw error;
        this.#trouble = error;
        await this.#wait(attempt);
      }
    }
  }

  async #wait(attempt: number): Promise<void> {
    await pause(jitteredBackoff(attempt, MAX_BACKOFF_MS), this.#ended.signal);
    this.#ended.signal.throwIfAborted();
  }

  #next(topic: string, partition: number): number {
    return this.#sequences.get(`${topic}/${partition}`) ?? 0;
  }

  #advance(topic: string, partition: number, records: number): void {
    this.#sequences.set(`${topic}/${partition}`, (this.#next(topic, partition) + records) % SEQUENCES);
  }
}

function isSettled({ written, tooLarge }: Settled, partition: number): boolean {
  return written.includes(partition) || tooLarge.includes(partition);
}
