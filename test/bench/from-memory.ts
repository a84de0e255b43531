/** What Elasticsearch takes of the indexer's own documents when they lie ready in memory: started with a topic of enriched records. */

import { readFileSync } from 'node:fs';
import PQueue from 'p-queue';
import { createKeyring, parseKeyFile } from '../../services/core/evidence/keyring.ts';
import { createSealer } from '../../services/core/evidence/seal.ts';
import { findingsOperations, maskedOperations, rawOperation } from '../../services/indexer/documents.ts';
import { examine } from '../../services/indexer/examine.ts';
import { createElasticsearch } from '../../services/platform/elasticsearch/client.ts';
import type { CreateOperation } from '../../services/platform/elasticsearch/port.ts';
import { createKafka } from '../../services/platform/kafka/kafkajs.ts';

const {
  BENCH_BROKERS = '',
  BENCH_ELASTICSEARCH = '',
  BENCH_TOPIC = '',
  BENCH_PREFIX = '',
  BENCH_KEY_FILE = '',
} = process.env;
/** As in a bulk of the indexer's. */
const DOCUMENTS_A_BULK = 1000;
const BYTES_A_BULK = 5 * 1024 * 1024;
const IN_FLIGHT = 2;

const bulks = await readBulks();
const elasticsearch = createElasticsearch({ nodes: [BENCH_ELASTICSEARCH], requestTimeoutMs: 60_000 });
process.stdout.write('started\n');
const queue = new PQueue({ concurrency: IN_FLIGHT });
await queue.addAll(bulks.map((bulk) => () => write(bulk)));
await elasticsearch.close();
process.stdout.write('done\n');
setInterval(() => undefined, 60_000);

async function write(bulk: CreateOperation[]): Promise<void> {
  const results = await elasticsearch.bulkCreate(bulk);
  if (results.some(({ outcome }) => outcome !== 'created')) throw new Error('a document was refused');
}

async function readBulks(): Promise<CreateOperation[][]> {
  const keyring = createKeyring(parseKeyFile(readFileSync(BENCH_KEY_FILE, 'utf8')));
  const deps = { keyring, sealer: createSealer(keyring), indexPrefix: BENCH_PREFIX };
  const made: CreateOperation[][] = [];
  let bytes = BYTES_A_BULK;
  for await (const record of createKafka({ brokers: [BENCH_BROKERS], clientId: 'bench' }).read(BENCH_TOPIC)) {
    const stored = examine(record, record.partition, { keyring, retentionDays: 90 });
    if (stored.kind === 'refused') throw new Error('the topic holds something else');
    const operations =
      stored.kind === 'findings'
        ? findingsOperations(stored, deps)
        : [rawOperation(stored, deps), ...maskedOperations(stored, deps)];
    const last = made.at(-1);
    if (last === undefined || last.length >= DOCUMENTS_A_BULK || bytes >= BYTES_A_BULK) {
      made.push(operations);
      bytes = 0;
    } else last.push(...operations);
    for (const { document } of operations) bytes += document.length;
  }
  return made;
}
