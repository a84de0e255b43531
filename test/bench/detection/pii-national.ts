/** Numbers that a state gives a person or a company, each by the algorithm its authority publishes. */
import type { Seeded } from '../seeded.ts';
import { luhnDigit, mod1110, verhoeffDigit, weighted } from './pii-checks.ts';
import { capitals, digits, grouped } from './pii-financial.ts';

const DNI = 'TRWAGMYFPDXBNJZSQVHLCKE';
const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
const NINO_BARRED = new Set(['BG', 'GB', 'NK', 'KN', 'TN', 'NT', 'ZZ']);

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** Draws until the number has a check digit at all. */
function until(draw: () => string | undefined): string {
  for (;;) {
    const drawn = draw();
    if (drawn !== undefined) return drawn;
  }
}

export function ssn(random: Seeded): string {
  const area = until(() => {
    const drawn = random.whole(1, 899);
    return drawn === 666 ? undefined : String(drawn).padStart(3, '0');
  });
  return `${area}-${two(random.whole(1, 99))}-${String(random.whole(1, 9999)).padStart(4, '0')}`;
}

export function itin(random: Seeded): string {
  return `9${digits(random, 2)}-${random.pick([50, 58, 65, 70, 77, 84, 88, 90, 92, 94, 99])}-${digits(random, 4)}`;
}

export function nhs(random: Seeded): string {
  const number = until(() => {
    const head = random.pick(['4', '6', '7', '9']) + digits(random, 8);
    const check = 11 - (weighted(head, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11);
    return check === 10 ? undefined : head + String(check % 11);
  });
  return random.pick([number, grouped(number, [3, 3, 4], ' '), grouped(number, [3, 3, 4], '-')]);
}

export function nino(random: Seeded): string {
  const head = until(() => {
    const pair = random.pick([...'ABCEGHJKLMNOPRSTWXYZ']) + random.pick([...'ABCEGHJKLMNPRSTWXYZ']);
    return NINO_BARRED.has(pair) ? undefined : pair;
  });
  const text = head + digits(random, 6) + random.pick([...'ABCD']);
  return random.chance(0.5) ? text : grouped(text, [2, 2, 2, 2, 1], ' ');
}

/** One digit twice among the first ten, and so one of ten missing. */
export function germanTaxId(random: Seeded): string {
  const head = until(() => {
    const order = [...'0123456789'];
    for (let index = 9; index > 0; index--) {
      const other = random.whole(0, index);
      [order[index], order[other]] = [order[other] ?? '', order[index] ?? ''];
    }
    order[9] = order[random.whole(0, 7)] ?? '';
    return order[0] === '0' ? undefined : order.join('');
  });
  const text = head + mod1110(head);
  return random.chance(0.5) ? text : grouped(text, [2, 3, 3, 3], ' ');
}

export function nir(random: Seeded): string {
  const head = `${random.whole(1, 2)}${two(random.whole(30, 99))}${two(random.whole(1, 12))}${two(random.whole(21, 95))}${String(random.whole(1, 580)).padStart(3, '0')}${String(random.whole(1, 700)).padStart(3, '0')}`;
  const text = head + two(97 - Number(BigInt(head) % 97n));
  return random.chance(0.5) ? text : grouped(text, [1, 2, 2, 2, 3, 3, 2], ' ');
}

export function dni(random: Seeded): string {
  const number = random.whole(10_000_000, 79_999_999);
  return `${number}${random.pick(['', '', '-'])}${DNI[number % 23]}`;
}

export function nie(random: Seeded): string {
  const head = random.whole(0, 2);
  const body = digits(random, 7);
  return `${'XYZ'[head]}${random.pick(['', '-'])}${body}${random.pick(['', '-'])}${DNI[Number(`${head}${body}`) % 23]}`;
}

export function fiscalCode(random: Seeded): string {
  const consonants = (count: number) =>
    Array.from({ length: count }, () => random.pick([...'BCDFGLMNPRSTVZ'])).join('');
  const day = random.whole(1, 28) + (random.chance(0.5) ? 40 : 0);
  const head = `${consonants(6)}${two(random.whole(30, 99))}${random.pick([...'ABCDEHLMPRST'])}${two(day)}${random.pick([...'ABCDEFGHIL'])}${digits(random, 3)}`;
  const sum = [...head].reduce((total, each, index) => {
    const value = /\d/.test(each) ? Number(each) : each.charCodeAt(0) - 65;
    return total + (index % 2 === 0 ? (ODD[value] ?? 0) : value);
  }, 0);
  return head + String.fromCharCode(65 + (sum % 26));
}

export function bsn(random: Seeded): string {
  return until(() => {
    const head = String(random.whole(1, 9)) + digits(random, 7);
    const check = weighted(head, [9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    return check === 10 ? undefined : head + String(check);
  });
}

export function pesel(random: Seeded): string {
  const year = random.whole(40, 99);
  const head = `${two(year)}${two(random.whole(1, 12))}${two(random.whole(1, 28))}${digits(random, 4)}`;
  return head + String((10 - (weighted(head, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10);
}

function brazilian(head: string, weights: readonly number[]): string {
  const rest = weighted(head, weights) % 11;
  return head + String(rest < 2 ? 0 : 11 - rest);
}

export function cpf(random: Seeded): string {
  const one = brazilian(digits(random, 9), [10, 9, 8, 7, 6, 5, 4, 3, 2]);
  const text = brazilian(one, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
  return random.chance(0.3) ? text : `${grouped(text.slice(0, 9), [3, 3, 3], '.')}-${text.slice(9)}`;
}

export function cnpj(random: Seeded): string {
  const one = brazilian(`${digits(random, 8)}0001`, [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]);
  const text = brazilian(one, [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]);
  if (random.chance(0.3)) return text;
  return `${grouped(text.slice(0, 8), [2, 3, 3], '.')}/${text.slice(8, 12)}-${text.slice(12)}`;
}

export function aadhaar(random: Seeded): string {
  const head = String(random.whole(2, 9)) + digits(random, 10);
  const text = head + verhoeffDigit(head);
  return random.chance(0.4) ? text : grouped(text, [4, 4, 4], random.pick([' ', '-']));
}

export function pan(random: Seeded): string {
  return `${capitals(random, 3)}${random.pick([...'PCHFATBLJG'])}${capitals(random, 1)}${String(random.whole(1, 9999)).padStart(4, '0')}${capitals(random, 1)}`;
}

export function tfn(random: Seeded): string {
  const text = until(() => {
    const number = String(random.whole(1, 9)) + digits(random, 8);
    return weighted(number, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0 ? number : undefined;
  });
  return random.chance(0.4) ? text : grouped(text, [3, 3, 3], ' ');
}

export function medicare(random: Seeded): string {
  const head = String(random.whole(2, 6)) + digits(random, 7);
  const text = `${head}${weighted(head, [1, 3, 7, 9, 1, 3, 7, 9]) % 10}${random.whole(1, 9)}`;
  return random.chance(0.4) ? text : grouped(text, [4, 5, 1], ' ');
}

export function sin(random: Seeded): string {
  const head = random.pick([...'1234567']) + digits(random, 7);
  const text = head + luhnDigit(head);
  return random.chance(0.3) ? text : grouped(text, [3, 3, 3], random.pick([' ', '-']));
}

/** Luhn over the number with the issuer prefix 80840 in front (45 CFR 162.406). */
export function npi(random: Seeded): string {
  const head = random.pick(['1', '1', '2']) + digits(random, 8);
  return head + luhnDigit(`80840${head}`);
}

export function dea(random: Seeded): string {
  const number = digits(random, 6);
  const odd = weighted(number, [1, 0, 1, 0, 1, 0]);
  const even = weighted(number, [0, 1, 0, 1, 0, 1]);
  return `${random.pick([...'ABFMP'])}${capitals(random, 1)}${number}${(odd + 2 * even) % 10}`;
}
