/** How fast events become bytes and bytes become events, on one core, beside JSON of the same events. */
import { decodeEvent, encodeRecord } from '../../services/core/events/codec.ts';
import { toPublicJson } from '../../services/core/events/json.ts';
import { createLoad } from './load.ts';

const EVENTS = 2000;
const SECONDS = 1;

interface Speed {
  perSecond: number;
  megabytesPerSecond: number;
}

export function benchCodec(report: (line: string) => void): object {
  report('Codec');
  const load = createLoad();
  const events = Array.from({ length: EVENTS }, () => load.next(Date.now()));
  const records = events.map(encodeRecord);
  const objects = events.map(toPublicJson);
  const texts = objects.map((event) => JSON.stringify(event));
  const bytes = records.reduce((sum, record) => sum + record.length, 0) / EVENTS;
  const textBytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / EVENTS;
  return {
    bytesPerEvent: Math.round(bytes),
    encode: speed(events, bytes, encodeRecord),
    decode: speed(records, bytes, decodeEvent),
    jsonStringify: speed(objects, textBytes, (event) => JSON.stringify(event)),
    jsonParse: speed(texts, textBytes, (text) => JSON.parse(text) as unknown),
  };
}

/** The second of two runs: the first compiles. */
function speed<T>(items: readonly T[], bytes: number, work: (item: T) => unknown): Speed {
  measure(items, work);
  const perSecond = measure(items, work);
  return { perSecond: Math.round(perSecond), megabytesPerSecond: Math.round((perSecond * bytes) / 1e6) };
}

function measure<T>(items: readonly T[], work: (item: T) => unknown): number {
  const started = process.cpuUsage();
  let done = 0;
  let seconds = 0;
  while (seconds < SECONDS) {
    for (const item of items) work(item);
    done += items.length;
    const { user, system } = process.cpuUsage(started);
    seconds = (user + system) / 1e6;
  }
  return done / seconds;
}
