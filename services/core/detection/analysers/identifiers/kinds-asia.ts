/** National numbers of India and its neighbours, east Asia and the Arabian peninsula. */
import { PERSONAL } from '../../rules/taxonomy.ts';
import { isYearMonthDay } from '../../validators/calendar.ts';
import { digitAt, isMod11And2, isMonotone, isVerhoeff, weighted } from '../../validators/check-digits.ts';
import { isLuhn } from '../../validators/luhn.ts';
import { type KindData, kindOf } from './kind.ts';

const GSTIN_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

const data: readonly KindData[] = [
  {
    id: 'in-aadhaar',
    description: 'An Indian Aadhaar number.',
    reference: 'https://uidai.gov.in',
    calm: '4 4 4~ -',
    weak: '12',
    form: /^[2-9]\d{11}$/,
    check: (value) => isVerhoeff(value) && !isMonotone(value),
    topics: ['aadhaar'],
    label: 'Aadhaar:',
    samples: ['2341 2341 2346', '234123412346'],
    not: ['2341 2341 2347'],
  },
  {
    id: 'in-pan',
    description: 'An Indian permanent account number (PAN).',
    reference: 'https://www.incometax.gov.in/iec/foportal/help/individual/know-your-pan',
    calm: 'X10',
    form: /^[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]$/,
    topics: ['in_pan'],
    label: 'PAN:',
    samples: ['AFZPK7190K'],
    not: ['AFZZK7190K', 'AFZPK71901'],
  },
  {
    id: 'in-gstin',
    severity: 'LOW',
    severity_reason: 'It names a business, which may be one person’s.',
    description: 'An Indian goods and services tax number.',
    reference: 'https://www.gst.gov.in',
    strong: 'X15',
    form: /^[0-3]\d[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]$/,
    check: (value) => gstinLetter(value) === value.charAt(14),
    topics: ['gstin'],
    label: 'GSTIN:',
    samples: ['27AAPFU0939F1ZV'],
    not: ['27AAPFU0939F1ZW'],
  },
  {
    id: 'in-voter',
    description: 'An Indian voter’s card number (EPIC).',
    reference: 'https://www.eci.gov.in',
    confidence: 0.75,
    weak: 'X10',
    form: /^[A-Z]{3}\d{7}$/,
    topics: ['in_voter'],
    label: 'Voter ID',
    samples: ['KSD1287349'],
    not: ['KS12873490'],
  },
  {
    id: 'in-vehicle-registration',
    severity: 'MEDIUM',
    severity_reason: 'It leads to the vehicle’s keeper.',
    description: 'An Indian vehicle’s registration.',
    reference: 'https://vahan.parivahan.gov.in',
    confidence: 0.75,
    calm: 'A2 2 A2 4|A2-2-A2-4|A2 2 A1 4|A2-2-A1-4',
    weak: 'X10|X9|X4 A2 4|X4-A2-4|X4 A1 4',
    form: /^(?:AN|AP|AR|AS|BR|CH|CG|DD|DL|DN|GA|GJ|HP|HR|JH|JK|KA|KL|LA|LD|MH|ML|MN|MP|MZ|NL|OD|OR|PB|PY|RJ|SK|TN|TR|TS|UK|UP|WB)\d{1,2}[A-Z]{1,3}\d{4}$/,
    topics: ['in_vehicle', 'plate'],
    label: 'Vehicle',
    samples: ['KA 05 MH 1234', 'KA05MH1234'],
    not: ['ZZ05MH1234'],
  },
  {
    id: 'cn-resident-id',
    description: 'A Chinese resident identity number.',
    reference: 'https://www.mps.gov.cn',
    strong: '18|X18|6 8 4|6 8 X4',
    form: /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])\d{4}(?:19|20)\d{9}[0-9X]$/,
    check: (value) => isYearMonthDay(value, 8) && isMod11And2(value),
    topics: ['cn_id'],
    label: '身份证号:',
    samples: ['11010519491231002X', '440524198001010013'],
    not: ['110105194912310021'],
  },
  {
    id: 'jp-my-number',
    description: 'A Japanese individual number (My Number).',
    reference: 'https://www.cao.go.jp/bangouseido/',
    weak: '12|4 4 4~ -',
    check: (value) => {
      const rest = weighted(value, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
      return !isMonotone(value) && (rest < 2 ? 0 : 11 - rest) === digitAt(value, 11);
    },
    topics: ['my_number'],
    label: 'マイナンバー',
    samples: ['123456789018', '1234 5678 9018'],
    not: ['123456789019'],
  },
  {
    id: 'kr-rrn',
    description: 'A Korean resident registration number.',
    reference: 'https://www.mois.go.kr',
    calm: '6-7',
    weak: '13|6 7',
    form: /^\d{6}[1-8]/,
    check: (value) => isYearMonthDay(value),
    topics: ['rrn'],
    label: 'RRN',
    samples: ['850101-1234567', '8501011234567'],
    not: ['851301-1234567', '850101-9234567'],
  },
  {
    id: 'hk-id',
    description: 'A Hong Kong identity card number.',
    reference: 'https://www.immd.gov.hk',
    strong: 'X7(1|X7(A1|X8(1|X8(A1',
    weak: 'X8|X9|A1 6(1|X7-1',
    form: /^[A-Z]{1,2}\d{6}[0-9A]$/,
    check: (value) => {
      const padded = value.padStart(9, '$');
      const first = padded.startsWith('$') ? 36 : digitAt(padded, 0);
      return (9 * first + weighted(padded.slice(1), [8, 7, 6, 5, 4, 3, 2, 1])) % 11 === 0;
    },
    topics: ['hkid'],
    label: 'HKID',
    samples: ['A123456(3)', 'A1234563'],
    not: ['A123456(4)'],
  },
  {
    id: 'tw-national-id',
    description: 'A Taiwanese national identification number.',
    reference: 'https://www.ris.gov.tw',
    weak: 'X10',
    form: /^[A-Z][1289]\d{8}$/,
    check: (value) => {
      const letter = 'ABCDEFGHJKLMNPQRSTUVXYWZIO'.indexOf(value.charAt(0)) + 10;
      return (
        (Math.floor(letter / 10) +
          (letter % 10) * 9 +
          weighted(value.slice(1), [8, 7, 6, 5, 4, 3, 2, 1, 1])) %
          10 ===
        0
      );
    },
    topics: ['tw_id', 'national_id'],
    label: '身分證字號',
    samples: ['A123456789'],
    not: ['A123456788'],
  },
  {
    id: 'pk-cnic',
    description: 'A Pakistani identity card number.',
    reference: 'https://www.nadra.gov.pk',
    calm: '5-7-1',
    weak: '13',
    form: /^[1-7]/,
    topics: ['cnic'],
    label: 'CNIC',
    samples: ['35202-1234567-1'],
    not: ['95202-1234567-1'],
  },
  {
    id: 'ae-emirates-id',
    description: 'An Emirates identity number.',
    reference: 'https://icp.gov.ae',
    strong: '3-4-7-1',
    weak: '15',
    form: /^784(?:19|20)\d{10}$/,
    check: isLuhn,
    topics: ['emirates'],
    label: 'Emirates ID',
    samples: ['784-1985-1234567-3'],
    not: ['784-1985-1234567-4'],
  },
  {
    id: 'sa-national-id',
    description: 'A Saudi identity or residence number.',
    reference: 'https://www.absher.sa',
    weak: '10',
    form: /^[12]/,
    check: isLuhn,
    topics: ['sa_id'],
    label: 'Iqama',
    samples: ['1000000008'],
    not: ['1000000009'],
  },
];

export const asianKinds = data.map((entry) =>
  kindOf(entry, PERSONAL, 'It identifies one person before authorities for a lifetime.'),
);

function gstinLetter(value: string): string {
  let sum = 0;
  for (let index = 0; index < 14; index++) {
    const product = digitAt(value, index) * (index % 2 === 0 ? 1 : 2);
    sum += Math.floor(product / 36) + (product % 36);
  }
  return GSTIN_ALPHABET.charAt((36 - (sum % 36)) % 36);
}
