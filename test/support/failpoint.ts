/** Where a worker process is to die by its own hand: ports that do their work and then kill the process before it can go on. */
import type { Elasticsearch } from '../../services/platform/elasticsearch/port.ts';
import type { Kafka } from '../../services/platform/kafka/port.ts';

export const FAILPOINTS = ['commit', 'send', 'bulk'] as const;
export type FailpointName = (typeof FAILPOINTS)[number];

/**
 * `commit`: everything of a batch is acknowledged, its commit is next. `send`: a send is acknowledged, its batch not yet done.
 * `bulk`: a bulk is acknowledged, the next of its batch not sent (raw without masked).
 */
export interface Failpoint {
  name: FailpointName;
  /** At which time of coming to the point. */
  nth: number;
}

/** `commit:3` and the like. */
export function parseFailpoint(text: string): Failpoint {
  const [name, nth] = text.split(':');
  const known = FAILPOINTS.find((each) => each === name);
  if (known === undefined || !(Number(nth) > 0)) throw new Error(`no failpoint: ${text}`);
  return { name: known, nth: Number(nth) };
}

export function dieAt(failpoint: Failpoint): (name: FailpointName) => void {
  let passed = 0;
  return (name) => {
    if (name === failpoint.name && ++passed === failpoint.nth) process.kill(process.pid, 'SIGKILL');
  };
}

export function kafkaWith(kafka: Kafka, reached: (name: FailpointName) => void): Kafka {
  return {
    ...kafka,
    async producer() {
      const producer = await kafka.producer();
      return {
        close: () => producer.close(),
        send: async (topic, records) => {
          await producer.send(topic, records);
          reached('send');
        },
      };
    },
    async consumer(options) {
      const consumer = await kafka.consumer(options);
      return {
        failed: consumer.failed,
        progress: () => consumer.progress(),
        stop: (drainMs) => consumer.stop(drainMs),
        start: (handler) =>
          consumer.start(async (batch, signal) => {
            const done = await handler(batch, signal);
            reached('commit');
            return done;
          }),
      };
    },
  };
}

export function elasticsearchWith(
  elasticsearch: Elasticsearch,
  reached: (name: FailpointName) => void,
): Elasticsearch {
  return {
    ...elasticsearch,
    bulkCreate: async (operations, signal) => {
      const results = await elasticsearch.bulkCreate(operations, signal);
      reached('bulk');
      return results;
    },
  };
}
