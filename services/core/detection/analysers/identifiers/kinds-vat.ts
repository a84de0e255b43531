/** VAT numbers of the European Union and its neighbours, with the country’s letters before them. */
import { PERSONAL } from '../../rules/taxonomy.ts';
import { digitAt, isMod11And10, weighted } from '../../validators/check-digits.ts';
import { isLuhn } from '../../validators/luhn.ts';
import { kindOf } from './kind.ts';

/** What stands behind the country’s letters, and its check where it is public. */
const COUNTRIES: Record<string, readonly [form: RegExp, check?: (rest: string) => boolean]> = {
  AT: [/^U\d{8}$/, (rest) => (96 - luhnSum(rest.slice(1, 8))) % 10 === digitAt(rest, 8)],
  BE: [/^[01]\d{9}$/, (rest) => 97 - (Number(rest.slice(0, 8)) % 97) === Number(rest.slice(8))],
  BG: [/^\d{9,10}$/],
  CH: [
    /^E\d{9}$/,
    (rest) => (11 - (weighted(rest.slice(1), [5, 4, 3, 2, 7, 6, 5, 4]) % 11)) % 11 === digitAt(rest, 9),
  ],
  CY: [/^\d{8}[A-Z]$/],
  CZ: [/^\d{8,10}$/],
  DE: [/^[1-9]\d{8}$/, isMod11And10],
  DK: [/^\d{8}$/, (rest) => weighted(rest, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0],
  EE: [/^\d{9}$/, (rest) => weighted(rest, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0],
  EL: [/^\d{9}$/],
  ES: [/^[0-9A-Z]\d{7}[0-9A-Z]$/],
  FI: [/^\d{8}$/, (rest) => weighted(rest, [7, 9, 10, 5, 8, 4, 2, 1]) % 11 === 0],
  FR: [/^[0-9A-HJ-NP-Z]{2}\d{9}$/, isFrench],
  GB: [/^\d{9}(?:\d{3})?$/, isBritish],
  HR: [/^\d{11}$/, isMod11And10],
  HU: [/^\d{8}$/, (rest) => weighted(rest, [9, 7, 3, 1, 9, 7, 3, 1]) % 10 === 0],
  IE: [/^\d[0-9A-Z+*]\d{5}[A-W][A-I]?$/],
  IT: [/^\d{11}$/, isLuhn],
  LT: [/^\d{9}(?:\d{3})?$/],
  LU: [/^\d{8}$/, (rest) => Number(rest.slice(0, 6)) % 89 === Number(rest.slice(6))],
  LV: [/^\d{11}$/],
  MT: [/^\d{8}$/],
  NL: [/^\d{9}B\d{2}$/],
  PL: [/^\d{10}$/, (rest) => weighted(rest, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === digitAt(rest, 9)],
  PT: [/^\d{9}$/],
  RO: [/^\d{6,10}$/],
  SE: [/^\d{12}$/, (rest) => rest.endsWith('01') && isLuhn(rest.slice(0, 10))],
  SI: [/^[1-9]\d{7}$/],
  SK: [/^\d{10}$/, (rest) => Number(rest) % 11 === 0],
};

export const vatKinds = [
  kindOf(
    {
      id: 'eu-vat',
      type: 'vat_number',
      severity: 'LOW',
      description: 'A European VAT number with its country’s letters.',
      reference: 'https://ec.europa.eu/taxation_customs/vies/',
      confidence: 0.75,
      calm: 'A3-3.3.3|A2 3 3 3|A3 8|A2 11|A2 3 4 2',
      weak: 'X8|X9|X10|X11|X12|X13|X14|A2 9|A2 10|A2 8|A2 12|A2 4.3.3|A2 2 9|A2 2 3 3 3|A2 3.3.3|A2 X11 3|A2 X12',
      form: /^[A-Z]{2}/,
      check: isVat,
      topics: ['vat', 'it_vat', 'es_id', 'nip', 'pt_nif'],
      label: 'VAT no.',
      samples: ['DE136695976', 'ATU13585627', 'FR40303265045', 'GB 980 7806 84'],
      not: ['DE136695977', 'XX136695976'],
    },
    PERSONAL,
    'It names a business, which may be one person’s.',
  ),
];

function isVat(value: string): boolean {
  const [form, check] = COUNTRIES[value.slice(0, 2)] ?? [];
  const rest = value.slice(2);
  return form !== undefined && form.test(rest) && (check?.(rest) ?? true);
}

function luhnSum(digits: string): number {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const product = digitAt(digits, index) * (index % 2 === 0 ? 1 : 2);
    sum += product > 9 ? product - 9 : product;
  }
  return sum;
}

/** Two digits before the company’s number are its remainder; other forms have no public check. */
function isFrench(rest: string): boolean {
  if (!/^\d+$/.test(rest)) return true;
  return (12 + 3 * (Number(rest.slice(2)) % 97)) % 97 === Number(rest.slice(0, 2));
}

/** Old numbers leave a multiple of 97, newer ones (9755) are shifted by 55. */
function isBritish(rest: string): boolean {
  const sum = weighted(rest, [8, 7, 6, 5, 4, 3, 2]) + Number(rest.slice(7, 9));
  return sum % 97 === 0 || (sum + 55) % 97 === 0;
}
