/** The control log for a verb: read whole, used, and let go. */

import { TriplineError } from '../core/errors.ts';
import { type ControlLog, createControlLog } from '../platform/control/control-log.ts';
import { within } from '../platform/kafka/backoff.ts';
import type { Kafka, OutgoingRecord } from '../platform/kafka/port.ts';
import { connectKafka } from './connect.ts';

const READ_WITHIN_MS = 15_000;

export interface OpenControl {
  control: ControlLog;
  /** Puts a record on llm.events. */
  record: (record: OutgoingRecord) => Promise<void>;
}

/** @throws TriplineError KAFKA_UNAVAILABLE where the log cannot be read in time */
export async function withControl<T>(work: (open: OpenControl) => Promise<T>): Promise<T> {
  const { kafka, topics } = connectKafka();
  const control = createControlLog({ kafka, topic: topics.control });
  try {
    const late = () => new TriplineError('KAFKA_UNAVAILABLE', '(the control log could not be read)');
    await within(control.start(), READ_WITHIN_MS, late);
    return await work({ control, record: (record) => send(kafka, topics.events, record) });
  } finally {
    await control.stop();
  }
}

async function send(kafka: Kafka, topic: string, record: OutgoingRecord): Promise<void> {
  const producer = await kafka.producer();
  try {
    await producer.send(topic, [record]);
  } finally {
    await producer.close();
  }
}
