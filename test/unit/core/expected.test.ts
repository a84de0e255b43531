import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { expected } from '../../../services/core/expected.ts';

const schema = z.strictObject({
  name: z.string().min(2).max(3).optional(),
  list: z.array(z.string()).max(1).optional(),
  share: z.number().gt(0).lte(1).optional(),
  count: z.int().optional(),
  unit: z.enum(['s', 'm']).optional(),
  form: z.string().regex(/^a/).optional(),
  either: z.union([z.string(), z.strictObject({ x: z.int() })]).optional(),
});

test('what does not fit is told by what was expected, and never by what it is', () => {
  const cases: [value: unknown, told: string][] = [
    [undefined, 'is missing: it must be an object'],
    [['secret'], 'must be an object, not a list'],
    [{ name: 7 }, 'must be a string, not a number'],
    [{ name: 's' }, 'must have at least 2 characters'],
    [{ name: 'secret' }, 'must have at most 3 characters'],
    [{ list: ['secret', 'secret'] }, 'must have at most 1 entry'],
    [{ share: 0 }, 'must be more than 0'],
    [{ share: 2 }, 'must be at most 1'],
    [{ count: 1.5 }, 'must be a whole number'],
    [{ count: true }, 'must be a number, not true or false'],
    [{ unit: 'secret' }, 'must be one of s, m'],
    [{ form: 'secret' }, 'is not of the form that is expected'],
    [{ either: null }, 'must be a string or an object'],
    [{ either: { x: 'secret' } }, 'x: must be a number, not a string'],
    [{ secret: 1 }, 'has 1 unknown field; known are name, list, share, count, unit, form, either'],
  ];
  for (const [value, told] of cases)
    assert.deepEqual(
      schema.safeParse(value, { error: expected }).error?.issues.map(({ message }) => message),
      [told],
    );
});

test('of what may be of several forms every form is told, where it is missing, too', () => {
  const either = z.union([z.literal('any'), z.array(z.string()), z.strictObject({ x: z.int() })]);
  for (const [value, told] of [
    [{}, 'is missing: it must be any or a list or an object'],
    [{ either: 'secret' }, 'must be any or a list or an object'],
    [{ either: ['secret', 7] }, '1: must be a string, not a number'],
  ] as const)
    assert.equal(
      z.strictObject({ either }).safeParse(value, { error: expected }).error?.issues[0]?.message,
      told,
    );
});

test('one of a few words that is missing is told as missing', () => {
  const told = z.strictObject({ unit: z.enum(['s', 'm']) }).safeParse({}, { error: expected }).error?.issues;
  assert.equal(told?.[0]?.message, 'is missing: it must be one of s, m');
});

test('what a schema says itself comes first', () => {
  const own = z.string('must be a name').regex(/^a/, 'must begin with a');
  for (const [value, told] of [
    [7, 'must be a name'],
    ['b', 'must begin with a'],
  ] as const)
    assert.equal(own.safeParse(value, { error: expected }).error?.issues[0]?.message, told);
});
