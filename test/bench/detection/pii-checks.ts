/** Check digits from the standards that define them; the numbers of the exam are made with these, and with nothing of the product's. */
import { createHash } from 'node:crypto';

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const LANE = (1n << 64n) - 1n;
const RATE = 136;

/** ISO/IEC 7812-1 annex B: the digit that completes a payload. */
export function luhnDigit(payload: string): string {
  let sum = 0;
  [...payload].reverse().forEach((digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  });
  return String((10 - (sum % 10)) % 10);
}

export function isLuhn(digits: string): boolean {
  return luhnDigit(digits.slice(0, -1)) === digits.at(-1);
}

/** ISO 13616: two check digits over the account and the country. */
export function ibanDigits(country: string, account: string): string {
  const digits = [...`${account}${country}00`].map((each) => Number.parseInt(each, 36)).join('');
  return String(98n - (BigInt(digits) % 97n)).padStart(2, '0');
}

export function weighted(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0);
}

/** ISO/IEC 7064 MOD 11,10. */
export function mod1110(payload: string): string {
  let product = 10;
  for (const digit of payload) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return String((11 - product) % 10);
}

/** Verhoeff 1969: the dihedral group of order ten. */
export function verhoeffDigit(payload: string): string {
  const inverse = [0, 4, 3, 2, 1, 5, 6, 7, 8, 9];
  const permute = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
  let check = 0;
  [...payload].reverse().forEach((digit, index) => {
    let value = Number(digit);
    for (let turn = 0; turn < (index + 1) % 8; turn++) value = permute[value] ?? 0;
    check = times(check, value);
  });
  return String(inverse[check]);
}

function times(left: number, right: number): number {
  if (left < 5) return right < 5 ? (left + right) % 5 : 5 + ((left + right - 5) % 5);
  return right < 5 ? 5 + ((left - 5 - right + 5) % 5) : (left - right + 5) % 5;
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** A pay-to-hash address of before SegWit: version, 20 bytes, four bytes of a double SHA-256. */
export function base58Address(version: number, hash: Uint8Array): string {
  const body = Buffer.concat([Buffer.from([version]), hash]);
  const bytes = Buffer.concat([body, sha256(sha256(body)).subarray(0, 4)]);
  let number = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  for (; number > 0n; number /= 58n) text = (BASE58[Number(number % 58n)] ?? '') + text;
  for (const byte of bytes) {
    if (byte !== 0) break;
    text = `1${text}`;
  }
  return text;
}

/** BIP 173 (version 0) and BIP 350 (from version 1 on). */
export function segwitAddress(version: number, program: Uint8Array): string {
  const data = [version, ...fives(program)];
  const head = [3, 3, 0, 2, 3];
  const constant = version === 0 ? 1 : 0x2bc830a3;
  const sum = polymod([...head, ...data, 0, 0, 0, 0, 0, 0]) ^ constant;
  const check = Array.from({ length: 6 }, (_, index) => (sum >>> (5 * (5 - index))) & 31);
  return `bc1${[...data, ...check].map((each) => BECH32[each]).join('')}`;
}

function fives(bytes: Uint8Array): number[] {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const padded = bits.padEnd(Math.ceil(bits.length / 5) * 5, '0');
  return Array.from({ length: padded.length / 5 }, (_, index) =>
    Number.parseInt(padded.slice(index * 5, index * 5 + 5), 2),
  );
}

function polymod(values: readonly number[]): number {
  const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    generator.forEach((each, index) => {
      if ((top >>> index) & 1) sum ^= each;
    });
  }
  return sum;
}

/** EIP-55: letters are capitals where the hash of the address says so. */
export function ethereumAddress(hex: string): string {
  const hash = keccak256(Buffer.from(hex));
  return `0x${[...hex].map((each, index) => (Number.parseInt(hash[index] ?? '0', 16) > 7 ? each.toUpperCase() : each)).join('')}`;
}

/** Keccak as it was submitted, padding 0x01, which Node's own SHA-3 is not. Hexadecimal. */
export function keccak256(message: Uint8Array): string {
  const padded = Buffer.alloc((Math.floor(message.length / RATE) + 1) * RATE);
  padded.set(message);
  padded.writeUInt8(padded.readUInt8(message.length) ^ 1, message.length);
  padded.writeUInt8(padded.readUInt8(padded.length - 1) ^ 0x80, padded.length - 1);
  let lanes = Array<bigint>(25).fill(0n);
  for (let block = 0; block < padded.length; block += RATE) {
    lanes = lanes.map((lane, index) =>
      index < 17 ? lane ^ padded.readBigUInt64LE(block + index * 8) : lane,
    );
    lanes = permuted(lanes);
  }
  const digest = Buffer.alloc(32);
  lanes.slice(0, 4).forEach((lane, index) => digest.writeBigUInt64LE(lane, index * 8));
  return digest.toString('hex');
}

function permuted(from: readonly bigint[]): bigint[] {
  const lanes = [...from];
  const at = (x: number, y: number) => lanes[(x % 5) + 5 * (y % 5)] ?? 0n;
  let register = 1;
  for (let round = 0; round < 24; round++) {
    const column = [0, 1, 2, 3, 4].map((x) => at(x, 0) ^ at(x, 1) ^ at(x, 2) ^ at(x, 3) ^ at(x, 4));
    for (let index = 0; index < 25; index++)
      lanes[index] =
        (lanes[index] ?? 0n) ^ (column[(index + 4) % 5] ?? 0n) ^ rotated(column[(index + 1) % 5] ?? 0n, 1);
    let [x, y] = [1, 0];
    let carried = at(x, y);
    for (let step = 0; step < 24; step++) {
      [x, y] = [y, (2 * x + 3 * y) % 5];
      const next = at(x, y);
      lanes[x + 5 * y] = rotated(carried, ((step + 1) * (step + 2)) / 2);
      carried = next;
    }
    for (let row = 0; row < 5; row++) {
      const old = [0, 1, 2, 3, 4].map((x) => at(x, row));
      for (let x = 0; x < 5; x++)
        lanes[x + 5 * row] = (old[x] ?? 0n) ^ (~(old[(x + 1) % 5] ?? 0n) & LANE & (old[(x + 2) % 5] ?? 0n));
    }
    for (let power = 0; power < 7; power++) {
      register = ((register << 1) ^ ((register >> 7) * 0x71)) % 256;
      if (register & 2) lanes[0] = (lanes[0] ?? 0n) ^ (1n << ((1n << BigInt(power)) - 1n));
    }
  }
  return lanes;
}

function rotated(lane: bigint, by: number): bigint {
  const shift = BigInt(by % 64);
  return ((lane << shift) | (lane >> (64n - shift))) & LANE;
}
