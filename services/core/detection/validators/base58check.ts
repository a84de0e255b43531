/** Bitcoin's Base58Check: the last four octets are the first four of the double SHA-256 of the rest. */
import { createHash } from 'node:crypto';

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
/** Version octet, 20 octets of hash, 4 of checksum. */
const LENGTH = 25;

export function isBase58Check(value: string): boolean {
  let number = 0n;
  for (const letter of value) {
    const digit = ALPHABET.indexOf(letter);
    if (digit < 0) return false;
    number = number * 58n + BigInt(digit);
  }
  const hex = number.toString(16).padStart(LENGTH * 2, '0');
  if (hex.length !== LENGTH * 2) return false;
  const octets = Buffer.from(hex, 'hex');
  return sha256(sha256(octets.subarray(0, 21)))
    .subarray(0, 4)
    .equals(octets.subarray(21));
}

function sha256(octets: Uint8Array): Buffer {
  return createHash('sha256').update(octets).digest();
}
