/**
 * GitHub's (and npm's) tokens end in six base62 digits: the CRC-32 of the 30 before them
 * (https://github.blog/engineering/behind-githubs-new-authentication-token-formats/). One that fails may still be a token that
 * was mistyped or made for a test: it counts less, it is not passed over.
 */
import { crc32 } from 'node:zlib';
import type { Verdict } from '../types.ts';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

export function judgeTokenChecksum(value: string): Verdict {
  const secret = value.slice(value.indexOf('_') + 1);
  if (secret.length !== 36) return true;
  return base62(crc32(secret.slice(0, 30))) === secret.slice(30) ? { confidence: 1 } : { confidence: 0.8 };
}

function base62(number: number): string {
  let digits = '';
  for (let rest = number; rest > 0; rest = Math.floor(rest / 62)) digits = BASE62.charAt(rest % 62) + digits;
  return digits.padStart(6, '0');
}
