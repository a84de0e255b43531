/** Money, health and devices: cards, routing numbers, providers, plans, vehicles, telephones. */
import { CARD, FINANCIAL, HEALTH, PERSONAL } from '../../rules/taxonomy.ts';
import { isAbaRouting } from '../../validators/aba-routing.ts';
import { digitAt, isMonotone, weighted } from '../../validators/check-digits.ts';
import { judgeCard } from '../../validators/credit-card.ts';
import { isLuhn } from '../../validators/luhn.ts';
import { type Kind, type KindData, kindOf } from './kind.ts';

/** What digits and letters count in a VIN; I, O and Q do not occur (ISO 3779, 49 CFR 565). */
const VIN_VALUES = Uint8Array.from({ length: 128 }, (_, unit) =>
  Math.max(0, '0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ'.indexOf(String.fromCharCode(unit)) % 10),
);
const VIN_WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
const CHECK_PLACE = 8;
const TEN = 88;
const ZERO = 48;

const cards: readonly KindData[] = [
  {
    id: 'credit-card',
    severity_reason: 'Enough to pay with; PCI DSS forbids showing it.',
    confidence: 0.95,
    description: 'A payment card number of a known network, with its check digit.',
    reference: 'https://www.iso.org/standard/70484.html',
    strong:
      '4 4 4 4~ -.|4 6 5~ -|4 6 4~ -|13|14|15|16|17|18|19|4 4 4 4 3~ -|4 4 4 4 2~ -|4 4 4 4 1~ -|6 13~ -|4 4 5~ -',
    calm: '12|4 4 4~ -',
    check: (value) => judgeCard(value) !== false && !isMonotone(value),
    correct: (value) => {
      const verdict = judgeCard(value);
      return typeof verdict === 'object' ? verdict : null;
    },
    topics: ['card'],
    label: 'card number:',
    samples: ['4111-1111-1111-1111', '5555 5555 5555 4444', '378282246310005', '3782 822463 10005'],
    not: ['4111-1111-1111-1112', '1234567890123456', '1700000000000'],
  },
];

const money: readonly KindData[] = [
  {
    id: 'us-bank-routing',
    type: 'us_bank_routing',
    severity: 'LOW',
    severity_reason: 'Public by itself, it completes an account number.',
    confidence: 0.8,
    description: 'An ABA routing number near words that say so.',
    reference: 'https://www.aba.com/about-us/routing-number',
    weak: '9|4-4-1|3 3 3',
    check: isAbaRouting,
    topics: ['routing'],
    label: 'routing number',
    samples: ['021000021', '0210-0002-1'],
    not: ['021000022'],
  },
  {
    id: 'uk-sort-code',
    severity: 'LOW',
    severity_reason: 'Public by itself, it completes an account number.',
    confidence: 0.8,
    description: 'The sort code of a UK bank account.',
    reference: 'https://www.wearepay.uk/what-we-do/vocalink/sort-code-checker/',
    weak: '2-2-2|2 2 2|6',
    form: /^[0-9]{6}$/,
    topics: ['sort'],
    label: 'sort code',
    samples: ['20-45-77', '204577'],
    not: ['20-45-777'],
  },
  {
    id: 'au-bsb',
    severity: 'LOW',
    severity_reason: 'Public by itself, it completes an account number.',
    confidence: 0.8,
    description: 'The branch number (BSB) of an Australian bank account.',
    reference: 'https://bsb.auspaynet.com.au',
    weak: '3-3|6|3 3',
    topics: ['bsb'],
    label: 'BSB',
    samples: ['062-000', '062000'],
    not: ['062-0000'],
  },
];

const health: readonly KindData[] = [
  {
    id: 'us-npi',
    severity: 'MEDIUM',
    severity_reason: 'It names one health care provider.',
    description: 'A US national provider identifier.',
    reference:
      'https://www.cms.gov/medicare/regulations-guidance/administrative-simplification/data-dissemination',
    weak: '10',
    form: /^[12]/,
    check: (value) => isLuhn(`80840${value}`),
    topics: ['npi'],
    label: 'NPI',
    samples: ['1234567893'],
    not: ['1234567894'],
  },
  {
    id: 'us-dea',
    type: 'medical_license',
    confidence: 0.75,
    severity_reason: 'It is the licence to prescribe controlled substances.',
    description: 'A US Drug Enforcement Administration registration number.',
    reference: 'https://www.deadiversion.usdoj.gov/drugreg/registration.html',
    calm: 'X9',
    form: /^[ABCDEFGHJKLMPRSTUX][A-Z9]\d{7}$/,
    check: (value) => weighted(value, [0, 0, 1, 2, 1, 2, 1, 2]) % 10 === digitAt(value, 8),
    topics: ['dea'],
    label: 'DEA number',
    samples: ['BJ6125341', 'AB1234563'],
    not: ['BJ6125342'],
  },
  {
    id: 'us-mbi',
    severity_reason: 'It leads to one person’s health record.',
    description: 'A US Medicare beneficiary identifier.',
    reference: 'https://www.cms.gov/medicare/new-medicare-card',
    strong: 'X4-X3-X4',
    calm: 'X11|X4 X3 X4',
    form: /^[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y]{2}\d\d$/,
    topics: ['mbi', 'health_plan'],
    label: 'Medicare ID',
    samples: ['1EG4-TE5-MK73', '1EG4TE5MK73'],
    not: ['0EG4-TE5-MK73'],
  },
];

/** Six pairs, each of digits, letters or both, with dashes; three groups of four with points. */
const MAC_LAYOUTS = [...written(['2', 'A2', 'X2'], '-', 6), ...written(['4', 'A4', 'X4'], '.', 3)].join('|');

const things: readonly KindData[] = [
  {
    id: 'mac-address-dashed',
    type: 'mac',
    severity: 'LOW',
    severity_reason: 'It follows one device, and with it a person.',
    confidence: 0.85,
    description: 'The hardware address of a network interface with dashes or points.',
    reference: 'https://standards.ieee.org/products-programs/regauth/',
    strong: MAC_LAYOUTS,
    form: /^[0-9A-F]{12}$/,
    check: (value) => /[A-F]/.test(value) && !value.startsWith('0000') && !isMonotone(value),
    topics: ['mac'],
    label: 'MAC',
    samples: ['00-1B-44-11-3A-B7', '001b.4411.3ab7'],
    not: ['FF-FF-FF-FF-FF-FF', '1234.5678.9012'],
  },
  {
    id: 'vin',
    severity: 'MEDIUM',
    severity_reason: 'It leads to the vehicle’s keeper.',
    description: 'A vehicle identification number.',
    reference: 'https://www.ecfr.gov/current/title-49/subtitle-B/chapter-V/part-565',
    calm: 'X17',
    form: /^[A-HJ-NPR-Z0-9]{13}\d{4}$|^[A-HJ-NPR-Z0-9]{11}[A-HJ-NPR-Z0-9]{2}\d{4}$/,
    check: isVin,
    topics: ['vin'],
    label: 'VIN',
    samples: ['1M8GDM9AXKP042788', '1HGCM82633A004352'],
    not: ['1M8GDM9A1KP042788'],
  },
  {
    id: 'imei',
    severity: 'MEDIUM',
    severity_reason: 'It follows one person’s telephone.',
    description: 'The serial number of a mobile telephone.',
    reference: 'https://www.gsma.com/solutions-and-impact/industry-services/device-services/',
    weak: '15|2-6-6-1|2 6 6 1|8 6 1|6-2-6-1',
    check: (value) => isLuhn(value) && !isMonotone(value),
    topics: ['imei'],
    label: 'IMEI',
    samples: ['490154203237518', '49-015420-323751-8'],
    not: ['490154203237519'],
  },
];

export const financeKinds: readonly Kind[] = [
  ...cards.map((entry) => kindOf(entry, CARD, 'Enough to pay with.')),
  ...money.map((entry) => kindOf(entry, FINANCIAL, 'Money can be debited by it.')),
  ...health.map((entry) => kindOf(entry, HEALTH, 'It is protected health information.')),
  ...things.map((entry) => kindOf(entry, PERSONAL, 'It leads to its owner.')),
];

function isVin(value: string): boolean {
  let sum = 0;
  for (let place = 0; place < VIN_WEIGHTS.length; place++)
    sum += (VIN_VALUES[value.charCodeAt(place)] as number) * (VIN_WEIGHTS[place] as number);
  const check = sum % 11;
  return (
    value.charCodeAt(CHECK_PLACE) === (check === 10 ? TEN : ZERO + check) &&
    /[A-Z]/.test(value) &&
    !isMonotone(value)
  );
}

/** All layouts of so many groups. */
function written(groups: readonly string[], separator: string, count: number): string[] {
  if (count === 1) return [...groups];
  return written(groups, separator, count - 1).flatMap((rest) =>
    groups.map((group) => `${rest}${separator}${group}`),
  );
}
