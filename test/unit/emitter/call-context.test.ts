import assert from 'node:assert/strict';
import { test } from 'node:test';
import { currentContext, outputNoter, withContext } from '../../../services/emitter/call-context.ts';

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7/;

test('outside of withContext there is no context', () => {
  assert.equal(currentContext(), undefined);
  outputNoter()('nobody hears');
  assert.equal(currentContext(), undefined);
});

test('the outermost context opens an interaction; an inner one is laid over it and stays in it', async () => {
  const [outer, inner, after] = await withContext({ session_id: 's', use_case: 'a' }, async () => {
    await Promise.resolve();
    const seen = currentContext();
    return [seen, withContext({ use_case: 'b' }, currentContext), currentContext()];
  });
  assert.match(String(outer?.interaction_id), UUID_V7);
  assert.deepEqual(outer, { session_id: 's', use_case: 'a', interaction_id: outer?.interaction_id });
  assert.deepEqual(inner, { ...outer, use_case: 'b' });
  assert.deepEqual(after, outer);
});

test('two contexts side by side are two interactions', async () => {
  const ids = await Promise.all(
    ['a', 'b'].map((session_id) =>
      withContext({ session_id }, async () => {
        await Promise.resolve();
        return [currentContext()?.session_id, currentContext()?.interaction_id];
      }),
    ),
  );
  assert.deepEqual(
    ids.map(([session]) => session),
    ['a', 'b'],
  );
  assert.notEqual(ids[0]?.[1], ids[1]?.[1]);
});

test('the parent of what follows is the last output, within the interaction only', () => {
  withContext({ parent_event_id: 'question' }, () => {
    assert.equal(currentContext()?.parent_event_id, 'question');
    const note = withContext({ use_case: 'inner' }, () => outputNoter());
    note('answer');
    assert.equal(currentContext()?.parent_event_id, 'answer');
    assert.equal(withContext({ use_case: 'x' }, currentContext)?.parent_event_id, 'answer');
    assert.equal(withContext({ parent_event_id: 'given' }, currentContext)?.parent_event_id, 'given');
    assert.equal(withContext({ interaction_id: 'another' }, currentContext)?.parent_event_id, undefined);
  });
});

test('what the function returns and throws comes through', () => {
  assert.equal(
    withContext({}, () => 7),
    7,
  );
  assert.throws(
    () =>
      withContext({}, () => {
        throw new RangeError('mine');
      }),
    RangeError,
  );
});
