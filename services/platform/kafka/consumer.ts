import type { EachBatchPayload, Kafka as KafkaClient, Consumer as WireConsumer } from 'kafkajs';
import { TriplineError } from '../../core/errors.ts';
import { jitteredBackoff, pause, within } from './backoff.ts';
import { nameOf, toTriplineError } from './errors.ts';
import { Lease } from './lease.ts';
import type { KafkaLogger } from './options.ts';
import type { Admin, BatchHandler, Consumer, ConsumerOptions, PartitionProgress } from './port.ts';
import { Progress } from './progress.ts';

const DEFAULT_SESSION_MS = 30_000;
const DEFAULT_DRAIN_MS = 10_000;
/** How long a handler that heeds its signal may take to reject once the drain time is over. */
const ABORT_GRACE_MS = 3000;
const MAX_BACKOFF_MS = 10_000;
/** Bounds both how long stopping an idle consumer takes and how often it asks for nothing. */
const LONG_POLL_MS = 500;
const STALL_MS = 5 * 60_000;

export interface ConsumerDeps {
  newClient: () => KafkaClient;
  connectAdmin: () => Promise<Admin>;
  logger: KafkaLogger | undefined;
}

export class KafkaJsConsumer implements Consumer {
  readonly failed: Promise<Error>;
  readonly #deps: ConsumerDeps;
  readonly #options: ConsumerOptions;
  readonly #sessionTimeoutMs: number;
  readonly #progress: Progress;
  readonly #leases = new Map<string, Lease>();
  /** Partitions whose latest batch was committed under the present assignment. */
  readonly #unbroken = new Set<string>();
  readonly #closing = new AbortController();
  #wire: WireConsumer | null = null;
  #stopped: Promise<void> | null = null;
  #lastSign = Date.now();
  #watchdog: NodeJS.Timeout | null = null;
  #fail: (error: Error) => void = () => undefined;

  constructor(deps: ConsumerDeps, options: ConsumerOptions) {
    this.#deps = deps;
    this.#options = options;
    this.#sessionTimeoutMs = options.sessionTimeoutMs ?? DEFAULT_SESSION_MS;
    this.#progress = new Progress(options.groupId, options.from ?? 'earliest', deps.connectAdmin);
    this.failed = new Promise((resolve) => {
      this.#fail = resolve;
    });
  }

  async start(handler: BatchHandler): Promise<void> {
    if (this.#wire !== null || this.#closing.signal.aborted) throw new Error('a consumer starts once');
    const wire = this.#createWire();
    this.#wire = wire;
    const joined = this.#follow(wire);
    try {
      await wire.connect();
      await wire.subscribe({ topics: this.#options.topics, fromBeginning: this.#options.from !== 'latest' });
      await wire.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: this.#options.partitionsConcurrently ?? 1,
        eachBatch: (payload) => this.#eachBatch(payload, handler),
      });
      await joined;
    } catch (error) {
      this.#wire = null;
      await wire.disconnect().catch(() => undefined);
      throw toTriplineError(error);
    }
    this.#watchdog = setInterval(() => this.#watch(), STALL_MS / 10).unref();
  }

  progress(): PartitionProgress[] {
    return this.#progress.list();
  }

  stop(drainMs = DEFAULT_DRAIN_MS): Promise<void> {
    this.#closing.abort();
    this.#stopped ??= this.#shutDown(drainMs);
    return this.#stopped;
  }

  #createWire(): WireConsumer {
    return this.#deps.newClient().consumer({
      groupId: this.#options.groupId,
      sessionTimeout: this.#sessionTimeoutMs,
      rebalanceTimeout: Math.max(this.#sessionTimeoutMs, DEFAULT_SESSION_MS),
      heartbeatInterval: this.#heartbeatMs,
      maxWaitTimeInMs: LONG_POLL_MS,
      allowAutoTopicCreation: false,
      ...(this.#options.maxBytesPerPartition === undefined
        ? {}
        : { maxBytesPerPartition: this.#options.maxBytesPerPartition }),
      retry: {
        initialRetryTime: 100,
        maxRetryTime: 5000,
        retries: 10,
        restartOnFailure: async () => !this.#closing.signal.aborted,
      },
    });
  }

  get #heartbeatMs(): number {
    return Math.min(3000, Math.floor(this.#sessionTimeoutMs / 5));
  }

  /** Resolves at the first membership; rejects when there will be none. */
  #follow(wire: WireConsumer): Promise<void> {
    const joined = new Promise<void>((resolve, reject) => {
      wire.on(wire.events.GROUP_JOIN, ({ payload }) => {
        this.#sign();
        for (const lease of this.#leases.values()) lease.revoke();
        this.#unbroken.clear();
        void this.#progress.assign(new Map(Object.entries(payload.memberAssignment))).then(resolve);
      });
      wire.on(wire.events.CRASH, ({ payload: { error, restart } }) => {
        this.#sign();
        const failure = toTriplineError(error);
        this.#deps.logger?.warn({ error: nameOf(error), restart }, 'the consumer fell out of its group');
        if (restart) return;
        reject(failure);
        if (!this.#closing.signal.aborted) this.#fail(failure);
      });
      this.#closing.signal.addEventListener('abort', () =>
        reject(
          new TriplineError('KAFKA_UNAVAILABLE', '(the consumer was stopped before it joined its group)'),
        ),
      );
    });
    for (const event of [wire.events.HEARTBEAT, wire.events.FETCH, wire.events.REQUEST] as const) {
      wire.on(event as typeof wire.events.FETCH, () => this.#sign());
    }
    joined.catch(() => undefined);
    return joined;
  }

  async #eachBatch(payload: EachBatchPayload, handler: BatchHandler): Promise<void> {
    const key = `${payload.batch.topic}/${payload.batch.partition}`;
    await this.#leases.get(key)?.settled;
    if (this.#closing.signal.aborted) return;
    const lease = new Lease(payload, this.#unbroken.delete(key), {
      heartbeatMs: this.#heartbeatMs,
      sessionTimeoutMs: this.#sessionTimeoutMs,
    });
    this.#leases.set(key, lease);
    const { topic, partition, records, highWatermark } = lease.batch;
    this.#progress.fetched(topic, partition, records[0]?.offset ?? 0, highWatermark);
    try {
      await this.#handle(lease, handler);
    } finally {
      lease.release();
      this.#leases.delete(key);
    }
  }

  /** Rejects only with what kafkajs threw, which then joins again or fetches the batch once more. */
  async #handle(lease: Lease, handler: BatchHandler): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      const { done, error } = await settle(handler, lease);
      if (error === undefined) {
        if (await lease.commit()) this.#committed(lease, done);
        return;
      }
      lease.batch.follows = false;
      if (lease.lost !== null) throw lease.lost;
      if (lease.signal.aborted) return;
      this.#deps.logger?.warn(
        { ...whereabouts(lease), error: nameOf(error), attempt },
        'a batch failed and comes again',
      );
      await pause(
        jitteredBackoff(attempt, MAX_BACKOFF_MS),
        AbortSignal.any([lease.signal, this.#closing.signal]),
      );
      if (lease.lost !== null) throw lease.lost;
      if (lease.signal.aborted || this.#closing.signal.aborted) return;
    }
  }

  #committed(lease: Lease, done: (() => void) | undefined): void {
    const { topic, partition } = lease.batch;
    this.#progress.committed(topic, partition, lease.nextOffset);
    this.#unbroken.add(`${topic}/${partition}`);
    try {
      done?.();
    } catch (error) {
      this.#deps.logger?.error(
        { ...whereabouts(lease), error: nameOf(error) },
        'what runs after a commit failed',
      );
    }
  }

  async #shutDown(drainMs: number): Promise<void> {
    if (this.#watchdog !== null) clearInterval(this.#watchdog);
    const abort = () => {
      for (const lease of this.#leases.values()) lease.abort('The consumer is stopping.');
    };
    const timer = setTimeout(abort, drainMs);
    const late = () => new TriplineError('KAFKA_UNAVAILABLE', '(a batch would not stop)');
    try {
      const gone = this.#wire?.disconnect() ?? Promise.resolve();
      await within(gone, drainMs + ABORT_GRACE_MS, late);
    } catch (error) {
      this.#deps.logger?.warn({ error: nameOf(error) }, 'the consumer left its group without saying so');
    } finally {
      clearTimeout(timer);
      await this.#progress.close();
    }
  }

  #sign(): void {
    this.#lastSign = Date.now();
  }

  /** kafkajs can stop consuming without a word (#659): no request, answer or heartbeat for minutes is a failure. */
  #watch(): void {
    if (this.#leases.size > 0 || Date.now() - this.#lastSign < STALL_MS) return;
    this.#fail(new TriplineError('KAFKA_UNAVAILABLE', '(the consumer stalled)'));
  }
}

async function settle(handler: BatchHandler, lease: Lease): Promise<{ done?: () => void; error?: unknown }> {
  try {
    const done = await handler(lease.batch, lease.signal);
    return done === undefined ? {} : { done };
  } catch (error) {
    return { error: error ?? new Error('rejected without a reason') };
  }
}

function whereabouts({ batch }: Lease) {
  return { topic: batch.topic, partition: batch.partition, offset: batch.records[0]?.offset };
}
