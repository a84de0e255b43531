import assert from 'node:assert/strict';
import test from 'node:test';
import { identifierAnalyser } from '../../../../../services/core/detection/analysers/identifiers/index.ts';
import { checkAnalyser } from '../../../../../services/core/detection/check-rules.ts';
import { compileEngine } from '../../../../../services/core/detection/engine.ts';
import { builtInRules } from '../../../../../services/core/detection/rules/index.ts';

const PERSONAL = new Set(['PII', 'COMPLIANCE']);
const engine = compileEngine(
  builtInRules.filter(({ category }) => PERSONAL.has(category)),
  [identifierAnalyser],
);

function found(text: string): string[] {
  return engine
    .scan(text, { kind: 'output' })
    .map(({ type, start, end }) => `${type}:${text.slice(start, end)}`);
}

const texts: readonly (readonly [text: string, expected: readonly string[]])[] = [
  ['SSN: 536-22-8765, phone: (415) 555-2671.', ['us_ssn:536-22-8765', 'phone:(415) 555-2671']],
  ['Her social security number is 536228765.', ['us_ssn:536228765']],
  ['{"ssn":"536228765","order":"536228766"}', ['us_ssn:536228765']],
  ['NHS number 943 476 5919, mobile 07700 900123', ['uk_nhs:943 476 5919', 'phone:07700 900123']],
  ['Card 4111 1111 1111 1111 exp 12/27', ['credit_card:4111 1111 1111 1111']],
  ['IBAN: de89 3704 0044 0532 0130 00 bitte', ['iban:de89 3704 0044 0532 0130 00']],
  ['routing 021000021 account 000123456789', ['us_bank_routing:021000021', 'us_bank_account:000123456789']],
  ['I think 36811141 is the account number.', ['us_bank_account:36811141']],
  ['Passport No. 340020013 / passport no. AB123456', ['us_passport:340020013', 'passport:AB123456']],
  ['NI number AB 12 34 56 C (valid)', ['uk_nino:AB 12 34 56 C']],
  ['NIE X-1234567-L.', ['es_nie:X-1234567-L']],
  [
    'geboren am 14. März 1985, Steuer-ID 86 095 742 719',
    ['date_of_birth:14. März 1985', 'de_tax_id:86 095 742 719'],
  ],
  ['DOB: 1985-03-14, issued 2019-04-01', ['date_of_birth:1985-03-14']],
  ['27 February 1987 is the DOB.', ['date_of_birth:27 February 1987']],
  ['Tel. +49 (0)89 710054 oder 0049 30 123456', ['phone:+49 (0)89 710054', 'phone:0049 30 123456']],
  ['ring 415-555-2671 ext. 204 today', ['phone:415-555-2671 ext. 204']],
  ['MAC bc-f6-9a-c2-4d-67 und 001b.4411.3ab7', ['mac:bc-f6-9a-c2-4d-67', 'mac:001b.4411.3ab7']],
  ['身份证号:11010519491231002X', ['cn_resident_id:11010519491231002X']],
  ['HKID A123456(3), ok', ['hk_id:A123456(3)']],
  [
    'I live at 742 Evergreen Terrace, Springfield, IL 62704.',
    ['address:742 Evergreen Terrace, Springfield, IL 62704'],
  ],
  ['wohnt Hauptstraße 12a, 10115 Berlin. Dort', ['address:Hauptstraße 12a, 10115 Berlin']],
  ['at 12-14 High Street, Leeds LS1 4DY', ['address:12-14 High Street, Leeds LS1 4DY']],
  [
    '123-45 Queens Boulevard or 12A/3, 5th Avenue',
    ['address:123-45 Queens Boulevard', 'address:12A/3, 5th Avenue'],
  ],
  [
    'mail anna@northwind.org or https://northwind.org/a(b).',
    ['email:anna@northwind.org', 'url:https://northwind.org/a(b)'],
  ],
  ['Dear Mr. Lars Costa,\nyour MRN: 00482913', ['person:Lars Costa', 'medical_record:00482913']],
  ['name: Anna Keller Please call', ['person:Anna Keller']],
  ['Agent: What is your MRN?\nCaller: It’s 06113686.', ['medical_record:06113686']],
  ['and the passport no.?\n[10:22] Mia: sure, one sec, A02794300', ['us_passport:A02794300']],
  ['Q: NHS number?\nA: 943 476 5919', ['uk_nhs:943 476 5919']],
  ['Agent: your date of birth, please.\nMia: it’s June 27, 1980.', ['date_of_birth:June 27, 1980']],
  ['Agent: What is your MRN?\nCaller: My order was 06113686.', []],
  ['| Field | Value |\n|---|---|\n| **BSN** | 111222333 |\n| rows | 111222333 |', ['nl_bsn:111222333']],
  ['| Field | Value |\n|---|---|\n| Account # | 135086987 |', ['us_bank_account:135086987']],
  ['<label>MRN</label><input name="f22" value="41262335">', ['medical_record:41262335']],
  ['<dt>IdNr</dt>\n<dd>86095742719</dd>', ['de_tax_id:86095742719']],
  ['<td>MRN</td><td></td></tr><tr><td>Rows</td><td>41262335</td>', []],
  [
    '<tr><th>MRN</th><th>Rows</th></tr><tr><td>41262335</td><td>41262336</td></tr>',
    ['medical_record:41262335'],
  ],
  ['Q4. Passport number?\nA4. 340020013', ['us_passport:340020013']],
  ['[Agent] Your MRN?\n[Customer] It’s 06113686', ['medical_record:06113686']],
  [
    '| | First | Second |\n|---|---|---|\n| DOB | 1985-03-14 | 1990-07-01 |',
    ['date_of_birth:1985-03-14', 'date_of_birth:1990-07-01'],
  ],
  ['scores: 310 222 9944, then 12', []],
  ['Git v1.7.4.5: fixes since 1.7.4.4, not in 1.7.4.3 yet', []],
  ['Upgraded the module from 2.4.1.7 to 2.4.1.9.', []],
  ['Upgraded the host at 84.17.46.122 to 2.4.1.9.', ['ip_address:84.17.46.122']],
  ['Git 1.7.12.4 Release Notes', []],
  ['Free Software Foundation, 51 Franklin St, Fifth Floor, Boston, MA 02110-1301 USA', []],
  ['total 44051401359', []],
];

for (const [text, expected] of texts)
  test(`finds in ${JSON.stringify(text)} what stands there, and where`, () => {
    assert.deepEqual(found(text), expected);
  });

const tables: readonly (readonly [text: string, expected: readonly string[]])[] = [
  [
    'id,ssn,phone\n1,536228765,4155552671\n2,219098876,2127365000\n',
    ['us_ssn:536228765', 'phone:4155552671', 'us_ssn:219098876', 'phone:2127365000'],
  ],
  [
    '| id | Passport No. | tfn |\n|----|----|----|\n| 1 | 340020013 | 876 543 210 |\n',
    ['us_passport:340020013', 'au_tfn:876 543 210'],
  ],
  ['order;total\n536228765;4155552671\n', []],
];

for (const [text, expected] of tables)
  test(`the heading of a column says what stands below: ${JSON.stringify(text)}`, () => {
    assert.deepEqual(found(text), expected);
  });

const nothing: readonly string[] = [
  'Order number 536228765 was shipped on 2024-05-12.',
  'app version 9.2.99.9082 build 66549, firmware 1.2.3.4',
  'ts=1716900000 level=info created_at 1716900000000',
  'tracking 1Z999AA10123456784 and 9400110200881234567890',
  'ISBN 978-3-16-148410-0, EAN 4006381333931',
  'card-like id 4111 1111 1111 1112',
  'reference DE88370400440532013000',
  'uuid 550e8400-e29b-41d4-a716-446655440000',
  'parcel 4492 2490 4778 7410',
  'lat 52.520008, lon 13.404954; price 1,234,567.89 USD',
  'commit da39a3ee5e6b4b0d3255bfef95601890afd80709',
  'In 2019 Wall Street fell by 500 points',
  'name: Build Image',
  'GET /api/v1/items/415555267 200 "-"',
];

for (const text of nothing)
  test(`leaves alone ${JSON.stringify(text)}`, () => {
    assert.deepEqual(found(text), []);
  });

test('published test cards are found and weigh less than others', () => {
  const [published, other] = ['4111111111111111', '4539578763621486'].map((text) => {
    const [match] = engine.scan(text, { kind: 'output' });
    return match;
  });
  assert.equal(published?.type, 'credit_card');
  assert.ok((published?.confidence ?? 1) < (other?.confidence ?? 0));
});

test('a value is one finding, of the type that the nearest words name', () => {
  assert.deepEqual(found('NHS number: 9434765919'), ['uk_nhs:9434765919']);
  assert.deepEqual(found('phone number: 9434765919'), ['phone:9434765919']);
});

test('all cards hold their examples and the form', () => {
  assert.deepEqual(checkAnalyser(identifierAnalyser), []);
});

test('a text of nothing but near misses takes time in its length', () => {
  for (const unit of [
    '12345678 ',
    '4111 1111 1111 1112 ',
    'DE89 3704 0044 0532 0130 01 ',
    '1(',
    'phone dob 1 ',
    '1,2\n',
  ]) {
    const cost = (size: number) => {
      const text = `id,ssn\n${unit.repeat(size / unit.length)}`;
      const before = process.cpuUsage();
      identifierAnalyser.analyse(text, { kind: 'output' });
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    cost(1 << 16);
    assert.ok(cost(1 << 19) < 64 * cost(1 << 16) + 50_000, unit);
  }
});
