/** Base58 with a checksum of four octets: Bitcoin and its kin by double SHA-256, XRP with its own alphabet, Monero in blocks by Keccak. */
import { hash } from 'node:crypto';
import { keccak256 } from './keccak.ts';

const BITCOIN = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const RIPPLE = 'rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz';
const bitcoinDigits = digitsOf(BITCOIN);
const rippleDigits = digitsOf(RIPPLE);
/** Digits that fit one safe multiplication. */
const STEP = 5;
/** Octets of the longest addresses with one checksum: two of version, 20 of hash, 4 of checksum. */
const LONGEST = 26;
/** Monero: eleven characters for eight octets, seven for the last five. */
const BLOCK = 11;

/** Bitcoin, Litecoin, Dogecoin, Tron, Dash, Zcash: version, 20 octets of hash, checksum. */
export function isBase58Check(value: string): boolean {
  return holdsChecksum(decode(value, bitcoinDigits));
}

export function isRippleAddress(value: string): boolean {
  return holdsChecksum(decode(value, rippleDigits));
}

/** A public key of 32 octets (Solana): no checksum. */
export function isBase58Key(value: string): boolean {
  return decode(value, bitcoinDigits)?.length === 32;
}

/** Network, two keys and the first four octets of Keccak-256 over them. */
export function isMoneroAddress(value: string): boolean {
  const octets: Buffer[] = [];
  for (let at = 0; at < value.length; at += BLOCK) {
    const block = value.slice(at, at + BLOCK);
    const size = block.length === BLOCK ? 8 : 5;
    const decoded = decode(block, bitcoinDigits);
    if (decoded === null || decoded.length > size) return false;
    octets.push(Buffer.concat([Buffer.alloc(size - decoded.length), decoded]));
  }
  const all = Buffer.concat(octets);
  return all.length === 69 && keccak256(all.subarray(0, 65)).subarray(0, 4).equals(all.subarray(65));
}

function holdsChecksum(decoded: Buffer | null): boolean {
  if (decoded === null || decoded.length > LONGEST || decoded.length < 20) return false;
  const octets = decoded.length < 25 ? Buffer.concat([Buffer.alloc(25 - decoded.length), decoded]) : decoded;
  const sum = sha256(sha256(octets.subarray(0, -4)));
  return sum.subarray(0, 4).equals(octets.subarray(-4));
}

/** Octets without leading zeros; null where a character is none of the alphabet’s. */
function decode(value: string, digits: Uint8Array): Buffer | null {
  let number = 0n;
  for (let at = 0; at < value.length; at += STEP) {
    let part = 0;
    let base = 1;
    for (let index = at; index < Math.min(at + STEP, value.length); index++) {
      const digit = digits[value.charCodeAt(index)] ?? 255;
      if (digit === 255) return null;
      part = part * 58 + digit;
      base *= 58;
    }
    number = number * BigInt(base) + BigInt(part);
  }
  const hex = number.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
}

function digitsOf(alphabet: string): Uint8Array {
  const digits = new Uint8Array(128).fill(255);
  for (let index = 0; index < alphabet.length; index++) digits[alphabet.charCodeAt(index)] = index;
  return digits;
}

function sha256(octets: Uint8Array): Buffer {
  return hash('sha256', octets, 'buffer');
}
