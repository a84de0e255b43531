import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { ROUTE_IDS } from '../../../services/gateway/app.ts';
import { gatewayOn } from './support.ts';

interface Operation {
  operationId: string;
  responses: Record<string, object>;
}

test('the document is one by the OpenAPI 3.1 schema, and names every route by its id', async (t) => {
  const gateway = await gatewayOn(t);
  const { body } = await gateway.ask(await gateway.newKey(), { method: 'GET', url: '/v1/openapi.json' });
  const judged = await new Validator().validate(structuredClone(body));
  assert.ok(judged.valid, JSON.stringify(judged.errors));
  assert.equal(
    (await new Validator().validate({ ...body, info: {} })).valid,
    false,
    'the schema refuses what is wrong',
  );
  const operations = Object.values(body['paths'] as Record<string, Record<string, Operation>>).flatMap(
    (path) => Object.values(path),
  );
  assert.deepEqual(new Set(operations.map(({ operationId }) => operationId)), new Set(ROUTE_IDS));
  assert.equal(operations.length, ROUTE_IDS.length);
  for (const { operationId, responses } of operations)
    for (const status of ['200', '400', '401', '403', '429', '500'])
      assert.ok(responses[status], `${operationId} tells nothing of ${status}`);
});
