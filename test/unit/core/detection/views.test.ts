import assert from 'node:assert/strict';
import test from 'node:test';
import { toSource } from '../../../../services/core/detection/views/view.ts';
import { viewsOf } from '../../../../services/core/detection/views/views.ts';

const tables: { text: string; reads: string[] }[] = [
  { text: 'plain text, nothing encoded', reads: [] },
  { text: 'a\\"b\\n\\u00e9\\ud83d\\ude42', reads: ['a"b\né🙂'] },
  { text: 'C:\\path \\x \\u12', reads: [] },
  { text: '100% sure, %zz', reads: [] },
  { text: 'a%20b%E2%82%AC%FF', reads: ['a b€%FF'] },
  { text: 'x=SGVsbG8gd29ybGQhIQ==;', reads: ['x=Hello world!!;'] },
  { text: 'id-SGVsbG8gd29ybGQhIQ', reads: ['id-Hello world!!'] },
  { text: '/up/SGVsbG8gd29ybGQhIQ==/x', reads: ['/up/Hello world!!/x'] },
  { text: '9fceb02d0ae598e95dc970b74767f19372d61af8', reads: [] },
  { text: 'JTQxJTQyJTQzJTQ0', reads: ['%41%42%43%44', 'ABCD'] },
];
for (const { text, reads } of tables) {
  test(`reads ${JSON.stringify(text)} as ${reads.length} views`, () => {
    assert.deepEqual(
      viewsOf(text).map((view) => view.text),
      reads,
    );
  });
}

test('every unit of a view maps to what it was read from', () => {
  const text = 'a\\"b\\u00e9c';
  const [view] = viewsOf(text);
  assert.ok(view);
  const sources = Array.from({ length: view.text.length }, (_, at) =>
    text.slice(...toSource(view, at, at + 1)),
  );
  assert.deepEqual(sources, ['a', '\\"', 'b', '\\u00e9', 'c']);
});

test('wrapped base64 is one run', () => {
  const secret =
    'a rather long sentence that needs to be wrapped because it is longer than one line of base64 allows';
  const lines = Buffer.from(secret).toString('base64').replaceAll(/.{76}/g, '$&\r\n');
  assert.ok(viewsOf(`x: ${lines}`).some((view) => view.text === `x: ${secret}`));
});

test('depth is bounded', () => {
  const four = [1, 2, 3, 4].reduce((text) => Buffer.from(text).toString('base64'), 'the innermost secret');
  assert.ok(viewsOf(four).every((view) => !view.text.includes('innermost')));
});
