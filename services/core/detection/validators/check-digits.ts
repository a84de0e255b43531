/**
 * Check digit systems that national numbers share: weighted sums, ISO/IEC 7064 and Verhoeff. Each takes compact values: digits
 * (letters where the system has them, upper case) without separators.
 */
/** The dihedral group of order 10 and the permutation that Verhoeff's system applies to it (J. Verhoeff, 1969). */
const DIHEDRAL = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
];
const PERMUTATION = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
];

/** The digit (or, as in base 36, letter) at an index; -1 outside the value. */
export function digitAt(value: string, index: number): number {
  const unit = value.charCodeAt(index);
  if (unit >= 48 && unit <= 57) return unit - 48;
  return unit >= 65 && unit <= 90 ? unit - 55 : -1;
}

/** Σ digit × weight over as many digits as there are weights. */
export function weighted(value: string, weights: readonly number[]): number {
  let sum = 0;
  for (let index = 0; index < weights.length; index++)
    sum += digitAt(value, index) * (weights[index] as number);
  return sum;
}

/** ISO/IEC 7064 mod 97-10 over digits and letters (A is 10): the remainder. */
export function mod97(value: string): number {
  let rest = 0;
  for (let index = 0; index < value.length; index++) {
    const digit = digitAt(value, index);
    rest = (rest * (digit > 9 ? 100 : 10) + digit) % 97;
  }
  return rest;
}

/** ISO/IEC 7064 mod 11,10: German tax and VAT numbers, Croatia's OIB. */
export function isMod11And10(value: string): boolean {
  let product = 10;
  for (let index = 0; index < value.length - 1; index++) {
    const sum = (digitAt(value, index) + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (product + digitAt(value, value.length - 1)) % 10 === 1;
}

/** ISO/IEC 7064 mod 11-2: Chinese resident ids; the last may be X for 10. */
export function isMod11And2(value: string): boolean {
  let product = 0;
  for (let index = 0; index < value.length - 1; index++)
    product = ((product + digitAt(value, index)) * 2) % 11;
  const last = value.at(-1) === 'X' ? 10 : digitAt(value, value.length - 1);
  return (product + last) % 11 === 1;
}

export function isVerhoeff(value: string): boolean {
  let state = 0;
  for (let index = 0; index < value.length; index++) {
    const digit = digitAt(value, value.length - 1 - index);
    const permuted = Number(PERMUTATION[index % 8]?.charAt(digit));
    state = Number(DIHEDRAL[state]?.charAt(permuted));
  }
  return state === 0;
}

/** EAN and the like: weights 1 and 3 from the left, over an odd length. */
export function isEan(value: string): boolean {
  let sum = 0;
  for (let index = 0; index < value.length; index++)
    sum += digitAt(value, value.length - 1 - index) * (index % 2 === 0 ? 1 : 3);
  return sum % 10 === 0;
}

/** Whether all units are the same: `000000000` holds most check digits. */
export function isMonotone(value: string): boolean {
  for (let index = 1; index < value.length; index++)
    if (value.charCodeAt(index) !== value.charCodeAt(0)) return false;
  return true;
}
