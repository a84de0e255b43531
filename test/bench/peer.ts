/**
 * What one would write by hand instead of Tripline: JSON events from Kafka parsed, two documents of each to Elasticsearch with the bulk
 * API, the offset committed after. No scan, no seal, no masking, no thought of redeliveries or refusals.
 */
import { Client } from '@elastic/elasticsearch';
import kafkajs from 'kafkajs';

const {
  PEER_BROKERS = '',
  PEER_ELASTICSEARCH = '',
  PEER_TOPIC = '',
  PEER_GROUP = '',
  PEER_PREFIX = '',
} = process.env;
const elasticsearch = new Client({ node: PEER_ELASTICSEARCH, requestTimeout: 60_000 });
const kafka = new kafkajs.Kafka({
  brokers: [PEER_BROKERS],
  clientId: 'peer',
  logLevel: kafkajs.logLevel.ERROR,
});
const consumer = kafka.consumer({ groupId: PEER_GROUP });

await Promise.all([template('raw', { index: false }), template('masked', {})]);
consumer.on('consumer.group_join', () => process.stdout.write('started\n'));
process.on('SIGTERM', () => void consumer.disconnect().then(() => process.exit(0)));
await consumer.connect();
await consumer.subscribe({ topic: PEER_TOPIC, fromBeginning: true });
await consumer.run({
  partitionsConsumedConcurrently: 3,
  eachBatch: async ({ batch }) => {
    const operations = batch.messages.flatMap(({ value }) => copies(value?.toString() ?? ''));
    const { errors } = await elasticsearch.bulk({ operations });
    if (errors) throw new Error('a document was refused');
  },
});

function copies(text: string): object[] {
  const document = JSON.parse(text) as { origin: { event_id: string } };
  return ['raw', 'masked'].flatMap((copy) => [
    { create: { _index: `${PEER_PREFIX}-${copy}`, _id: document.origin.event_id } },
    document,
  ]);
}

/** Content is analysed in the masked copy only, as in Tripline's own templates; everything else is a keyword. */
async function template(copy: string, content: { index?: false }): Promise<void> {
  const text = { type: 'text', ...content };
  const names = ['content', 'arguments', 'result', 'parameters', 'message'];
  await elasticsearch.indices.putIndexTemplate({
    name: `${PEER_PREFIX}-${copy}`,
    index_patterns: [`${PEER_PREFIX}-${copy}*`],
    template: {
      settings: { number_of_shards: 1, number_of_replicas: 0 },
      mappings: {
        dynamic_templates: [
          ...names.map((match) => ({ [match]: { match, match_mapping_type: 'string', mapping: text } })),
          { keyword: { match_mapping_type: 'string', mapping: { type: 'keyword', ignore_above: 1024 } } },
        ],
      } as never,
    },
  });
}
