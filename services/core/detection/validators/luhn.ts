/** The check digit of ISO/IEC 7812-1, annex B; separators are passed over. */
export function isLuhn(value: string): boolean {
  let sum = 0;
  let count = 0;
  for (let index = value.length - 1; index >= 0; index--) {
    const digit = value.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) continue;
    const doubled = count % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
    count++;
  }
  return count > 1 && sum % 10 === 0;
}
