import { AssertionError } from 'node:assert';
import type { TestEvent } from 'node:test/reporters';
import { inspect } from 'node:util';
import type { TestRecord } from './judge.ts';

const TEXT_LIMIT = 20_000;

/** A node:test reporter: one JSON record a line. The last one is `end`; a file that ended early never writes it. */
export default async function* report(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const path: string[] = [];
  for await (const event of source) {
    if (event.type === 'test:start') path.splice(event.data.nesting, Infinity, event.data.name);
    const record = recordOf(event, path);
    if (record) yield `${JSON.stringify(record)}\n`;
  }
  yield `${JSON.stringify({ type: 'end' } satisfies TestRecord)}\n`;
}

function recordOf(event: TestEvent, path: string[]): TestRecord | null {
  if (event.type !== 'test:pass' && event.type !== 'test:fail') return null;
  const { data } = event;
  const name = [...path.slice(0, data.nesting), data.name].join(' › ');
  const suite = data.details.type === 'suite';
  if (data.todo !== undefined && data.todo !== false)
    return { type: 'fail', suite, name, text: 'is marked todo' };
  if (data.skip !== undefined && data.skip !== false)
    return { type: 'skip', suite, name, text: String(data.skip) };
  if (event.type === 'test:pass') return { type: 'pass', suite, name };
  return { type: 'fail', suite, name, ...failureOf(event.data.details.error) };
}

function failureOf(error: Error & { failureType?: string }): { text: string; consequence?: true } {
  const cause = error.cause ?? error;
  const told = cause instanceof AssertionError ? cause.stack : inspect(cause);
  const text = (told ?? '').slice(0, TEXT_LIMIT);
  return error.failureType === 'subtestsFailed' ? { text, consequence: true } : { text };
}
