/** National numbers of Australia, New Zealand and south-east Asia. */
import { PERSONAL } from '../../rules/taxonomy.ts';
import { isDay, isYearMonthDay } from '../../validators/calendar.ts';
import { digitAt, isMonotone, weighted } from '../../validators/check-digits.ts';
import { type KindData, kindOf } from './kind.ts';

const data: readonly KindData[] = [
  {
    id: 'au-tfn',
    description: 'An Australian tax file number.',
    reference: 'https://www.ato.gov.au/individuals-and-families/tax-file-number',
    weak: '9|3 3 3~ -.|8',
    check: (value) =>
      !isMonotone(value) &&
      weighted(value, value.length === 8 ? [10, 7, 8, 4, 6, 3, 5, 1] : [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 ===
        0,
    topics: ['tfn'],
    label: 'TFN:',
    samples: ['876 543 210', '876543210'],
    not: ['876 543 211'],
  },
  {
    id: 'au-abn',
    severity: 'LOW',
    severity_reason: 'It names a business, which may be one person’s.',
    description: 'An Australian business number.',
    reference: 'https://abr.business.gov.au/Help/AbnFormat',
    strong: '2 3 3 3',
    weak: '11|2-3-3-3',
    form: /^[1-9]/,
    check: (value) => (weighted(value, [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) - 10) % 89 === 0,
    topics: ['abn'],
    label: 'ABN',
    samples: ['51 824 753 556', '51824753556'],
    not: ['51 824 753 557'],
  },
  {
    id: 'au-acn',
    severity: 'LOW',
    severity_reason: 'It names a company, which may be one person’s.',
    description: 'An Australian company number.',
    reference:
      'https://asic.gov.au/for-business/registering-a-company/steps-to-register-a-company/australian-company-numbers/',
    weak: '9|3 3 3',
    check: (value) => (10 - (weighted(value, [8, 7, 6, 5, 4, 3, 2, 1]) % 10)) % 10 === digitAt(value, 8),
    topics: ['acn'],
    label: 'ACN',
    samples: ['004 085 616', '004085616'],
    not: ['004 085 617'],
  },
  {
    id: 'au-medicare',
    severity_reason: 'It leads to one person’s health record.',
    description: 'An Australian Medicare card number.',
    reference: 'https://www.servicesaustralia.gov.au/medicare-card',
    calm: '4 5 1|4 5 1 1|4 5 1-1|4 5 1/1|4-5-1',
    weak: '10|11|10 1|10-1|10/1',
    form: /^[2-6]\d{9,10}$/,
    check: (value) => weighted(value, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === digitAt(value, 8),
    topics: ['medicare'],
    label: 'Medicare card',
    samples: ['2123 45670 1', '2123456701'],
    not: ['2123 45671 1'],
  },
  {
    id: 'nz-ird',
    description: 'A New Zealand tax number.',
    reference: 'https://www.ird.govt.nz/managing-my-tax/ird-numbers',
    weak: '8|9|2-3-3|3-3-3|2 3 3|3 3 3',
    check: isIrd,
    topics: ['ird'],
    label: 'IRD number',
    samples: ['49-091-850', '49091850'],
    not: ['49-091-851'],
  },
  {
    id: 'sg-nric-fin',
    description: 'A Singaporean identity number (NRIC, FIN).',
    reference: 'https://www.ica.gov.sg',
    strong: 'X9',
    form: /^[STFGM]\d{7}[A-Z]$/,
    check: isNric,
    topics: ['nric'],
    label: 'NRIC',
    samples: ['S1234567D', 'G1234567X'],
    not: ['S1234567E'],
  },
  {
    id: 'th-tnin',
    description: 'A Thai national identification number.',
    reference: 'https://www.dopa.go.th',
    strong: '1-4-5-2-1|1 4 5 2 1',
    weak: '13',
    form: /^[1-8]/,
    check: (value) =>
      (11 - (weighted(value, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === digitAt(value, 12),
    topics: ['th_id'],
    label: 'Thai ID',
    samples: ['1-2345-67890-12-1', '1234567890121'],
    not: ['1-2345-67890-12-2'],
  },
  {
    id: 'my-mykad',
    description: 'A Malaysian identity card number.',
    reference: 'https://www.jpn.gov.my',
    confidence: 0.75,
    calm: '6-2-4',
    weak: '12|6 2 4',
    form: /^\d{6}(?:0[1-9]|[1-5]\d|6[0-8]|7[124-9]|8[2-9]|9[0-9])\d{4}$/,
    check: (value) => isYearMonthDay(value),
    topics: ['mykad'],
    label: 'MyKad',
    samples: ['850101-14-5678', '850101145678'],
    not: ['851301-14-5678'],
  },
  {
    id: 'id-nik',
    description: 'An Indonesian identity number (NIK).',
    reference: 'https://dukcapil.kemendagri.go.id',
    confidence: 0.8,
    weak: '16',
    form: /^[1-9]\d{15}$/,
    check: (value) => isDay(Number(value.slice(8, 10)), Number(value.slice(6, 8)) % 40),
    topics: ['nik'],
    label: 'NIK',
    samples: ['3171231501850123'],
    not: ['3171239967890123'],
  },
];

export const oceanianKinds = data.map((entry) =>
  kindOf(entry, PERSONAL, 'It identifies one person before authorities for a lifetime.'),
);

function isNric(value: string): boolean {
  const prefix = value.charAt(0);
  const sum =
    weighted(value.slice(1), [2, 7, 6, 5, 4, 3, 2]) + ('TG'.includes(prefix) ? 4 : prefix === 'M' ? 3 : 0);
  const letters = 'ST'.includes(prefix) ? 'JZIHGFEDCBA' : prefix === 'M' ? 'XWUTRQPNJLK' : 'XWUTRQPNMLK';
  return letters.charAt(sum % 11) === value.charAt(8);
}

function isIrd(value: string): boolean {
  const padded = value.padStart(9, '0');
  const number = Number(padded);
  if (number < 10_000_000 || number > 150_000_000) return false;
  const digit = (weights: readonly number[]) => (11 - (weighted(padded, weights) % 11)) % 11;
  const first = digit([3, 2, 7, 6, 5, 4, 3, 2]);
  return (first < 10 ? first : digit([7, 4, 3, 2, 5, 2, 7, 6])) === digitAt(padded, 8);
}
