/** International bank account numbers (ISO 13616): length by country, check digits mod 97 (ISO 7064). */
import type { Verdict } from '../types.ts';

/** The SWIFT IBAN registry: country and length. */
const LENGTHS = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 ' +
    'FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 ' +
    'MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 ' +
    'SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/** Cuts the value to the country's length, so that words after a spaced number are left alone. */
export function judgeIban(value: string): Verdict {
  const length = LENGTHS.get(value.slice(0, 2).toUpperCase());
  const end = length === undefined ? -1 : endAfter(value, length);
  if (end < 0 || /^[A-Za-z0-9]/.test(value.slice(end))) return false;
  return hasCheckDigits(value.slice(0, end)) ? { length: end } : false;
}

/** Offset after the `count`th letter or digit, or -1. */
function endAfter(value: string, count: number): number {
  let seen = 0;
  for (let at = 0; at < value.length; at++) {
    if (/[A-Za-z0-9]/.test(value.charAt(at))) seen++;
    if (seen === count) return at + 1;
  }
  return -1;
}

function hasCheckDigits(value: string): boolean {
  const letters = value.replaceAll(/[^A-Za-z0-9]/g, '').toUpperCase();
  let rest = 0;
  for (const letter of letters.slice(4) + letters.slice(0, 4)) {
    const number = Number.parseInt(letter, 36);
    rest = (rest * (number > 9 ? 100 : 10) + number) % 97;
  }
  return rest === 1;
}
