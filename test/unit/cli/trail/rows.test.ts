import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { columnsOf, rowsOf, textOf, widthOf } from '../../../../services/cli/trail/rows.ts';

const rows = (text: string, width: number) => [...rowsOf(text, width)];

describe('rows of a text', () => {
  const table: [string, string, number, string[]][] = [
    ['breaks at line breaks', 'a\nb\r\n\nc', 10, ['a', 'b', '', 'c']],
    ['an empty text is one empty row', '', 10, ['']],
    ['a final line break makes no row', 'a\n', 10, ['a']],
    ['breaks after a space', 'hello my world', 10, ['hello my ', 'world']],
    ['breaks a word that is too long', 'abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['wide characters take two columns', '日本語', 4, ['日本', '語']],
  ];
  for (const [name, text, width, expected] of table) {
    test(name, () => assert.deepEqual(rows(text, width).map(textOf), expected));
  }

  test('rows cover the text without gap or overlap, and none is too wide', () => {
    const text = 'one two\u001b[31m three 🙂\r\nfour\n\n日本語日本語 x';
    const all = rows(text, 12);
    assert.equal(all[0]?.start, 0);
    for (const [index, row] of all.entries()) {
      assert.ok(widthOf(row.cells) <= 12);
      if (index > 0)
        assert.ok(row.start - (all[index - 1]?.end ?? 0) <= 1, 'only the CR of a CRLF is skipped');
    }
    assert.equal(all.at(-1)?.end, text.length);
  });

  test('an offset is found in the columns of what is shown', () => {
    const [row] = rows('a\u001bbc', 40);
    assert.ok(row);
    assert.deepEqual(columnsOf(row, 2, 4), { from: 9, to: 11 });
    assert.equal(columnsOf(row, 10, 12), null);
  });
});
