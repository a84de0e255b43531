/** Emits without end while Kafka is away, and says the id of every event that is durable. To be killed. */
import { formatEmitterKey } from '../../services/core/evidence/emitter-key.ts';
import { createEmitter } from '../../services/emitter/index.ts';
import { createMemoryKafka } from '../../services/platform/kafka/memory.ts';

const [directory = ''] = process.argv.slice(2);
const kafka = createMemoryKafka();
kafka.setAvailable(false);
const emitter = createEmitter({
  application: 'test',
  kafka,
  sampling: 'off',
  lingerMs: 0,
  key: formatEmitterKey('acme', Buffer.alloc(32, 7)),
  spool: { directory },
});
let count = 0;
setInterval(() => {
  for (let at = 0; at < 10; at++) {
    const content = `${count++}`;
    const receipt = emitter.prompt({ session_id: 's', model: 'm', messages: [{ role: 'user', content }] });
    void receipt.durable.then(() => process.stdout.write(`${receipt.event_id}\n`));
  }
}, 1);
