/** `tripline produce`: JSONL events (the public JSON form) → llm.events. */
import { Command } from 'commander';
import { v7 as uuidv7 } from 'uuid';
import { isTriplineError, TriplineError } from '../core/errors.ts';
import { checkEvent, encodeRecord, MAX_RECORD_BYTES } from '../core/events/codec.ts';
import { fromPublicJson } from '../core/events/json.ts';
import { recordKey } from '../core/events/record-key.ts';
import type { OutgoingRecord, Producer } from '../platform/kafka/port.ts';
import { connectKafka } from './connect.ts';
import { readLines } from './lines.ts';

const SEND_RECORDS = 500;
const SEND_BYTES = 1024 * 1024;

export interface ProduceReport {
  acknowledged: number;
  refused: number;
}

export function produceCommand(): Command {
  return new Command('produce')
    .description(
      'Publish events from standard input, one JSON object a line (docs/events.md), to llm.events. event_id, interaction_id, occurred_at, tenant, application and environment are filled in when absent.',
    )
    .option('--tenant <name>', 'tenant of events that name none', 'default')
    .option('--application <name>', 'application of events that name none', 'tripline-produce')
    .option('--environment <name>', 'environment of events that name none', 'production')
    .addHelpText(
      'after',
      '\nA line that is no event is named on standard error and left out; the exit code is then 1.\nExample:\n  echo \'{"type":"prompt","origin":{"actor":{"user_id":"ada","role":"developer","department":null}},"model":{"provider":null,"name":"m"},"messages":[{"role":"user","name":null,"content":"hello"}],"status":"SENT"}\' | tripline produce',
    )
    .action(async (defaults: OriginDefaults) => {
      const { kafka, topics } = connectKafka();
      const producer = await kafka.producer();
      try {
        const complain = (line: number, why: string) => process.stderr.write(`line ${line}: ${why}\n`);
        const report = await produce(readLines(process.stdin), producer, topics.events, defaults, complain);
        process.stdout.write(`${JSON.stringify(report)}\n`);
        process.exitCode = report.refused > 0 ? 1 : 0;
      } finally {
        await producer.close();
      }
    });
}

export interface OriginDefaults {
  tenant: string;
  application: string;
  environment: string;
}

/** @throws TriplineError KAFKA_UNAVAILABLE; a bad line is refused and the rest goes on */
export async function produce(
  lines: AsyncIterable<string>,
  producer: Producer,
  topic: string,
  defaults: OriginDefaults,
  complain: (line: number, why: string) => void,
): Promise<ProduceReport> {
  const report = { acknowledged: 0, refused: 0 };
  let records: OutgoingRecord[] = [];
  let bytes = 0;
  let line = 0;
  for await (const text of lines) {
    line++;
    if (text.trim() === '') continue;
    const record = readEvent(text, defaults);
    if (isTriplineError(record)) {
      report.refused++;
      complain(line, record.message);
      continue;
    }
    records.push(record);
    bytes += record.value.length;
    if (records.length >= SEND_RECORDS || bytes >= SEND_BYTES) await send();
  }
  await send();
  return report;

  async function send(): Promise<void> {
    if (records.length > 0) await producer.send(topic, records);
    report.acknowledged += records.length;
    records = [];
    bytes = 0;
  }
}

function readEvent(text: string, defaults: OriginDefaults): OutgoingRecord | TriplineError {
  try {
    const event = fromPublicJson(withDefaults(parse(text), defaults));
    checkEvent(event);
    const value = encodeRecord(event);
    if (value.length > MAX_RECORD_BYTES) return new TriplineError('RECORD_TOO_LARGE');
    return { key: recordKey(event.origin), value };
  } catch (error) {
    if (isTriplineError(error)) return error;
    throw error;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new TriplineError('EVENT_INVALID', 'At fault: the line is not JSON.');
  }
}

function withDefaults(json: unknown, defaults: OriginDefaults): unknown {
  if (typeof json !== 'object' || json === null) return json;
  const { origin } = json as { origin?: unknown };
  if (origin !== undefined && (typeof origin !== 'object' || origin === null)) return json;
  const event_id = uuidv7();
  const made = { event_id, interaction_id: event_id, occurred_at: Date.now() * 1000, capture: 'FULL' };
  return { ...json, origin: { ...made, ...defaults, ...origin } };
}
