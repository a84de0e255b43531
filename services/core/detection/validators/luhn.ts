/** The check digit of ISO/IEC 7812-1, annex B; separators are passed over. */
export function isLuhn(value: string): boolean {
  const digits = value.replaceAll(/\D/g, '');
  if (digits.length < 2) return false;
  let sum = 0;
  for (let index = digits.length - 1, even = false; index >= 0; index--, even = !even) {
    const digit = digits.charCodeAt(index) - 48;
    const doubled = digit * 2;
    sum += even ? (doubled > 9 ? doubled - 9 : doubled) : digit;
  }
  return sum % 10 === 0;
}
