import { createElasticsearch } from '../../../services/platform/elasticsearch/client.ts';
import { createMemoryElasticsearch } from '../../../services/platform/elasticsearch/memory.ts';
import { elasticsearchContract } from './elasticsearch.suite.ts';

const node = process.env['TRIPLINE_TEST_ELASTICSEARCH'];

elasticsearchContract('in-memory twin', createMemoryElasticsearch, false);
elasticsearchContract(
  'real server',
  () => createElasticsearch({ nodes: [node ?? ''], requestTimeoutMs: 30_000 }),
  node === undefined && 'TRIPLINE_TEST_ELASTICSEARCH is not set',
);
