/** What arguments are taken as, and what no text can vouch for. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { isInheritanceSound, NotPlain, snapshotOf } from '../../../../services/emitter/guard/snapshot.ts';

describe('plain data is taken as canonical JSON', () => {
  const cases: [name: string, given: unknown, text: string][] = [
    ['nothing', undefined, '{}'],
    ['a string as it is', '{"b": 1, "a": 2}', '{"b": 1, "a": 2}'],
    ['null', null, 'null'],
    ['a number', 1e21, '1e+21'],
    ['minus zero', [-0], '[0]'],
    [
      'names in order',
      { b: 1, a: { d: [true, null], c: 'x' }, '10': 0, '9': 0 },
      '{"10":0,"9":0,"a":{"c":"x","d":[true,null]},"b":1}',
    ],
    ['what is undefined left out', { a: undefined, b: 1 }, '{"b":1}'],
    [
      'names of the prototype as names',
      JSON.parse('{"__proto__":{"x":1},"constructor":2}'),
      '{"__proto__":{"x":1},"constructor":2}',
    ],
    ['a lone surrogate', ['\ud800'], '["\\ud800"]'],
    ['no prototype', Object.assign(Object.create(null), { a: 1 }), '{"a":1}'],
    ['the same object twice', [[1], [1]].map((_, __, all) => all[0]), '[[1],[1]]'],
  ];
  for (const [name, given, text] of cases)
    test(name, () => {
      const taken = snapshotOf(given);
      assert.equal(taken.text, text);
      if (typeof given !== 'string')
        assert.deepEqual(JSON.parse(JSON.stringify(taken.value)), JSON.parse(text));
    });
});

test('the copy is deeply frozen, has no prototype, and shares nothing with what was given', () => {
  const given = JSON.parse('{"a":[{"b":1}],"__proto__":{"polluted":true}}') as { a: { b: number }[] };
  const value = snapshotOf(given).value as typeof given;
  (given.a[0] as { b: number }).b = 2;
  assert.equal(value.a[0]?.b, 1);
  for (const each of [value, value.a, value.a[0]]) assert.ok(Object.isFrozen(each));
  for (const each of [value, value.a[0]]) assert.equal(Object.getPrototypeOf(each), null);
  assert.equal((value as unknown as { polluted?: boolean }).polluted, undefined);
});

describe('what could read otherwise the next time is refused, and none of its code runs', () => {
  const boom = (): never => assert.fail('its code ran');
  const circle: unknown[] = [];
  circle.push({ circle });
  const deep = JSON.parse('['.repeat(200) + ']'.repeat(200)) as unknown;
  const bomb = Array.from({ length: 40 }).reduce<unknown>((inner) => [inner, inner], 'x');
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const cases: Record<string, unknown> = {
    'a getter': Object.defineProperty({}, 'a', { get: boom, enumerable: true }),
    'a getter in an array': Object.defineProperty([1], '0', { get: boom, enumerable: true }),
    'a proxy': new Proxy({}, { get: boom, ownKeys: boom, getPrototypeOf: boom }),
    'a proxy of an array': [new Proxy([], { get: boom })],
    'a proxy that was revoked': revoked.proxy,
    'a hidden property': Object.defineProperty({}, 'a', { value: 1, enumerable: false }),
    'a property named by a symbol': { [Symbol('a')]: 1 },
    'an own toJSON': { toJSON: boom },
    'an object of a class': new (class Command {
      command = 'ls';
    })(),
    'an inherited property': Object.create({ command: 'rm' }),
    'a date': new Date(),
    'a map': new Map(),
    bytes: new Uint8Array(2),
    'a boxed string': Object('rm'),
    'an object of another realm': runInNewContext('({a: 1})'),
    'an array of a class': new (class List extends Array {})(),
    'an array with another prototype': Object.setPrototypeOf([1], { length: 1 }),
    'an array with a hole': Object.assign([], { length: 2 }),
    'an array with a name': Object.assign([1], { command: 'rm' }),
    'a function': [boom],
    'a symbol': [Symbol('a')],
    'a big integer': [1n],
    'not a number': [Number.NaN],
    'undefined in an array': [undefined],
    'a circle': circle,
    'too many levels': deep,
    'a text beyond all bounds': bomb,
    'a string beyond all bounds': 'x'.repeat(8_388_609),
  };
  for (const [name, given] of Object.entries(cases))
    test(name, () => {
      assert.throws(
        () => snapshotOf(given),
        (error) => error instanceof NotPlain,
      );
    });
});

describe('with something put where everything inherits from', () => {
  /** At once and for no longer: the test runner inherits, too. */
  function having<T>(prototype: object, name: string, descriptor: PropertyDescriptor, run: () => T): T {
    const own = Object.assign(Object.create(null), { configurable: true }, descriptor) as PropertyDescriptor;
    Object.defineProperty(prototype, name, own);
    try {
      return run();
    } finally {
      Reflect.deleteProperty(prototype, name);
    }
  }
  const boom = (): never => assert.fail('its code ran');

  test('a field is not taken for one of the arguments', () => {
    const [text, command] = having(Object.prototype, 'command', { value: 'rm', enumerable: true }, () => {
      const { text, value } = snapshotOf({ a: 1 });
      return [text, (value as { command?: string }).command];
    });
    assert.deepEqual([text, command], ['{"a":1}', undefined]);
  });

  test('neither a toJSON nor an array’s setter has a say', () => {
    const take = () => snapshotOf([{ a: ['b'] }]).text;
    assert.equal(having(Object.prototype, 'toJSON', { value: boom }, take), '[{"a":["b"]}]');
    assert.equal(having(Array.prototype, '0', { set: boom, get: boom }, take), '[{"a":["b"]}]');
  });

  test('an accessor does not become data by what descriptors inherit', () => {
    const getter = Object.defineProperty({}, 'a', { get: boom, enumerable: true });
    const taken = having(Object.prototype, 'value', { value: 'ls' }, () => {
      try {
        return snapshotOf(getter);
      } catch (error) {
        return error;
      }
    });
    assert.ok(taken instanceof NotPlain);
  });

  test('it is seen, hidden or not', () => {
    assert.equal(isInheritanceSound(), true);
    for (const prototype of [Object.prototype, Array.prototype])
      for (const enumerable of [true, false])
        assert.equal(having(prototype, '0', { value: 'rm', enumerable }, isInheritanceSound), false);
    assert.equal(isInheritanceSound(), true);
  });
});
