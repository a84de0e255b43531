/** What Tripline needs of Kafka. One contract suite (test/integration/contract) runs over the real adapter and its in-memory twin. */

/** A null value can be read; written, it becomes an empty one. */
export interface Header {
  key: string;
  value: Buffer | null;
}

/** A record to be written. The partition follows from the key (murmur2, as every Kafka client). */
export interface OutgoingRecord {
  key: Buffer | null;
  value: Buffer;
  headers?: Header[];
}

/** Takes a key out of a compacted topic. */
export interface Tombstone {
  key: Buffer;
  value: null;
  headers?: Header[];
}

export type Outgoing = OutgoingRecord | Tombstone;

/** A record as read; `offset` is exact below 2^53; `timestamp` is milliseconds (LogAppendTime on Tripline's topics). */
export interface IncomingRecord {
  key: Buffer | null;
  value: Buffer | null;
  headers: Header[];
  offset: number;
  timestamp: number;
}

export interface Batch {
  topic: string;
  partition: number;
  records: IncomingRecord[];
  /** The offset after the partition's last record when the batch was fetched. */
  highWatermark: number;
  /**
   * Whether this member handled and committed what stands right before it; false for the first batch after every assignment, and for one
   * that comes again.
   */
  follows: boolean;
}

export interface Producer {
  /**
   * Resolves once every in-sync replica has acknowledged all records (idempotent, acks=all).
   * @throws TriplineError KAFKA_UNAVAILABLE (canRetry) or RECORD_TOO_LARGE
   */
  send(topic: string, records: Outgoing[]): Promise<void>;
  /** Gives up what is not acknowledged yet (its `send` rejects): await your sends first. Idempotent. */
  close(): Promise<void>;
}

export interface ConsumerOptions {
  topics: string[];
  groupId: string;
  /** Partitions handled at the same time; a partition's batches are always handled one after another. */
  partitionsConcurrently?: number;
  sessionTimeoutMs?: number;
  /** Where a group without commits begins; default 'earliest'. */
  from?: 'earliest' | 'latest';
  /** Bytes asked of one partition at a time; a larger single record still arrives whole. */
  maxBytesPerPartition?: number;
}

/**
 * Handles a whole batch. When it resolves, the offset after the batch's last record is committed and then the function it
 * returned (if any) is called. When it rejects, nothing is committed and the batch comes again after a back-off.
 * `signal` aborts when the partition is being taken away or the consumer stops: reject as soon as possible then.
 */
export type BatchHandler = (batch: Batch, signal: AbortSignal) => Promise<(() => void) | undefined>;

export interface PartitionProgress {
  topic: string;
  partition: number;
  committed: number;
  highWatermark: number;
}

export interface Consumer {
  /** Joins the group and begins; resolves once it is a member. */
  start(handler: BatchHandler): Promise<void>;
  /** What this member owns and how far it is; lag is highWatermark − committed. */
  progress(): PartitionProgress[];
  /** Waits for the running batches (at most `drainMs`, default 10,000), commits them, leaves the group. */
  stop(drainMs?: number): Promise<void>;
  /** Resolves with the error when the consumer can no longer go on by itself: the process must end with a non-zero code. */
  readonly failed: Promise<Error>;
}

export interface TopicSpec {
  topic: string;
  partitions: number;
  replicationFactor?: number;
  config?: Record<string, string>;
}

export interface Admin {
  /** Creates what is missing; leaves what exists. Returns the names it created. */
  createTopics(topics: TopicSpec[]): Promise<string[]>;
  listTopics(): Promise<string[]>;
  deleteTopics(topics: string[]): Promise<void>;
  /** Earliest and next offset of every partition. */
  offsets(topic: string): Promise<{ partition: number; low: number; high: number }[]>;
  /** Committed offsets of a group; a partition without a commit has offset -1. */
  committed(groupId: string, topic: string): Promise<{ partition: number; offset: number }[]>;
  close(): Promise<void>;
}

export interface FollowOptions {
  /** Partition → offset to begin at; default the beginning, and so is an offset that the topic has not reached (it was made anew). */
  from?: ReadonlyMap<number, number>;
  /** Each record once, a partition's in order. Must not throw. */
  onRecord: (record: IncomingRecord & { partition: number }) => void;
  /** Once: everything that stood there when it began has been told. */
  onCaughtUp: () => void;
  signal: AbortSignal;
}

export interface Kafka {
  producer(): Promise<Producer>;
  consumer(options: ConsumerOptions): Promise<Consumer>;
  admin(): Promise<Admin>;
  /**
   * Reads a topic from its beginning to its end as of now, outside any group, partition after partition and no faster than
   * it is asked to. With `from` (partition → offset) only the partitions named, each from its offset on.
   */
  read(
    topic: string,
    from?: Map<number, number>,
  ): AsyncIterable<IncomingRecord & { topic: string; partition: number }>;
  /**
   * Reads a topic and goes on with what comes, outside any group: for what every process must know whole. Resolves once
   * `signal` aborts.
   * @throws TriplineError KAFKA_UNAVAILABLE as soon as Kafka does not answer: begin again `from` where it stopped
   */
  follow(topic: string, options: FollowOptions): Promise<void>;
}
