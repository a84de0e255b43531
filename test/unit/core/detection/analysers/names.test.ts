import assert from 'node:assert/strict';
import test from 'node:test';
import { nameColumns } from '../../../../../services/core/detection/analysers/names/name-columns.ts';
import { checkAnalyser } from '../../../../../services/core/detection/check-rules.ts';
import { compileEngine } from '../../../../../services/core/detection/engine.ts';
import { identityRules } from '../../../../../services/core/detection/rules/pii-identity.ts';

const engine = compileEngine(identityRules, [nameColumns]);

function found(text: string): string[] {
  return engine.scan(text, { kind: 'output' }).map(({ start, end }) => text.slice(start, end));
}

const texts: readonly (readonly [text: string, expected: readonly string[]])[] = [
  [
    'Name;Card;IBAN\nChloe Iyer;4917;NL\nOwen Abelson;4918;DE\n\nLeft Pad;1;2',
    ['Chloe Iyer', 'Owen Abelson'],
  ],
  ['id,full_name,city\n1,Thandiwe Osei,Durban', ['Thandiwe Osei']],
  ['email,name\na@northwind.org,"Thandiwe Osei"', ['Thandiwe Osei']],
  ['<tr><th>Name</th><th>Age</th></tr>\n<tr><td> Anna Keller </td><td>40</td></tr>', ['Anna Keller']],
  ['| Patient | Ward |\n|---|---|\n| Eszter Kovács | 4 |', ['Eszter Kovács']],
  ['Name\tAnna Keller\nStatus\topen', ['Anna Keller']],
  ['id;name;sku\n1;Blue Widget;417\n2;Anna Keller;418', []],
  ['| Name | Type |\n|---|---|\n| Max Retries | int |', []],
  ['Host name\tDark Tower\nFile name\tAnnual Report', []],
  ['<td><b>Name:</b></td><td>Anna Keller</td>', ['Anna Keller']],
  ['<label>Patient</label>\n <input name="f1" value="Eszter Kovács">', ['Eszter Kovács']],
  ['<label>Patient</label><input name="f1">\n<label>Social Security</label>', []],
  ['| Full name | Eszter Kovács |', ['Eszter Kovács']],
  ['Full name                   Eszter Kovács', ['Eszter Kovács']],
  ['CUSTOMER      : Anna Keller', ['Anna Keller']],
  ['Kunde: Anna Keller, bitte', ['Anna Keller']],
  ['Q: Name?\nA: Eszter Kovács', ['Eszter Kovács']],
  ['agent: your full name please?\n[10:22] caller: yes, it’s Eszter Kovács.', ['Eszter Kovács']],
  ['Name: Eszter Kovács\nDOB: 1985-03-14', ['Eszter Kovács']],
  ['id,name\n1,Oak Desk\n2,Pine Shelf\n3,Anna Lamp Shade', []],
  ['Patient Anna Keller, name Peter Smith', ['Anna Keller', 'Peter Smith']],
  ['Customer Success Team\nName: Build Image\nCustomer: Blue Ocean Trading', []],
];

for (const [text, expected] of texts)
  test(`finds the names in ${JSON.stringify(text)}`, () => {
    assert.deepEqual(found(text), expected);
  });

test('the card holds its own examples', () => {
  assert.deepEqual(checkAnalyser(nameColumns), []);
});

test('a mebibyte of headings, rows or neither takes no time to speak of', () => {
  for (const piece of ['name,', 'name,x\nAnna Keller,x\n', 'Name\tAnna Keller\n', '"name,\n', 'ame']) {
    const text = piece.repeat((1 << 20) / piece.length);
    const before = process.cpuUsage();
    nameColumns.analyse(text, { kind: 'output' });
    const { user, system } = process.cpuUsage(before);
    assert.ok(user + system < 1_000_000, `${JSON.stringify(piece)}: ${String(user + system)} µs`);
  }
});
