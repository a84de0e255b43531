/** Telephone numbers: E.164 country codes with plausible lengths, and the North American numbering plan's area and exchange codes. */
const COUNTRY =
  /^(?:7|20|27|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|21\d|22\d|23\d|24\d|25\d|26\d|29\d|35\d|37\d|38\d|42\d|50\d|59\d|67\d|68\d|69\d|85\d|88\d|96\d|97\d|99\d)/;

export function isInternationalPhone(value: string): boolean {
  const digits = value.replaceAll(/\D/g, '');
  if (/(\d)\1{6}/.test(digits) || !hasBalancedBrackets(value)) return false;
  if (digits.startsWith('1')) return digits.length === 11 && isNorthAmerican(digits.slice(1));
  return digits.length >= 9 && digits.length <= 15 && COUNTRY.test(digits);
}

export function isUsPhone(value: string): boolean {
  const digits = value.replaceAll(/\D/g, '');
  return isNorthAmerican(digits.length === 11 ? digits.slice(1) : digits);
}

/** National numbers written with a trunk zero. */
export function isNationalPhone(value: string): boolean {
  const digits = value.replaceAll(/\D/g, '');
  return digits.length >= 9 && digits.length <= 12 && !/(\d)\1{6}/.test(digits);
}

function isNorthAmerican(digits: string): boolean {
  return /^[2-9](?!11)\d{2}[2-9](?!11)\d{6}$/.test(digits) && !/^(\d)\1+$/.test(digits);
}

function hasBalancedBrackets(value: string): boolean {
  return (value.match(/\(/g)?.length ?? 0) === (value.match(/\)/g)?.length ?? 0);
}
