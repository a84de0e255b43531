/** Puts the load on a topic: as Tripline's events, or as the JSON documents that the hand-written script reads. */
import { encodeRecord } from '../../services/core/events/codec.ts';
import { toPublicJson } from '../../services/core/events/json.ts';
import { recordKey } from '../../services/core/events/record-key.ts';
import type { TriplineEvent } from '../../services/core/events/types.ts';
import type { Kafka, OutgoingRecord } from '../../services/platform/kafka/port.ts';
import { createLoad } from './load.ts';

const AT_A_TIME = 500;

export type Encode = (event: TriplineEvent) => Buffer;
export const asJson: Encode = (event) => Buffer.from(JSON.stringify(toPublicJson(event)));

/** Resolves with the bytes written. */
export async function fill(
  kafka: Kafka,
  topic: string,
  events: number,
  encode: Encode = encodeRecord,
): Promise<number> {
  const load = createLoad();
  const producer = await kafka.producer();
  let bytes = 0;
  try {
    for (let done = 0; done < events; done += AT_A_TIME) {
      const count = Math.min(AT_A_TIME, events - done);
      const records = Array.from({ length: count }, () => recordOf(load.next(Date.now()), encode));
      for (const { value } of records) bytes += value.length;
      await producer.send(topic, records);
    }
  } finally {
    await producer.close();
  }
  return bytes;
}

function recordOf(event: TriplineEvent, encode: Encode): OutgoingRecord {
  return { key: recordKey(event.origin), value: encode(event) };
}
