import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classifyItem, classifyRequest } from '../../../../services/platform/elasticsearch/classify.ts';

const SHARDS =
  'Validation Failed: 1: this action would add [2] shards, but this cluster currently has [1000]/[1000] maximum normal shards open;';
const FULL =
  'rejected execution of primary operation [coordinating_and_primary_bytes=99, replica_bytes=0, all_bytes=99, primary_operation_bytes=400, max_primary_bytes=10000]';
const GIANT =
  'rejected execution of primary operation [coordinating_and_primary_bytes=25166077, replica_bytes=0, all_bytes=25166077, primary_operation_bytes=100663412, max_primary_bytes=107374182]';

test('an item is judged by whose fault it is', () => {
  const table: [number, string | undefined, string | undefined, string][] = [
    [200, undefined, undefined, 'created'],
    [201, undefined, undefined, 'created'],
    [409, 'version_conflict_engine_exception', undefined, 'exists'],
    [413, 'content_too_long_exception', undefined, 'too_large'],
    [400, 'strict_dynamic_mapping_exception', undefined, 'rejected'],
    [400, 'document_parsing_exception', undefined, 'rejected'],
    [400, 'mapper_parsing_exception', undefined, 'rejected'],
    [400, 'illegal_argument_exception', 'Document contains at least one immense term in field', 'rejected'],
    [400, 'x_content_parse_exception', undefined, 'rejected'],
    [400, undefined, undefined, 'rejected'],
    [400, 'validation_exception', SHARDS, 'unavailable'],
    [400, 'illegal_argument_exception', SHARDS, 'unavailable'],
    [400, 'index_closed_exception', undefined, 'unavailable'],
    [401, 'security_exception', undefined, 'unavailable'],
    [403, 'security_exception', undefined, 'unavailable'],
    [403, 'cluster_block_exception', undefined, 'unavailable'],
    [404, 'index_not_found_exception', undefined, 'unavailable'],
    [429, 'cluster_block_exception', undefined, 'unavailable'],
    [429, 'circuit_breaking_exception', undefined, 'unavailable'],
    [429, 'es_rejected_execution_exception', FULL, 'unavailable'],
    [429, 'es_rejected_execution_exception', GIANT, 'too_large'],
    [429, 'es_rejected_execution_exception', undefined, 'unavailable'],
    [500, undefined, undefined, 'unavailable'],
    [502, undefined, undefined, 'unavailable'],
    [503, 'unavailable_shards_exception', undefined, 'unavailable'],
    [0, undefined, undefined, 'unavailable'],
  ];
  for (const [status, type, reason, expected] of table) {
    assert.equal(classifyItem({ status, type, reason }), expected, `${status} ${type}`);
  }
});

test('a whole request refused for a document is split until the document stands alone', () => {
  const bad = { status: 400, type: 'illegal_argument_exception' };
  assert.equal(classifyRequest(bad, 2), 'too_large');
  assert.equal(classifyRequest(bad, 1), 'rejected');
  assert.equal(classifyRequest({ status: 413 }, 1), 'too_large');
  assert.equal(classifyRequest({ status: 503 }, 2), 'unavailable');
  assert.equal(classifyRequest({ status: 409 }, 2), 'unavailable');
  assert.equal(
    classifyRequest({ status: 400, type: 'validation_exception', reason: SHARDS }, 2),
    'unavailable',
  );
});
