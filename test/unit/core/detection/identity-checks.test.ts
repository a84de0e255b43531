import assert from 'node:assert/strict';
import test from 'node:test';
import examples from 'libphonenumber-js/examples.mobile.json';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { isInternational } from '../../../../services/core/detection/analysers/identifiers/numbering-plan.ts';
import {
  isBase58Check,
  isBase58Key,
  isMoneroAddress,
  isRippleAddress,
} from '../../../../services/core/detection/validators/base58check.ts';
import {
  isDay,
  isDayMonthYear,
  isYearMonthDay,
} from '../../../../services/core/detection/validators/calendar.ts';
import {
  isEan,
  isMod11And2,
  isMod11And10,
  isVerhoeff,
  mod97,
} from '../../../../services/core/detection/validators/check-digits.ts';
import { judgeIban } from '../../../../services/core/detection/validators/iban.ts';
import { validators } from '../../../../services/core/detection/validators/index.ts';
import { isEthereumChecksum, keccak256 } from '../../../../services/core/detection/validators/keccak.ts';

const checks: readonly (readonly [
  name: string,
  check: (value: string) => boolean,
  valid: string,
  invalid: string,
])[] = [
  ['Verhoeff', isVerhoeff, '234123412346', '234123412347'],
  ['mod 11,10', isMod11And10, '86095742719', '86095742718'],
  ['mod 11-2', isMod11And2, '11010519491231002X', '110105194912310021'],
  ['mod 97', (value) => mod97(value) === 1, '3214282912345698765432161182', '3214282912345698765432161183'],
  ['EAN', isEan, '7569217076985', '7569217076984'],
  ['Base58Check', isBase58Check, '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb'],
  ['XRP', isRippleAddress, 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh', 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTi'],
  [
    'Solana',
    isBase58Key,
    '7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV2',
    '7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXw',
  ],
  [
    'Monero',
    isMoneroAddress,
    '44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVGQBEP3A',
    '44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVGQBEP3B',
  ],
  [
    'EIP-55',
    isEthereumChecksum,
    '5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
    '5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD',
  ],
];

for (const [name, check, valid, invalid] of checks)
  test(`${name} accepts what is valid and refuses one character changed`, () => {
    assert.equal(check(valid), true);
    assert.equal(check(invalid), false);
  });

test('Keccak-256 of nothing, and of a text, is what Ethereum says', () => {
  assert.equal(
    keccak256(Buffer.from('')).toString('hex'),
    'c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470',
  );
  assert.equal(
    keccak256(Buffer.from('hello')).toString('hex'),
    '1c8aff950685c2ed4bc3174f3472287b56d9517b9c948127319a09a7a36deac8',
  );
});

test('days exist', () => {
  assert.equal(isDay(2, 29), true);
  assert.equal(isDay(2, 30), false);
  assert.equal(isDay(13, 1), false);
  assert.equal(isYearMonthDay('850714'), true);
  assert.equal(isYearMonthDay('851407'), false);
  assert.equal(isDayMonthYear('140785'), true);
  assert.equal(isDayMonthYear('850714'), false);
});

test('an IBAN holds its country’s structure, not only its length', () => {
  assert.deepEqual(judgeIban('GB82WEST12345698765432'), { length: 22 });
  assert.equal(judgeIban('GB82123412345698765432'), false);
});

test('the numbering plans agree with libphonenumber on an example of every country', () => {
  for (const [country, number] of Object.entries(examples)) {
    const parsed = parsePhoneNumberFromString(number, country as keyof typeof examples);
    if (parsed === undefined) continue;
    const digits = parsed.number.slice(1);
    const isService = parsed.countryCallingCode === '1' && /^\d11|^\d{3}\d11/.test(parsed.nationalNumber);
    assert.equal(isInternational(digits), parsed.isPossible() && !isService, country);
    assert.equal(isInternational(`${digits}0000000`), false, country);
  }
});

const judged: readonly (readonly [validator: string, text: string, value: string | null])[] = [
  ['url', 'https://a.example/x).', 'https://a.example/x'],
  ['url', 'https://en.example/Foo_(bar)!', 'https://en.example/Foo_(bar)'],
  ['url', 'http://[::1]:80/x](y', 'http://[::1]:80/x'],
  ['url', 'https://bit.example,123', 'https://bit.example'],
  ['url', 'http://)(', null],
  ['bic', 'DEUTDEFF', 'DEUTDEFF'],
  ['bic', 'DEUTXXFF', null],
  ['name', 'Anna Keller Please', 'Anna Keller'],
  ['name', 'The Team', null],
  ['full_name', 'Anna Please', null],
  ['given_name', 'Zoë Keller', 'Zoë Keller'],
  ['given_name', 'Build Image', null],
];

for (const [name, text, value] of judged)
  test(`${name} makes ${value ?? 'nothing'} of ${text}`, () => {
    const verdict = validators.get(name)?.({ value: text, matched: text, text, start: 0, end: text.length });
    assert.notEqual(verdict, undefined);
    const end = typeof verdict === 'object' ? (verdict.length ?? text.length) : text.length;
    assert.equal(verdict === false ? null : text.slice(0, end), value);
  });
