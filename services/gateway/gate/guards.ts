/** A guard for each application that asks, with an emitter of its own: events and sessions of tenants never meet. */

import { TriplineError } from '../../core/errors.ts';
import {
  createEmitter,
  createGuard,
  type Emitter,
  type Guard,
  type SharedPolicy,
} from '../../emitter/index.ts';
import type { ControlLog } from '../../platform/control/control-log.ts';
import type { Kafka } from '../../platform/kafka/port.ts';
import type { Publisher } from '../publisher.ts';

export interface GuardsDeps {
  publisher: Publisher;
  control: ControlLog;
  policy: SharedPolicy;
  topicPrefix: string;
  /** Of the real cluster: only its producer is replaced. */
  kafka: Kafka;
  /** How long Kafka may take to acknowledge a call, milliseconds. */
  deadlineMs: number;
  onError: (error: TriplineError) => void;
  now: () => number;
}

export interface Place {
  tenant: string;
  application: string;
  environment: string;
}
export interface Guarded {
  guard: Guard;
  emitter: Emitter;
}

interface Kept extends Guarded {
  tenant: string;
  usedAt: number;
}

/** As long as the outcome of a call may take. */
export const KEPT_MS = 60 * 60 * 1000;
const MOST_EACH = 50;
const MOST = 1000;
const QUEUE_BYTES = 16 * 1024 * 1024;

export class Guards {
  readonly #deps: GuardsDeps;
  readonly #kept = new Map<string, Kept>();

  constructor(deps: GuardsDeps) {
    this.#deps = deps;
  }

  /** @throws TriplineError OVERLOADED when a tenant asks for too many applications within an hour */
  of(place: Place): Guarded {
    const name = JSON.stringify([place.tenant, place.application, place.environment]);
    const found = this.#kept.get(name);
    if (found !== undefined) {
      found.usedAt = this.#deps.now();
      return found;
    }
    this.#makeRoom(place.tenant);
    const made = { ...this.#make(place), tenant: place.tenant, usedAt: this.#deps.now() };
    this.#kept.set(name, made);
    return made;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#kept.values()].map(end));
    this.#kept.clear();
  }

  #makeRoom(tenant: string): void {
    const old = this.#deps.now() - KEPT_MS;
    for (const [name, kept] of this.#kept) {
      if (kept.usedAt >= old) continue;
      this.#kept.delete(name);
      void end(kept);
    }
    const own = [...this.#kept.values()].filter((kept) => kept.tenant === tenant);
    if (own.length >= MOST_EACH || this.#kept.size >= MOST)
      throw new TriplineError('OVERLOADED', `(more than ${MOST_EACH} applications within an hour)`);
  }

  #make(place: Place): Guarded {
    const { control, policy, deadlineMs, topicPrefix, onError, now } = this.#deps;
    const emitter = createEmitter({
      ...place,
      kafka: this.#kafkaOf(place.tenant),
      sampling: 'off',
      maxQueueBytes: QUEUE_BYTES,
      lingerMs: 0,
      topicPrefix,
      onError,
      now,
    });
    const guard = createGuard({ emitter, policy, control, deadlineMs, onError, now });
    return { emitter, guard };
  }

  /** What the emitters send shares requests with everything else, in the tenant's turn. */
  #kafkaOf(tenant: string): Kafka {
    const { publisher, kafka } = this.#deps;
    return {
      ...kafka,
      producer: async () => ({
        send: async (_topic, records) => {
          const written = records.filter((record) => record.value !== null);
          const error = (await publisher.publish(tenant, written)).find((one) => one !== null);
          if (error) throw error;
        },
        close: async () => undefined,
      }),
    };
  }
}

async function end({ guard, emitter }: Guarded): Promise<void> {
  await guard.close();
  await emitter.close();
}
