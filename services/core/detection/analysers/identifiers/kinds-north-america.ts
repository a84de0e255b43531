/** National numbers of the United States, Canada and Mexico. */
import { PERSONAL } from '../../rules/taxonomy.ts';
import { isYearMonthDay } from '../../validators/calendar.ts';
import { digitAt } from '../../validators/check-digits.ts';
import { isLuhn } from '../../validators/luhn.ts';
import { judgeSsn } from '../../validators/ssn.ts';
import { type KindData, kindOf } from './kind.ts';

const RFC_ALPHABET = '0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ';
const CURP_ALPHABET = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ';

const data: readonly KindData[] = [
  {
    id: 'us-ssn',
    description: 'A US social security number.',
    reference: 'https://www.ssa.gov/employer/randomization.html',
    strong: '3-2-4',
    weak: '9|3 2 4|3.2.4|3/2/4',
    check: (value) => judgeSsn(value) !== false,
    correct: (value) => {
      const verdict = judgeSsn(value);
      return typeof verdict === 'object' ? verdict : null;
    },
    topics: ['ssn'],
    label: 'SSN:',
    samples: ['536-22-8765', '536 22 8765', '536228765'],
    not: ['000-12-3456', '666-12-3456', '536-00-8765', '536-22-0000'],
  },
  {
    id: 'us-itin',
    description: 'A US individual taxpayer identification number.',
    reference: 'https://www.irs.gov/tin/itin/individual-taxpayer-identification-number-itin',
    strong: '3-2-4',
    weak: '9|3 2 4',
    form: /^9\d\d(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])\d{4}$/,
    topics: ['itin', 'ssn'],
    label: 'ITIN:',
    samples: ['912-78-1234', '912781234'],
    not: ['912-49-1234', '812-70-1234'],
  },
  {
    id: 'us-ein',
    severity: 'LOW',
    severity_reason: 'It names a business, which may be one person’s.',
    description: 'A US employer identification number.',
    reference: 'https://www.irs.gov/businesses/small-businesses-self-employed/employer-id-numbers',
    confidence: 0.75,
    weak: '2-7|9',
    form: /^(?:0[1-6]|1[0-6]|2[0-7]|[345]\d|6[0-8]|7[1-7]|8[0-8]|9[0-589])\d{7}$/,
    topics: ['ein'],
    label: 'EIN',
    samples: ['12-3456789', '94-2404110'],
    not: ['07-1234567', '12-34567890'],
  },
  {
    id: 'ca-sin',
    description: 'A Canadian social insurance number.',
    reference: 'https://www.canada.ca/en/employment-social-development/services/sin.html',
    calm: '3-3-3',
    weak: '9|3 3 3',
    form: /^[1-79]\d{8}$/,
    check: isLuhn,
    topics: ['sin'],
    label: 'SIN',
    samples: ['130-692-544', '130 692 544', '130692544'],
    not: ['130 692 545', '030 692 545'],
  },
  {
    id: 'mx-curp',
    description: 'A Mexican population registry code (CURP).',
    reference: 'https://www.gob.mx/curp',
    strong: 'X18',
    form: /^[A-Z][AEIOUX][A-Z]{2}\d{6}[HMX](?:AS|BC|BS|CC|CL|CM|CS|CH|DF|DG|GT|GR|HG|JC|MC|MN|MS|NT|NL|OC|PL|QT|QR|SP|SL|SR|TC|TS|TL|VZ|YN|ZS|NE)[B-DF-HJ-NP-TV-Z]{3}[0-9A-Z]\d$/,
    check: (value) => isYearMonthDay(value, 4) && curpDigit(value) === digitAt(value, 17),
    topics: ['curp'],
    label: 'CURP:',
    samples: ['HEGG560427MVZRRL04'],
    not: ['HEGG560427MVZRRL05', 'HEGG561327MVZRRL04'],
  },
  {
    id: 'mx-rfc',
    description: 'A Mexican taxpayer registry key (RFC).',
    reference: 'https://www.sat.gob.mx/tramites/operacion/28753/obten-tu-rfc-con-la-clave-curp',
    calm: 'X13|A4-6-X3|A4 6 X3|A4-6-3|A4 6 3',
    weak: 'X12',
    form: /^[A-ZÑ&]{3,4}\d{6}[0-9A-Z]{2}[0-9A]$/,
    check: (value) => isYearMonthDay(value, value.length - 9) && rfcDigit(value) === value.at(-1),
    topics: ['rfc'],
    label: 'RFC:',
    samples: ['GODE561231GR8'],
    not: ['GODE561231GR9', 'GODE561331GR8'],
  },
];

export const northAmericanKinds = data.map((entry) =>
  kindOf(entry, PERSONAL, 'It identifies one person before authorities and opens credit in their name.'),
);

function curpDigit(value: string): number {
  let sum = 0;
  for (let index = 0; index < 17; index++) sum += CURP_ALPHABET.indexOf(value.charAt(index)) * (18 - index);
  return (10 - (sum % 10)) % 10;
}

function rfcDigit(value: string): string {
  const padded = value.padStart(13, ' ');
  let sum = 0;
  for (let index = 0; index < 12; index++) sum += RFC_ALPHABET.indexOf(padded.charAt(index)) * (13 - index);
  const rest = 11 - (sum % 11);
  return rest === 11 ? '0' : rest === 10 ? 'A' : String(rest);
}
