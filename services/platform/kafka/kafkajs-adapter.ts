import { KafkaJsAdmin } from './admin.ts';
import { createClient } from './client.ts';
import { KafkaJsConsumer } from './consumer.ts';
import { followTopic } from './follow.ts';
import type { KafkaOptions } from './options.ts';
import type { Kafka } from './port.ts';
import { readTopic } from './read.ts';

/** All but producing. Connects to nothing yet: a consumer connects with `start`, an admin at once. */
export function createKafkaJs(options: KafkaOptions): Omit<Kafka, 'producer'> {
  const newClient = () => createClient(options);
  const connectAdmin = () => KafkaJsAdmin.connect(newClient());
  return {
    consumer: async (consumer) =>
      new KafkaJsConsumer({ newClient, connectAdmin, logger: options.logger }, consumer),
    admin: connectAdmin,
    read: (topic, from) => readTopic(newClient(), topic, from),
    follow: (topic, follow) => followTopic(newClient(), topic, follow),
  };
}
