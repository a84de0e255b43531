/** Segwit addresses: the BCH checksum of Bech32 (BIP 173) and Bech32m (BIP 350). */
const ALPHABET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const BECH32 = 1;
const BECH32M = 0x2bc830a3;

export function isBech32(value: string): boolean {
  const text = value.toLowerCase();
  if (value !== text && value !== value.toUpperCase()) return false;
  const split = text.lastIndexOf('1');
  const data = Array.from(text.slice(split + 1), (letter) => ALPHABET.indexOf(letter));
  if (split < 1 || data.length < 6 || data.includes(-1)) return false;
  const sum = checksum([...expand(text.slice(0, split)), ...data]);
  return sum === BECH32 || sum === BECH32M;
}

function expand(prefix: string): number[] {
  const units = [...prefix].map((letter) => letter.charCodeAt(0));
  return [...units.map((unit) => unit >> 5), 0, ...units.map((unit) => unit & 31)];
}

function checksum(values: readonly number[]): number {
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    GENERATOR.forEach((generator, index) => {
      if (((top >> index) & 1) === 1) sum ^= generator;
    });
  }
  return sum;
}
