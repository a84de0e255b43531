import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { CARD } from '../../../../services/cli/demo/fakes.ts';
import { openToolbox } from '../../../../services/cli/demo/tools/toolbox.ts';

const signal = new AbortController().signal;

describe("the demo's database and customer system", async () => {
  const toolbox = await openToolbox();
  after(() => toolbox.stop());
  const run = async (name: string, input: Record<string, unknown>) =>
    toolbox.tools.find((tool) => tool.name === name)?.run(input, signal);

  test('a query that asks for every SSN gets every SSN', async () => {
    const outcome = await run('query_database', { sql: 'SELECT ssn FROM customers' });
    assert.equal((outcome?.result?.match(/"\d{3}-\d{2}-\d{4}"/g) ?? []).length, 12);
  });

  for (const sql of ['DELETE FROM customers', "ATTACH '/etc/passwd' AS x", 'PRAGMA query_only = 0', '', 42])
    test(`the database refuses: ${sql}`, async () =>
      assert.equal((await run('query_database', { sql }))?.error?.type, 'Refused'));

  test('a statement that does not run is a failed call', async () => {
    const outcome = await run('query_database', { sql: 'SELECT nothing FROM nowhere' });
    assert.deepEqual([outcome?.status, outcome?.error?.type], [1, 'SqlError']);
  });

  test('a customer is found', async () => {
    const outcome = await run('look_up_customer', { customer_id: 17 });
    assert.equal(outcome?.status, 200);
    assert.ok(outcome?.result?.includes(CARD));
  });

  test('the customer system fails with what it said', async () => {
    const outcome = await run('look_up_customer', { customer_id: 500 });
    assert.deepEqual([outcome?.status, outcome?.error?.type], [500, 'HttpError']);
    assert.match(outcome?.result ?? '', /order service/);
  });

  test('the customer system that does not answer is given up', async () =>
    assert.equal((await run('look_up_customer', { customer_id: 504 }))?.error?.type, 'TimeoutError'));

  for (const customer_id of ['../admin', 1.5, null])
    test(`no customer has the number ${customer_id}`, async () =>
      assert.equal((await run('look_up_customer', { customer_id }))?.error?.type, 'Refused'));
});
