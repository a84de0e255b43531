/** National numbers of the British Isles, France, the Benelux countries and the German-speaking ones. */
import { PERSONAL } from '../../rules/taxonomy.ts';
import { isDay, isDayMonthYear } from '../../validators/calendar.ts';
import { digitAt, isEan, isMod11And10, isMonotone, weighted } from '../../validators/check-digits.ts';
import { type KindData, kindOf } from './kind.ts';

const PPS_LETTERS = 'WABCDEFGHIJKLMNOPQRSTUV';
const ID_CARD_WEIGHTS = [7, 3, 1, 7, 3, 1, 7, 3, 1];

const data: readonly KindData[] = [
  {
    id: 'uk-nino',
    description: 'A UK national insurance number.',
    reference: 'https://www.gov.uk/hmrc-internal-manuals/national-insurance-manual/nim39110',
    strong: 'A2 2 2 2 A1|A2-2-2-2-A1|A2 6 A1|A2 6A1|A2 2 2 X3',
    calm: 'X9',
    form: /^(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/,
    topics: ['nino'],
    label: 'NI number',
    samples: ['AB 12 34 56 C', 'AB123456C'],
    not: ['QQ 12 34 56 C', 'AB 12 34 56 E', 'BG123456A'],
  },
  {
    id: 'uk-nhs',
    severity_reason: 'It leads to one person’s health record.',
    description: 'A UK NHS number.',
    reference: 'https://www.datadictionary.nhs.uk/attributes/nhs_number.html',
    weak: '10|3 3 4|3-3-4',
    check: (value) => !isMonotone(value) && nhsDigit(value) === digitAt(value, 9),
    topics: ['nhs'],
    label: 'NHS number',
    samples: ['943 476 5919', '943-476-5919', '9434765919'],
    not: ['943 476 5918'],
  },
  {
    id: 'uk-utr',
    description: 'A UK unique taxpayer reference.',
    reference: 'https://www.gov.uk/find-utr-number',
    weak: '10|5 5',
    check: (value) =>
      digitAt('21987654321', weighted(value.slice(1), [6, 7, 8, 9, 10, 5, 4, 3, 2]) % 11) ===
      digitAt(value, 0),
    topics: ['utr'],
    label: 'UTR',
    samples: ['1955839661', '19558 39661'],
    not: ['2955839661'],
  },
  {
    id: 'ie-pps',
    description: 'An Irish personal public service number.',
    reference: 'https://www.gov.ie/en/service/12e6de-get-a-personal-public-service-pps-number/',
    weak: 'X8|X9|7 A1|7 A2|7-A1',
    form: /^\d{7}[A-W][A-IW]?$/,
    check: (value) =>
      PPS_LETTERS.charAt(
        (weighted(value, [8, 7, 6, 5, 4, 3, 2]) + 9 * Math.max(0, (digitAt(value, 8) - 9) % 23)) % 23,
      ) === value.charAt(7),
    topics: ['pps'],
    label: 'PPS number',
    samples: ['1234567T', '1234567FA'],
    not: ['1234567U'],
  },
  {
    id: 'de-tax-id',
    description: 'A German tax identification number.',
    reference:
      'https://www.bzst.de/DE/Privatpersonen/SteuerlicheIdentifikationsnummer/steuerlicheidentifikationsnummer_node.html',
    calm: '2 3 3 3',
    weak: '11|2 3 3 3|2-3-3-3|2/3/3/3|2.3.3.3',
    form: /^[1-9]\d{10}$/,
    check: (value) => isMod11And10(value) && hasOneRepeat(value.slice(0, 10)),
    topics: ['de_tax'],
    label: 'Steuer-ID',
    samples: ['86 095 742 719', '86095742719'],
    not: ['86095742718', '12345678901'],
  },
  {
    id: 'de-id-card',
    description: 'The number of a German identity card.',
    reference: 'https://www.personalausweisportal.de',
    weak: 'X9|X10|9',
    form: /^[CFGHJKLMNPRTVWXYZ][0-9CFGHJKLMNPRTVWXYZ]{8}\d?$|^T\d{8}\d?$/,
    check: (value) =>
      /\d/.test(value) && (value.length < 10 || weighted(value, ID_CARD_WEIGHTS) % 10 === digitAt(value, 9)),
    topics: ['de_card'],
    label: 'Personalausweisnummer',
    samples: ['L01X00T471', 'L01X00T47'],
    not: ['L01X00T472'],
  },
  {
    id: 'de-social-security',
    description: 'A German pension insurance number.',
    reference: 'https://www.deutsche-rentenversicherung.de',
    strong: '2 6 A1 3|2 X10|2 6 A1 2 1',
    calm: 'X12',
    form: /^\d{8}[A-Z]\d{3}$/,
    check: (value) =>
      isDay(Number(value.slice(4, 6)), Number(value.slice(2, 4)) % 50 || 50) &&
      pensionDigit(value) === digitAt(value, 11),
    topics: ['de_insurance'],
    label: 'SV-Nummer',
    samples: ['65 170839 J 003', '65170839J003'],
    not: ['65170839J004', '65173939J003'],
  },
  {
    id: 'de-health-insurance',
    severity_reason: 'It leads to one person’s health record.',
    description: 'The number of a German health insurance card.',
    reference: 'https://www.gkv-spitzenverband.de',
    weak: 'X10|A1 9',
    form: /^[A-Z]\d{9}$/,
    check: (value) => healthDigit(value) === digitAt(value, 9),
    topics: ['de_health'],
    label: 'Krankenversichertennummer',
    samples: ['A123456780'],
    not: ['A123456781'],
  },
  {
    id: 'fr-nir',
    description: 'A French social security number (NIR).',
    reference: 'https://www.insee.fr/fr/metadonnees/definition/c1409',
    strong: '1 2 2 2 3 3 2|1 2 2 X2 3 3 2|1-2-2-2-3-3-2|1.2.2.2.3.3.2|15|X15|13 2|1 2 2 2 3 3-2',
    weak: '13',
    form: /^[12]\d\d(?:0[1-9]|1[0-2]|[23]\d|4[0-2]|[5-9]\d)(?:\d\d|2[AB])\d{6}(?:\d\d)?$/,
    check: isNir,
    topics: ['fr_nir'],
    label: 'Numéro de sécurité sociale :',
    samples: ['1 85 05 78 006 084 91', '185057800608491'],
    not: ['1 85 05 78 006 084 92'],
  },
  {
    id: 'fr-spi',
    description: 'A French tax number (SPI).',
    reference: 'https://www.impots.gouv.fr',
    weak: '13|2 2 3 3 3',
    form: /^[0-3]\d{12}$/,
    check: (value) => Number(value.slice(0, 10)) % 511 === Number(value.slice(10)),
    topics: ['fr_spi'],
    label: 'Numéro fiscal :',
    samples: ['3023217600053', '30 23 217 600 053'],
    not: ['3023217600054'],
  },
  {
    id: 'nl-bsn',
    description: 'A Dutch citizen service number.',
    reference: 'https://www.rvig.nl/burgerservicenummer',
    weak: '9|8|4 2 3|3 3 3|4.2.3|3.3.3|4-2-3',
    check: (value) => {
      const padded = value.padStart(9, '0');
      return !isMonotone(padded) && weighted(padded, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0;
    },
    topics: ['bsn'],
    label: 'BSN:',
    samples: ['111222333', '1112.22.333'],
    not: ['111222334'],
  },
  {
    id: 'be-nrn',
    description: 'A Belgian national register number.',
    reference: 'https://www.ibz.rrn.fgov.be',
    strong: '2.2.2-3.2|2.2.2-3-2',
    calm: '6-3-2|2 2 2 3 2|2-2-2-3-2',
    weak: '11|6 3 2',
    check: isBelgian,
    topics: ['be_nrn'],
    label: 'Rijksregisternummer',
    samples: ['85.07.30-033.28', '85073003328'],
    not: ['85.07.30-033.29'],
  },
  {
    id: 'ch-ahv',
    description: 'A Swiss social insurance number (AHV/AVS).',
    reference: 'https://www.zas.admin.ch',
    strong: '3.4.4.2',
    calm: '13|3 4 4 2|3-4-4-2',
    form: /^756\d{10}$/,
    check: isEan,
    topics: ['ahv'],
    label: 'AHV-Nr.',
    samples: ['756.9217.0769.85', '7569217076985'],
    not: ['756.9217.0769.84'],
  },
  {
    id: 'at-svnr',
    description: 'An Austrian social insurance number.',
    reference: 'https://www.sozialversicherung.at',
    calm: '4 6',
    weak: '10|4-6|4/6|4 2 2 2',
    form: /^[1-9]/,
    check: (value) =>
      isDayMonthYear(value, 4) && weighted(value, [3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11 === digitAt(value, 3),
    topics: ['at_svnr'],
    label: 'SVNR',
    samples: ['1237 010180', '1237010180'],
    not: ['1238 010180'],
  },
];

export const westernEuropeanKinds = data.map((entry) =>
  kindOf(entry, PERSONAL, 'It identifies one person before authorities for a lifetime.'),
);

function nhsDigit(value: string): number {
  const rest = 11 - (weighted(value, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11);
  return rest === 11 ? 0 : rest;
}

/** Of the first ten digits exactly one occurs twice or three times (not three in a row). */
function hasOneRepeat(value: string): boolean {
  let once = 0;
  let twice = 0;
  let repeats = 0;
  for (let index = 0; index < value.length; index++) {
    const bit = 1 << digitAt(value, index);
    if ((once & bit) === 0) once |= bit;
    else {
      twice |= bit;
      repeats++;
    }
  }
  const isOne = (twice & (twice - 1)) === 0;
  return isOne && repeats > 0 && repeats <= 2 && !/(\d)\1\1/.test(value);
}

/** The letter counts as two digits; products’ digits are added. */
function pensionDigit(value: string): number {
  const letter = String(digitAt(value, 8) - 9).padStart(2, '0');
  const digits = value.slice(0, 8) + letter + value.slice(9, 11);
  return sumOfDigits(digits, [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1]) % 10;
}

function healthDigit(value: string): number {
  const digits = String(digitAt(value, 0) - 9).padStart(2, '0') + value.slice(1, 9);
  return sumOfDigits(digits, [1, 2, 1, 2, 1, 2, 1, 2, 1, 2]) % 10;
}

function sumOfDigits(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => {
    const product = digitAt(digits, index) * weight;
    return sum + Math.floor(product / 10) + (product % 10);
  }, 0);
}

/** Corsica’s departments 2A and 2B count as 19 and 18; the key is 97 less the remainder. */
function isNir(value: string): boolean {
  if (value.length === 13) return true;
  const digits = value.replace('2A', '19').replace('2B', '18');
  return /^\d+$/.test(digits) && 97 - (Number(digits.slice(0, 13)) % 97) === Number(digits.slice(13));
}

/** For births from 2000 on a 2 stands before the number. */
function isBelgian(value: string): boolean {
  if (!isDay(Number(value.slice(2, 4)) % 20, Number(value.slice(4, 6)))) return false;
  const key = Number(value.slice(9));
  const serial = Number(value.slice(0, 9));
  return 97 - (serial % 97) === key || 97 - ((2_000_000_000 + serial) % 97) === key;
}
