/** International bank account numbers (ISO 13616): structure by country, check digits mod 97 (ISO 7064). */
import type { Verdict } from '../types.ts';
import { mod97 } from './check-digits.ts';

/** The SWIFT IBAN registry: country, then its account numbers' structure (n digits, a upper-case letters, c either). */
const STRUCTURES = new Map(
  (
    'AD8n12c AE19n AL8n16c AT16n AZ4a20c BA16n BE12n BG4a6n8c BH4a14c BI23n BR23n1a1c BY4c4n16c CH5n12c CR18n CY8n16c CZ20n DE18n ' +
    'DJ23n DK14n DO4c20n EE16n EG25n ES20n FI14n FK2a12n FO14n FR10n11c2n GB4a14n GE2a16n GI4a15c GL14n GR7n16c GT24c HN4a20n HR17n ' +
    'HU24n IE4a14n IL19n IQ4a15n IS22n IT1a10n12c JO4a4n18c KW4a22c KZ3n13c LB4n20c LC4a24c LI5n12c LT16n LU3n13c LV4a13c LY21n ' +
    'MC10n11c2n MD20c ME18n MK3n10c2n MN16n MR23n MT4a5n18c MU4a19n3a NI4a20n NL4a10n NO11n OM3n16c PK4a16c PL24n PS4a21c PT21n QA4a21c ' +
    'RO4a16c RS18n RU14n15c SA2n18c SC4a20n3a SD14n SE20n SI15n SK20n SM1a10n12c SO19n ST21n SV4a20n TL19n TN20n TR6n16c UA6n19c VA18n ' +
    'VG4a16n XK16n YE4a4n18c'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), structureOf(entry.slice(2))]),
);

interface Structure {
  length: number;
  form: RegExp;
}

/** Cuts the value to the country's length, so that words after a spaced number are left alone. */
export function judgeIban(value: string): Verdict {
  const letters = value.replaceAll(/[^A-Za-z0-9]/g, '').toUpperCase();
  const structure = STRUCTURES.get(letters.slice(0, 2));
  if (structure === undefined || letters.length < structure.length) return false;
  const iban = letters.slice(0, structure.length);
  if (!structure.form.test(iban) || mod97(iban.slice(4) + iban.slice(0, 4)) !== 1) return false;
  const end = endAfter(value, structure.length);
  return /^[A-Za-z0-9]/.test(value.slice(end)) ? false : { length: end };
}

/** Offset after the `count`th letter or digit. */
function endAfter(value: string, count: number): number {
  let seen = 0;
  for (let at = 0; at < value.length; at++) {
    if (/[A-Za-z0-9]/.test(value.charAt(at))) seen++;
    if (seen === count) return at + 1;
  }
  return value.length;
}

function structureOf(text: string): Structure {
  const parts = [...text.matchAll(/(\d+)([nac])/g)];
  const length = 4 + parts.reduce((sum, [, count]) => sum + Number(count), 0);
  const classes: Record<string, string> = { n: '\\d', a: '[A-Z]', c: '[A-Z0-9]' };
  const body = parts.map(([, count, kind = '']) => `${classes[kind]}{${count}}`).join('');
  return { length, form: new RegExp(`^[A-Z]{2}\\d{2}${body}$`) };
}
