import { decodeRecord } from '../../../services/core/events/codec.ts';
import type { TriplineEvent } from '../../../services/core/events/types.ts';
import { formatEmitterKey } from '../../../services/core/evidence/emitter-key.ts';
import { createEmitter, type Emitter, type EmitterOptions } from '../../../services/emitter/index.ts';
import { createMemoryKafka, type MemoryKafka } from '../../../services/platform/kafka/memory.ts';
import type { Kafka } from '../../../services/platform/kafka/port.ts';
import { topicNames, topicSpecs } from '../../../services/platform/kafka/topics.ts';

export const KEY = formatEmitterKey('acme', Buffer.alloc(32, 7));

export async function twin(): Promise<MemoryKafka> {
  const kafka = createMemoryKafka();
  await (await kafka.admin()).createTopics(topicSpecs('', 3));
  return kafka;
}

export function emitterOn(kafka: MemoryKafka, options: Partial<EmitterOptions> = {}): Emitter {
  return createEmitter({ application: 'test', kafka, sampling: 'off', lingerMs: 0, ...options });
}

/** What stands on `llm.events`, decoded, by partition and offset. */
export async function events(kafka: MemoryKafka): Promise<TriplineEvent[]> {
  const all: TriplineEvent[] = [];
  for await (const { value } of kafka.read(topicNames().events))
    all.push(decodeRecord(value) as TriplineEvent);
  return all;
}

export function question(content: string | Uint8Array = 'why?', session_id?: string) {
  const prompt = { model: 'm', messages: [{ role: 'user', content }] };
  return session_id === undefined ? prompt : { ...prompt, session_id };
}

/** A Kafka whose first request stays without an answer until it is released. */
export function stuck(kafka: Kafka): { port: Kafka; release: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  const producer = async () => {
    const real = await kafka.producer();
    const send: typeof real.send = async (topic, records) => {
      await promise;
      await real.send(topic, records);
    };
    return { send, close: () => real.close() };
  };
  return { port: { ...kafka, producer }, release: resolve };
}
