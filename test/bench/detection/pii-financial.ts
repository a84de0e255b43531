/** Numbers of money: cards by ISO/IEC 7812, accounts by ISO 13616 and ISO 9362, wallets by their BIPs and EIP-55. */
import type { Seeded } from '../seeded.ts';
import {
  base58Address,
  ethereumAddress,
  ibanDigits,
  isLuhn,
  luhnDigit,
  segwitAddress,
} from './pii-checks.ts';

/** Leading digits and lengths of a network. */
const NETWORKS: readonly (readonly [heads: readonly string[], lengths: readonly number[]])[] = [
  [['4'], [16, 16, 16, 13, 19]],
  [['51', '52', '53', '54', '55', '2221', '2345', '2720'], [16]],
  [['34', '37'], [15]],
  [['6011', '65', '644', '649'], [16]],
  [['300', '305', '36', '38'], [14]],
  [['3528', '3559', '3589'], [16]],
  [
    ['6212', '6225', '6258'],
    [16, 17, 18, 19],
  ],
  [
    ['5018', '5038', '5612', '6304', '6759', '6763'],
    [12, 13, 16, 18, 19],
  ],
  [['2200', '2204'], [16]],
];

/** Account structures of the IBAN registry: n digits, a capitals, c either. */
const STRUCTURES: Readonly<Record<string, string>> = {
  AD: '8n12c',
  AE: '19n',
  AL: '8n16c',
  AT: '16n',
  BE: '12n',
  BG: '4a6n8c',
  BR: '23n1a1c',
  CH: '5n12c',
  CY: '8n16c',
  CZ: '20n',
  DE: '18n',
  DK: '14n',
  EE: '16n',
  ES: '20n',
  FI: '14n',
  FR: '10n11c2n',
  GB: '4a14n',
  GE: '2a16n',
  GR: '7n16c',
  HR: '17n',
  HU: '24n',
  IE: '4a14n',
  IL: '19n',
  IS: '22n',
  IT: '1a10n12c',
  KW: '4a22c',
  KZ: '3n13c',
  LI: '5n12c',
  LT: '16n',
  LU: '3n13c',
  LV: '4a13c',
  MC: '10n11c2n',
  MT: '4a5n18c',
  NL: '4a10n',
  NO: '11n',
  PK: '4a16c',
  PL: '24n',
  PT: '21n',
  QA: '4a21c',
  RO: '4a16c',
  RS: '18n',
  SA: '2n18c',
  SE: '20n',
  SI: '15n',
  SK: '20n',
  TR: '6n16c',
};
const COUNTRIES = Object.keys(STRUCTURES);
/** The eight Federal Reserve prefixes a routing number may begin with, among others. */
const RESERVE = ['02', '03', '04', '05', '06', '07', '08', '11', '12', '26', '31'];

export function digits(random: Seeded, count: number): string {
  return Array.from({ length: count }, () => random.whole(0, 9)).join('');
}

export function capitals(random: Seeded, count: number): string {
  return Array.from({ length: count }, () => String.fromCharCode(65 + random.whole(0, 25))).join('');
}

export function grouped(text: string, sizes: readonly number[], separator: string): string {
  const pieces: string[] = [];
  let at = 0;
  for (const size of sizes) {
    if (at < text.length) pieces.push(text.slice(at, at + size));
    at += size;
  }
  return pieces.join(separator);
}

export function card(random: Seeded): string {
  const [heads, lengths] = random.pick(NETWORKS);
  const head = random.pick(heads);
  const payload = head + digits(random, random.pick(lengths) - head.length - 1);
  return dressed(payload + luhnDigit(payload), random);
}

/** One digit wrong. */
export function brokenCard(random: Seeded): string {
  const payload = `4${digits(random, 14)}`;
  return dressed(payload + String((Number(luhnDigit(payload)) + random.whole(1, 9)) % 10), random);
}

/** Digits of which no card number can be made. */
export function unluckyDigits(random: Seeded, count: number): string {
  for (;;) {
    const number = String(random.whole(1, 9)) + digits(random, count - 1);
    if (!isLuhn(number)) return number;
  }
}

function dressed(number: string, random: Seeded): string {
  const sizes = number.length === 15 ? [4, 6, 5] : number.length === 14 ? [4, 6, 4] : [4, 4, 4, 4, 4];
  return random.pick([number, grouped(number, sizes, ' '), grouped(number, sizes, '-')]);
}

export function iban(random: Seeded, broken = false): string {
  const country = random.pick(COUNTRIES);
  const account = bban(STRUCTURES[country] ?? '', random);
  const check = Number(ibanDigits(country, account));
  const stated = broken ? ((check + random.whole(1, 40)) % 96) + 2 : check;
  const text = `${country}${String(stated === check && broken ? check + 1 : stated).padStart(2, '0')}${account}`;
  return random.chance(0.5) ? text : (text.match(/.{1,4}/g) ?? []).join(' ');
}

function bban(structure: string, random: Seeded): string {
  return [...structure.matchAll(/(\d+)([nac])/g)]
    .map(([, count, kind]) => {
      const length = Number(count);
      if (kind === 'a') return capitals(random, length);
      return kind === 'n' || random.chance(0.7) ? digits(random, length) : mixed(random, length);
    })
    .join('');
}

function mixed(random: Seeded, length: number): string {
  return Array.from({ length }, () =>
    random.chance(0.8) ? String(random.whole(0, 9)) : capitals(random, 1),
  ).join('');
}

export function routing(random: Seeded): string {
  const head = random.pick(RESERVE) + digits(random, 6);
  const sum = [3, 7, 1, 3, 7, 1, 3, 7].reduce(
    (total, weight, index) => total + weight * Number(head[index]),
    0,
  );
  return head + String((10 - (sum % 10)) % 10);
}

export function bankAccount(random: Seeded): string {
  return String(random.whole(1, 9)) + digits(random, random.whole(8, 11));
}

export function bic(random: Seeded): string {
  const bank = random.pick([
    'DEUT',
    'BNPA',
    'CHAS',
    'HSBC',
    'INGB',
    'UBSW',
    'BARC',
    'NDEA',
    'RABO',
    'UNCR',
    'BSCH',
  ]);
  const country = random.pick(['DE', 'FR', 'US', 'GB', 'NL', 'CH', 'IT', 'ES', 'PL', 'SE', 'BE', 'AT']);
  const branch = random.pick(['', '', 'XXX', digits(random, 3), capitals(random, 3)]);
  return `${bank}${country}${random.pick(['FF', 'PP', '33', '2L', '2A', 'MM', '22', 'XX'])}${branch}`;
}

export function wallet(random: Seeded): string {
  const bytes = (count: number) => Buffer.from(random.hex(count * 2), 'hex');
  return random.pick([
    () => base58Address(0, bytes(20)),
    () => base58Address(5, bytes(20)),
    () => segwitAddress(0, bytes(20)),
    () => segwitAddress(0, bytes(32)),
    () => segwitAddress(1, bytes(32)),
    () => ethereumAddress(random.hex(40)),
    () => ethereumAddress(random.hex(40)),
  ])();
}
