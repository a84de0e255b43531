/** A question as one number, so that the same one is known again. */

import { READING } from './reading.ts';
import type { Seed } from './values.ts';

const PRIME = 0x01000193;
/** Of a longer one so much of its begin and of its end, and how long it is. */
const HALF = 256;
const LEAST_WORDS = 3;
const LEAST_LENGTH = 12;

/** Over what is no space and where words begin, in lower case: 0 for what is too short to be a question. */
export function questionHash(bytes: Uint8Array, { a, b }: Seed): number {
  const size = bytes.length;
  const isLong = size > 2 * HALF;
  let hash = isLong ? a ^ b ^ size : a ^ b;
  let words = 0;
  let length = 0;
  let before = 32;
  for (let at = 0; at < size; at += 1) {
    if (isLong && at === HALF) at = size - HALF;
    const byte = bytes[at] as number;
    if (byte > 32) {
      if (before <= 32) {
        words += 1;
        hash = Math.imul(hash ^ 32, PRIME);
      }
      length += 1;
      hash = Math.imul(hash ^ ((READING[byte] as number) & 0xff), PRIME);
    }
    before = byte;
  }
  return words < LEAST_WORDS || length < LEAST_LENGTH ? 0 : hash || 1;
}
