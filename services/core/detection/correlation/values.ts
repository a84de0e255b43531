/** Which of the words of a text are values: e-mail addresses, ids and numbers of some length; no dates, no round numbers. */
import { DIGIT, INNER, isPercentEncoded, LETTER, PERCENT, READING, readingAt } from './reading.ts';

/** Keys the hashes. */
export interface Seed {
  a: number;
  b: number;
}

const PRIME_A = 0x01000193;
const PRIME_B = 0x5bd1e995;
const AT = 64;
/** After the digit or the @ that it is found by. */
const LONGEST = 256;
const BACKSLASH = 92;

/** Where the value begins that `at` is in, not before `from`; after `at` where that is part of something encoded that is no value. */
export function valueStart(bytes: Uint8Array, at: number, from: number): number {
  let start = at;
  for (; start > from; start -= 1) {
    const before = bytes[start - 1] as number;
    if ((READING[before] as number) >= LETTER) continue;
    if (before === PERCENT) {
      if (readingAt(bytes, start - 1) >= LETTER) continue;
      if (isPercentEncoded(bytes, start - 1)) return start + 2;
    }
    if (before === BACKSLASH && isEscape(bytes, start - 1, from)) start += bytes[start] === 0x75 ? 5 : 1;
    break;
  }
  while (start < at && (READING[bytes[start] as number] as number) >= INNER) start += 1;
  return start;
}

/** Values may be punctuated within, and percent-encoded; they end with a letter or a digit, and are no longer than that. */
export function valueEnd(bytes: Uint8Array, from: number, size: number): number {
  const last = Math.min(size, from + LONGEST);
  let end = from;
  for (let at = from; at < last; ) {
    let reading = READING[bytes[at] as number] as number;
    let width = 1;
    if (reading === PERCENT) {
      reading = readingAt(bytes, at);
      width = 3;
    }
    if (reading < LETTER) break;
    at += width;
    if (reading < INNER) end = at;
  }
  return end;
}

export function isDistinctive(bytes: Uint8Array, start: number, end: number): boolean {
  let ats = 0;
  let letters = 0;
  let digits = 0;
  let seen = 0;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] as number;
    let reading = READING[byte] as number;
    if (byte === PERCENT) {
      reading = readingAt(bytes, at);
      at += 2;
    }
    if (reading >= INNER) ats += (reading & 0xff) === AT ? 1 : 0;
    else if (reading < DIGIT) letters += 1;
    else {
      digits += 1;
      seen |= 1 << ((reading & 0xff) - 48);
    }
  }
  if (ats === 1 && letters >= 6) return true;
  const isId = digits >= 6 || (end - start >= 12 && digits >= 3 && letters >= 4);
  return isId && severalDigits(seen) && !(letters <= 2 && isDate(bytes, start));
}

/** 53 bits, the same however the value is written. */
export function valueHash(bytes: Uint8Array, start: number, end: number, { a, b }: Seed): number {
  let hash = a;
  let other = b;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] as number;
    let reading = READING[byte] as number;
    if (byte === PERCENT) {
      reading = readingAt(bytes, at);
      at += 2;
    }
    hash = Math.imul(hash ^ (reading & 0xff), PRIME_A);
    other = Math.imul(other ^ (reading & 0xff), PRIME_B);
  }
  return (hash >>> 0) * 0x20_0000 + (other >>> 11);
}

function severalDigits(seen: number): boolean {
  const withoutOne = seen & (seen - 1);
  return (withoutOne & (withoutOne - 1)) !== 0;
}

/** 1900 to 2099 and a month. */
function isDate(bytes: Uint8Array, at: number): boolean {
  const century = (bytes[at] as number) * 256 + (bytes[at + 1] as number);
  if (century !== 0x3139 && century !== 0x3230) return false;
  const month = bytes[((READING[bytes[at + 4] as number] as number) & DIGIT) === 0 ? at + 5 : at + 4];
  return month === 48 || month === 49;
}

/** Of a JSON string: its letter is no part of a word. */
function isEscape(bytes: Uint8Array, at: number, from: number): boolean {
  let first = at;
  while (first > from && bytes[first - 1] === BACKSLASH) first -= 1;
  return (at - first) % 2 === 0;
}
