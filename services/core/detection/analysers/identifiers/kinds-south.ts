/** National numbers of South America and Africa. */
import { PERSONAL } from '../../rules/taxonomy.ts';
import { isYearMonthDay } from '../../validators/calendar.ts';
import { digitAt, isMonotone, weighted } from '../../validators/check-digits.ts';
import { isLuhn } from '../../validators/luhn.ts';
import { type KindData, kindOf } from './kind.ts';

const data: readonly KindData[] = [
  {
    id: 'br-cpf',
    description: 'A Brazilian taxpayer number (CPF).',
    reference: 'https://www.gov.br/receitafederal/pt-br/assuntos/meu-cpf',
    strong: '3.3.3-2',
    calm: '3-3-3-2|9-2',
    weak: '11|3 3 3 2',
    check: (value) =>
      !isMonotone(value) &&
      brazilianDigit(value, 9) === digitAt(value, 9) &&
      brazilianDigit(value, 10) === digitAt(value, 10),
    topics: ['cpf'],
    label: 'CPF:',
    samples: ['529.982.247-25', '52998224725'],
    not: ['529.982.247-26', '111.111.111-11'],
  },
  {
    id: 'br-cnpj',
    severity: 'LOW',
    severity_reason: 'It names a company, which may be one person’s.',
    description: 'A Brazilian company number (CNPJ), numeric or alphanumeric.',
    reference: 'https://www.gov.br/receitafederal/pt-br/assuntos/orientacao-tributaria/cadastros/cnpj',
    strong: '2.3.3/4-2|X2.X3.X3/4-2|X2.3.X3/X4-2|2.X3.X3/X4-2|X2.X3.X3/X4-2',
    calm: '8/4-2',
    weak: '14|X14',
    form: /^[0-9A-Z]{12}\d\d$/,
    check: isCnpj,
    topics: ['cnpj'],
    label: 'CNPJ:',
    samples: ['11.444.777/0001-61', '11444777000161', '12ABC34501DE35'],
    not: ['11.444.777/0001-62'],
  },
  {
    id: 'ar-cuit',
    description: 'An Argentine tax number (CUIT, CUIL).',
    reference: 'https://www.argentina.gob.ar/anses/constancia-de-cuil',
    strong: '2-8-1',
    weak: '11|2 8 1',
    form: /^(?:2[0347]|3[034])/,
    check: (value) =>
      (11 - (weighted(value, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11 === digitAt(value, 10),
    topics: ['ar_id'],
    label: 'CUIT',
    samples: ['20-12345678-6', '20123456786'],
    not: ['20-12345678-7'],
  },
  {
    id: 'cl-rut',
    description: 'A Chilean tax and identity number (RUT).',
    reference: 'https://www.registrocivil.cl',
    strong: '2.3.3-1|2.3.3-A1|1.3.3-1|1.3.3-A1',
    weak: '8-1|8-A1|7-1|7-A1|9|X9',
    form: /^\d{7,8}[0-9K]$/,
    check: (value) => {
      const padded = value.padStart(9, '0');
      const rest = 11 - (weighted(padded, [3, 2, 7, 6, 5, 4, 3, 2]) % 11);
      return (rest === 11 ? '0' : rest === 10 ? 'K' : String(rest)) === padded.charAt(8);
    },
    topics: ['rut'],
    label: 'RUT',
    samples: ['12.345.678-5', '12345678-5'],
    not: ['12.345.678-6'],
  },
  {
    id: 'za-id',
    description: 'A South African identity number.',
    reference: 'https://www.dha.gov.za',
    calm: '13|6 4 3|6 4 2 1',
    form: /^\d{10}[012]\d{2}$/,
    check: (value) => isYearMonthDay(value) && isLuhn(value),
    topics: ['za_id'],
    label: 'ID number',
    samples: ['8001015009087', '800101 5009 087'],
    not: ['8001015009088', '8013015009087'],
  },
  {
    id: 'ng-nin',
    description: 'A Nigerian identification or bank verification number.',
    reference: 'https://nimc.gov.ng',
    confidence: 0.7,
    weak: '11',
    form: /^[1-9]/,
    topics: ['nigeria'],
    label: 'NIN:',
    samples: ['70123456789'],
    not: ['00123456789'],
  },
];

export const southernKinds = data.map((entry) =>
  kindOf(entry, PERSONAL, 'It identifies one person before authorities for a lifetime.'),
);

/** Weights fall from one more than the place of the check digit to 2. */
function brazilianDigit(value: string, place: number): number {
  let sum = 0;
  for (let index = 0; index < place; index++) sum += digitAt(value, index) * (place + 1 - index);
  const rest = (sum * 10) % 11;
  return rest % 10;
}

/** Letters count by their ASCII code less 48 (Instrução Normativa RFB 2.229/2024). */
function isCnpj(value: string): boolean {
  if (isMonotone(value)) return false;
  const units = [...value].map((unit) => unit.charCodeAt(0) - 48);
  const digit = (weights: readonly number[]) => {
    const rest = weights.reduce((sum, weight, index) => sum + weight * (units[index] as number), 0) % 11;
    return rest < 2 ? 0 : 11 - rest;
  };
  return (
    digit([5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) === units[12] &&
    digit([6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) === units[13]
  );
}
