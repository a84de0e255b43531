import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { catalogue, type ErrorCode, isTriplineError, TriplineError } from '../../services/core/errors.ts';
import { DEAD_LETTER_REASONS } from '../../services/platform/metrics/pipeline.ts';

const root = join(import.meta.dirname, '../..');
const codes = Object.keys(catalogue) as ErrorCode[];

test('docs/errors.md has one section for every code, and for nothing else', () => {
  const page = readFileSync(join(root, 'docs/errors.md'), 'utf8');
  assert.deepEqual(
    [...page.matchAll(/^## (.+)$/gm)].map(([, code]) => code),
    codes,
  );
});

test('every code is used, and no other is thrown', () => {
  const sources = globSync('services/**/*.ts', { cwd: root }).filter(
    (file) => !file.endsWith('core/errors.ts'),
  );
  const text = sources.map((file) => readFileSync(join(root, file), 'utf8')).join('\n');
  assert.deepEqual(
    codes.filter((code) => !text.includes(`'${code}'`)),
    [],
  );
});

test('every code says what happened and what to do, in sentences', () => {
  for (const code of codes) {
    assert.match(code, /^[A-Z]+(_[A-Z]+)*$/);
    assert.match(catalogue[code].what, /^[A-Z].+\.$/, code);
    assert.match(catalogue[code].todo, /^[A-Z].+\.$/, code);
  }
});

test('settings that an error names exist', () => {
  const page = readFileSync(join(root, 'docs/configuration.md'), 'utf8');
  for (const code of codes) {
    for (const [name] of catalogue[code].todo.matchAll(/TRIPLINE_\w+/g))
      assert.ok(page.includes(`\`${name}\``), name);
  }
});

test('a dead letter is not retried: none of its reasons can be', () => {
  for (const reason of Object.values(DEAD_LETTER_REASONS).flat())
    assert.equal(catalogue[reason].canRetry, false);
});

test('an error carries its code, whether a retry helps, our own detail and its cause', () => {
  const cause = new Error('foreign');
  const error = new TriplineError('KAFKA_UNAVAILABLE', 'Within 5 s.', { cause });
  assert.equal(error.code, 'KAFKA_UNAVAILABLE');
  assert.equal(error.canRetry, true);
  assert.equal(error.detail, 'Within 5 s.');
  assert.equal(error.cause, cause);
  const { what, todo } = catalogue.KAFKA_UNAVAILABLE;
  assert.equal(error.message, `${what} Within 5 s. ${todo}`);
});

test('whatever was thrown can be asked whether it is ours', () => {
  const hostile = new Proxy({}, { get: () => assert.fail('touched') });
  for (const thrown of [null, undefined, 'text', 7, Symbol('s'), new Error('foreign'), hostile]) {
    assert.equal(isTriplineError(thrown), false);
  }
  const ours = new TriplineError('USAGE');
  assert.equal(isTriplineError(ours), true);
  assert.equal(isTriplineError(ours, 'USAGE'), true);
  assert.equal(isTriplineError(ours, 'NOT_FOUND'), false);
});
