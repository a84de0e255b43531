import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { layoutOf, markOf } from '../../../../services/cli/stack/layout.ts';
import { parseStackOptions } from '../../../../services/cli/stack/options.ts';

describe('stack options', () => {
  test('have defaults', () => {
    assert.deepEqual(parseStackOptions({}), {
      name: 'default',
      dir: '.tripline',
      kafkaPort: 9092,
      elasticsearchPort: 9200,
      kafkaHeap: '512m',
      elasticsearchHeap: '1g',
      lifeline: false,
    });
  });

  const invalid: [string, object, RegExp][] = [
    ['a name that would leave the folder', { name: '../up' }, /name: must be lower-case/],
    ['a port beyond 65535', { kafkaPort: '70000' }, /kafkaPort/],
    ['a port that is no number', { elasticsearchPort: 'http' }, /elasticsearchPort/],
    ['a heap that would smuggle in a flag', { kafkaHeap: '1g -XX:OnError=x' }, /kafkaHeap: must be a size/],
    ['an option that does not exist', { port: 1 }, /[Uu]nrecognized key/],
    ['one port for both servers', { kafkaPort: 9200, elasticsearchPort: '9200' }, /need ports of their own/],
    ['several at once', { kafkaHeap: '1', elasticsearchHeap: 'big' }, /kafkaHeap.*elasticsearchHeap/],
  ];
  for (const [what, input, message] of invalid) {
    test(`refuse ${what}`, () => {
      assert.throws(() => parseStackOptions(input), { code: 'USAGE', message });
    });
  }
});

describe('a stack of another name or folder', () => {
  const one = layoutOf({ dir: '/a', name: 'one' });

  test('has its own data, logs, keys and mark, and shares the jars of its folder', () => {
    const two = layoutOf({ dir: '/a', name: 'two' });
    for (const part of ['home', 'logs', 'state', 'lock', 'keyFile'] as const)
      assert.notEqual(one[part], two[part]);
    assert.notEqual(markOf(one, 'kafka'), markOf(two, 'kafka'));
    assert.equal(one.jars, two.jars);
  });

  test('is marked apart from one of the same name elsewhere, and its servers from each other', () => {
    assert.notEqual(markOf(one, 'kafka'), markOf(layoutOf({ dir: '/b', name: 'one' }), 'kafka'));
    assert.notEqual(markOf(one, 'kafka'), markOf(one, 'elasticsearch'));
  });

  test("keeps the default stack's key where TRIPLINE_KEY_FILE looks by default", () => {
    assert.equal(layoutOf({ dir: '/a', name: 'default' }).keyFile, '/a/keys.json');
  });
});
