import type { Admin, PartitionProgress } from './port.ts';

const REFRESH_MS = 5000;

/**
 * Where a member stands on every partition it owns. The ends of the partitions are asked for in the background, because
 * a consumer learns of them only when it fetches: a stage that waits would look as if it had no lag.
 */
export class Progress {
  readonly #groupId: string;
  readonly #from: 'earliest' | 'latest';
  readonly #connect: () => Promise<Admin>;
  readonly #partitions = new Map<string, PartitionProgress>();
  #owned = new Map<string, number[]>();
  #admin: Promise<Admin> | null = null;
  #refreshing: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(groupId: string, from: 'earliest' | 'latest', connect: () => Promise<Admin>) {
    this.#groupId = groupId;
    this.#from = from;
    this.#connect = connect;
  }

  list(): PartitionProgress[] {
    return [...this.#partitions.values()].map((partition) => ({ ...partition }));
  }

  /** A new assignment. Resolves once its offsets are known, or could not be learnt this time. */
  async assign(owned: Map<string, number[]>): Promise<void> {
    this.#owned = owned;
    this.#partitions.clear();
    this.#timer ??= setInterval(() => void this.refresh(), REFRESH_MS).unref();
    await this.#refreshing;
    await this.refresh();
  }

  fetched(topic: string, partition: number, first: number, highWatermark: number): void {
    const known = this.#partitions.get(keyOf(topic, partition));
    if (known !== undefined) known.highWatermark = Math.max(known.highWatermark, highWatermark);
    else this.#set(topic, partition, first, highWatermark);
  }

  committed(topic: string, partition: number, offset: number): void {
    const known = this.#partitions.get(keyOf(topic, partition));
    if (known === undefined) return;
    known.committed = offset;
    known.highWatermark = Math.max(known.highWatermark, offset);
  }

  refresh(): Promise<void> {
    this.#refreshing ??= this.#refresh()
      .catch(() => this.#disconnect())
      .finally(() => {
        this.#refreshing = null;
      });
    return this.#refreshing;
  }

  async close(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#owned = new Map();
    await this.#refreshing;
    await this.#disconnect();
  }

  async #refresh(): Promise<void> {
    for (const [topic, partitions] of this.#owned) {
      const admin = await (this.#admin ??= this.#connect());
      const ends = await admin.offsets(topic);
      const commits = await admin.committed(this.#groupId, topic);
      for (const { partition, low, high } of ends) {
        if (!partitions.includes(partition) || this.#owned.get(topic) !== partitions) continue;
        const commit = commits.find((one) => one.partition === partition)?.offset ?? -1;
        const start = this.#from === 'earliest' ? low : high;
        this.#merge(topic, partition, commit >= 0 ? commit : start, high);
      }
    }
  }

  /** What this member committed meanwhile is newer than an answer that was on its way. */
  #merge(topic: string, partition: number, committed: number, highWatermark: number): void {
    const known = this.#partitions.get(keyOf(topic, partition));
    if (known === undefined) this.#set(topic, partition, committed, highWatermark);
    else known.highWatermark = Math.max(known.committed, highWatermark);
  }

  #set(topic: string, partition: number, committed: number, highWatermark: number): void {
    this.#partitions.set(keyOf(topic, partition), { topic, partition, committed, highWatermark });
  }

  async #disconnect(): Promise<void> {
    const admin = this.#admin;
    this.#admin = null;
    await admin?.then((one) => one.close()).catch(() => undefined);
  }
}

function keyOf(topic: string, partition: number): string {
  return `${topic}/${partition}`;
}
