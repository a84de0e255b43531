import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertNode } from '../../../../services/platform/lifecycle/assert-node.ts';

test('a Node that is new enough passes', (t) => {
  const exit = t.mock.method(process, 'exit', () => undefined as never);
  for (const version of ['22.19.0', '22.20.1', '23.0.0', '24.0.0', process.versions.node])
    assertNode(version);
  assert.equal(exit.mock.callCount(), 0);
});

test('an older one ends the process with 2 and says what to do', (t) => {
  const exit = t.mock.method(process, 'exit', () => undefined as never);
  const write = t.mock.method(process.stderr, 'write', () => true);
  for (const version of ['22.18.9', '20.19.5', '9.0.0', '', 'nonsense']) assertNode(version);
  const said = write.mock.calls.map((call) => String(call.arguments[0]));
  t.mock.restoreAll();
  assert.deepEqual(
    exit.mock.calls.map((call) => call.arguments[0]),
    [2, 2, 2, 2, 2],
  );
  assert.match(said[0] ?? '', /needs Node 22\.19 or newer; this is 22\.18\.9.*npm run/);
});
