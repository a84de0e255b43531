/**
 * A process that makes one guarded call over real Kafka and says what became of it; killed when it comes to the step that it is given, if any.
 * Arguments: brokers, topic prefix, session, ALLOW or HOLD, step.
 */
import { createHash } from 'node:crypto';
import { createEmitter } from '../../../services/emitter/index.ts';
import { createControlLog } from '../../../services/platform/control/control-log.ts';
import { createKafka } from '../../../services/platform/kafka/kafkajs.ts';
import { topicNames } from '../../../services/platform/kafka/topics.ts';
import { callThrough } from '../../support/guard-failpoint.ts';

const [, , brokers = '', topicPrefix = '', session_id = '', effect = '', deadly] = process.argv;
const kafka = createKafka({ brokers: brokers.split(','), clientId: 'guard-test' });
const emitter = createEmitter({ application: 'test', kafka, sampling: 'off', topicPrefix });
const control = createControlLog({ kafka, topic: topicNames(topicPrefix).control });
await control.start();
const ending = await callThrough({
  emitter,
  control,
  effect: effect === 'HOLD' ? 'HOLD' : 'ALLOW',
  session_id,
  reached: (step) => {
    if (step === deadly) process.kill(process.pid, 'SIGKILL');
  },
  ran: () => console.log('ran'),
  hash: (text) => createHash('sha256').update(text).digest('hex'),
  deadlineMs: 10_000,
});
await emitter.close();
await control.stop();
console.log(ending);
