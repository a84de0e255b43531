import assert from 'node:assert/strict';
import test from 'node:test';
import type { Verdict } from '../../../../services/core/detection/types.ts';
import { entropyOf } from '../../../../services/core/detection/validators/entropy.ts';
import { validators } from '../../../../services/core/detection/validators/index.ts';
import { isLuhn } from '../../../../services/core/detection/validators/luhn.ts';

function judge(name: string, value: string): Verdict | undefined {
  return validators.get(name)?.({ value, matched: value, text: value, start: 0, end: value.length });
}

const jwt = (header: object, body: object) =>
  `${[header, body].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.c2ln`;

const tables: Record<string, { valid: string[]; invalid: string[] }> = {
  aba_routing: {
    valid: ['021000021', '011401533'],
    invalid: ['021000022', '000000000', '991000021', '12345'],
  },
  base58check: {
    valid: ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', '3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy'],
    invalid: ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb', '1O0Il', ''],
  },
  bech32: {
    valid: ['bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 'BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4'],
    invalid: [
      'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5',
      'bc1Qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
      'bc1',
    ],
  },
  carries_data: {
    valid: [
      'https://e.example/p?d=c2VjcmV0IGRhdGE',
      'https://e.example/p?w=1&q=d408db4c2dc1a250901e55d6572f973e',
    ],
    invalid: ['https://e.example/p', 'https://e.example/p?width=12345678', 'https://e.example/p?a=b'],
  },
  credit_card: {
    valid: [
      '4012 0010 3714 1112',
      '5425-2334-3010-9903',
      '374245455400126',
      '6250941006528599',
      '36148900647913',
    ],
    invalid: ['4012 0010 3714 1113', '1234567890123452', '0000000000000000', '37424545540012'],
  },
  iban: {
    valid: ['FR1420041010050500013M02606', 'NL91 ABNA 0417 1643 00'],
    invalid: ['FR1420041010050500013M02607', 'ZZ00123', 'DE8937040044053201300'],
  },
  icd10: { valid: ['E11.9', 'F32', 'S72.001A'], invalid: ['U11', 'E1', 'E11.', 'e11.9'] },
  international_phone: {
    valid: ['+14155552671', '+44 20 7946 0958'],
    invalid: ['+11234567890', '+000000000', '+49 (30 1234567', '+1999'],
  },
  ipv4: {
    valid: ['84.17.46.122', '10.1.2.3'],
    invalid: ['256.1.1.1', '127.0.0.1', '0.0.0.0', '255.255.255.0'],
  },
  ipv6: {
    valid: ['2a02:8109:b6c0::5', '2a02:8109:b6c0:1c:44:9a:1:f2e3'],
    invalid: ['a::b', '1:2:3', '1::2::3'],
  },
  jwt: {
    valid: [jwt({ alg: 'HS256' }, { sub: 1 })],
    invalid: [jwt({ typ: 'JWT' }, { sub: 1 }), 'eyJh.eyJh.x', 'a.b.c', ''],
  },
  sent_key: {
    valid: ['kR7vTz1QmX9bL3fWc8Hs', '550e8400-e29b-41d4-a716-446655440000', 'kR7vTz1QmX9bL3fWc8Hs. And'],
    invalid: ['some-long-identifier', 'aaaaaaaaaaaa1111', 'os.environ.get', 'YOUR_ACCESS_TOKEN_1'],
  },
  told_key: {
    valid: ['kR7vTz1QmX9bL3fWc8Hs', '7f3a9c1e5b8d2046af91c3e7d5b82046,'],
    invalid: ['authentication-server-2', 'sha256:7f3a9c1e5b8d2046af91c3e7d5b82046', 'kR7vTz1QmX9bL3fWc8Hs('],
  },
  prose_password: {
    valid: ['hunter2x', 'Wint3r!2031'],
    invalid: ['incorrect', '2024-01-02', '12345678', 'tomorrow'],
  },
  private_key: {
    valid: [`-----BEGIN PRIVATE KEY-----\n${'MIIEvQ8fK2mQ9xVb4TnL7cRz'.repeat(4)}`],
    invalid: ['-----BEGIN PRIVATE KEY-----', '-----BEGIN PRIVATE KEY----- and so on'],
  },
  random: { valid: ['8fK2mQ9xVb4TnL7cRz1W'], invalid: ['abababababab', 'short'] },
  not_placeholder: {
    valid: ['8fK2mQ9xVb4T'],
    invalid: [
      'AKIAIOSFODNN7EXAMPLE',
      'your-api-key',
      'xxxxxxxx',
      '${TOKEN}',
      '<token>',
      '000000000000',
      'abcdefghijkl',
    ],
  },
  not_uuid: { valid: ['550e8400'], invalid: ['550e8400-e29b-41d4-a716-446655440000'] },
  ssn: {
    valid: ['536-22-8765', '078-05-1120'],
    invalid: ['000-12-3456', '666-12-3456', '900-12-3456', '536-00-8765', '536-22-0000', '111111111'],
  },
  us_phone: {
    valid: ['(415) 555-2671', '1-212-736-5000'],
    invalid: ['123-456-7890', '415-155-2671', '911-555-1234'],
  },
  url_password: {
    valid: ['postgres://a:Wint3r-2031@h/x', 'redis://:kR7vTz1QmX9b@cache:6379'],
    invalid: [
      'postgres://a:password@h/x',
      'redis://:${PW}@h',
      'x://u:xxxx@h',
      'x://bob:bob@h',
      'x://u:hello@localhost/x',
    ],
  },
};

for (const [name, { valid, invalid }] of Object.entries(tables)) {
  test(`${name} accepts what is valid and refuses the rest`, () => {
    for (const value of valid) assert.notEqual(judge(name, value) ?? false, false, value);
    for (const value of invalid) assert.equal(judge(name, value), false, value);
  });
}

test('corrections: test cards, private addresses, famous numbers, unsigned tokens and bad checksums weigh less', () => {
  assert.deepEqual(judge('credit_card', '4111-1111-1111-1111'), { confidence: 0.6 });
  assert.deepEqual(judge('ipv4', '192.168.1.20'), { severity: 'LOW', confidence: 0.3 });
  assert.deepEqual(judge('ssn', '078-05-1120'), { confidence: 0.5 });
  assert.deepEqual(judge('jwt', jwt({ alg: 'none' }, {})), { severity: 'MEDIUM' });
  assert.deepEqual(judge('token_checksum', `ghp_${'a1B2c3D4e5'.repeat(3)}000000`), { confidence: 0.8 });
  assert.deepEqual(judge('iban', 'NL91 ABNA 0417 1643 00 and more'), { length: 22 });
});

test('a token with its own checksum is certain', () => {
  const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  const table = Array.from({ length: 256 }, (_, octet) =>
    Array.from({ length: 8 }).reduce<number>(
      (rest) => (rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1),
      octet,
    ),
  );
  const secret = 'kR7vTz1QmX9bL3fWc8HsJ2pYdN5gVu';
  let rest =
    [...Buffer.from(secret)].reduce((crc, octet) => (table[(crc ^ octet) & 255] ?? 0) ^ (crc >>> 8), -1) ^ -1;
  rest >>>= 0;
  let check = '';
  for (let index = 0; index < 6; index++, rest = Math.floor(rest / 62))
    check = digits.charAt(rest % 62) + check;
  assert.deepEqual(judge('token_checksum', `ghp_${secret}${check}`), { confidence: 1 });
});

test('Luhn passes over separators and needs two digits', () => {
  assert.ok(isLuhn('79927398713') && isLuhn('7992-7398 713'));
  assert.ok(!isLuhn('79927398710') && !isLuhn('0') && !isLuhn(''));
});

test('entropy is 0 for one letter repeated and log2 of the alphabet when even', () => {
  assert.equal(entropyOf('aaaa'), 0);
  assert.equal(entropyOf('abcd'), 2);
  assert.equal(entropyOf(''), 0);
});
