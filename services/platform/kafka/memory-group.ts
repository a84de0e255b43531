import type { MemoryConsumer } from './memory-consumer.ts';
import type { MemoryLog } from './memory-log.ts';

/** Which partitions a member works on. */
export interface Assignment {
  topic: string;
  partition: number;
}

/** A consumer group of the in-memory twin: eager rebalancing, as kafkajs does it, with a barrier before the new round. */
export class MemoryGroup {
  readonly commits = new Map<string, number>();
  readonly #log: MemoryLog;
  readonly #members = new Set<MemoryConsumer>();
  #round: Promise<void> = Promise.resolve();

  constructor(log: MemoryLog) {
    this.#log = log;
  }

  join(member: MemoryConsumer): Promise<void> {
    this.#members.add(member);
    return this.#rebalance();
  }

  leave(member: MemoryConsumer): Promise<void> {
    if (!this.#members.delete(member)) return this.#round;
    return this.#rebalance();
  }

  #rebalance(): Promise<void> {
    this.#round = this.#round.then(async () => {
      await Promise.all([...this.#members].map((member) => member.revoke()));
      const members = [...this.#members];
      for (const [index, member] of members.entries()) {
        const owned = this.#partitions(member).filter((_, turn) => turn % members.length === index);
        member.assign(owned);
      }
    });
    return this.#round;
  }

  #partitions(member: MemoryConsumer): Assignment[] {
    return member.topics.flatMap((topic) =>
      this.#log.partitions(topic).map((_, partition) => ({ topic, partition })),
    );
  }
}

export function commitKey({ topic, partition }: Assignment): string {
  return `${topic}/${partition}`;
}
