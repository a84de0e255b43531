/** `tripline open <event id>`: the sealed record, to the byte. */
import { Command } from 'commander';
import { TriplineError } from '../core/errors.ts';
import { decodeEvent } from '../core/events/codec.ts';
import { eventIdTime } from '../core/events/event-id.ts';
import { toPublicJson } from '../core/events/json.ts';
import { createSealer } from '../core/evidence/seal.ts';
import type { Keyring } from '../core/evidence/types.ts';
import type { Elasticsearch } from '../platform/elasticsearch/port.ts';
import { dailyIndex } from '../platform/elasticsearch/templates.ts';
import { connectElasticsearch, readKeyring } from './connect.ts';
import { notFound } from './not-found.ts';

export function openCommand(): Command {
  return new Command('open')
    .description(
      'Open the sealed raw copy of an event and write the exact bytes of its record to standard output.',
    )
    .argument('<event-id>', 'UUIDv7 of the event')
    .option('--json', 'its public JSON form instead of the bytes')
    .action(async (eventId: string, { json }: { json?: boolean }) => {
      const keyring = readKeyring();
      const { elasticsearch, prefix } = connectElasticsearch();
      try {
        const record = await openEvent(elasticsearch, keyring, prefix, eventId);
        process.stdout.write(
          json ? `${JSON.stringify(toPublicJson(decodeEvent(record)), null, 2)}\n` : record,
        );
      } finally {
        await elasticsearch.close();
      }
    });
}

/** @throws TriplineError USAGE, NOT_FOUND, SEAL_BROKEN, KEY_UNKNOWN, ELASTICSEARCH_UNAVAILABLE */
export async function openEvent(
  elasticsearch: Elasticsearch,
  keyring: Keyring,
  indexPrefix: string,
  eventId: string,
): Promise<Buffer> {
  const time = eventIdTime(eventId);
  if (time === null) throw new TriplineError('USAGE', 'An event id is a UUIDv7 in lower case.');
  const place = { index: dailyIndex(indexPrefix, 'raw', time), id: eventId };
  const [raw] = await elasticsearch.getMany([place], ['tenant', 'sealed']);
  if (!raw) throw notFound('event');
  const { tenant, sealed } = raw.source;
  if (typeof tenant !== 'string' || typeof sealed !== 'string') throw new TriplineError('SEAL_BROKEN');
  const binding = { tenant, event_id: eventId, field: 'raw' };
  return createSealer(keyring).open(Buffer.from(sealed, 'base64'), binding);
}
