import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { decodeEvent, MAX_RECORD_BYTES } from '../../services/core/events/codec.ts';
import { decodeText } from '../../services/core/events/text.ts';
import type { OutputEvent, TriplineEvent } from '../../services/core/events/types.ts';
import { createEmitter } from '../../services/emitter/index.ts';
import { createKafka } from '../../services/platform/kafka/kafkajs.ts';
import { topicNames, topicSpecs } from '../../services/platform/kafka/topics.ts';

const broker = process.env['TRIPLINE_TEST_KAFKA']?.split(',')[0] ?? '';
const skip = broker === '' ? 'TRIPLINE_TEST_KAFKA names no broker' : false;
const SESSIONS = 20;
const EVENTS = 2000;

test('events arrive decodable, once, in order per session, the largest whole', {
  skip,
  timeout: 60_000,
}, async (t) => {
  const topicPrefix = `emitter-${randomUUID()}.`;
  const kafka = createKafka({ brokers: [broker], clientId: 'emitter-test' });
  const admin = await kafka.admin();
  t.after(async () => {
    await admin.deleteTopics(Object.values(topicNames(topicPrefix)));
    await admin.close();
  });
  await admin.createTopics(topicSpecs(topicPrefix, 6));
  const emitter = createEmitter({
    application: 'test',
    kafka: { brokers: [broker] },
    sampling: 'off',
    topicPrefix,
  });
  const large = Buffer.alloc(MAX_RECORD_BYTES - 1000, '\u{1f512}');
  for (let index = 0; index < EVENTS; index++) {
    const content = index === EVENTS / 2 ? large : `${index} \ud800`;
    emitter.output({ session_id: `session ${index % SESSIONS}`, model: 'm', choices: [{ content }] });
  }
  await emitter.close();
  assert.partialDeepStrictEqual(emitter.stats(), {
    emitted: EVENTS,
    acknowledged: EVENTS,
    dropped: 0,
    refused: 0,
    lost: 0,
    queuedEvents: 0,
  });

  const arrived: TriplineEvent[] = [];
  for await (const { value } of kafka.read(topicNames(topicPrefix).events)) arrived.push(decodeEvent(value));
  assert.equal(arrived.length, EVENTS);
  assert.equal(new Set(arrived.map(({ origin }) => origin.event_id)).size, EVENTS);
  for (let session = 0; session < SESSIONS; session++) {
    const own = arrived.filter(({ origin }) => origin.session_id === `session ${session}`);
    const sequences = own.map(({ origin }) => origin.emitter?.sequence);
    assert.deepEqual(
      sequences,
      Array.from({ length: EVENTS / SESSIONS }, (_, index) => index + 1),
    );
  }
  const contents = arrived.map((event) => (event as OutputEvent).choices[0]?.content ?? Buffer.alloc(0));
  assert.equal(contents.filter((content) => content.equals(large)).length, 1);
  assert.ok(contents.some((content) => decodeText(content) === '7 \ud800'));
});
