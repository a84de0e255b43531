/** ABA routing transit numbers: the Federal Reserve prefixes and the weighted check digit (3, 7, 1). */
export function isAbaRouting(value: string): boolean {
  if (!/^(?:0[0-9]|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)\d{7}$/.test(value) || /^0+$/.test(value))
    return false;
  const weights = [3, 7, 1];
  const sum = [...value].reduce(
    (total, digit, index) => total + Number(digit) * (weights[index % 3] ?? 0),
    0,
  );
  return sum % 10 === 0;
}
