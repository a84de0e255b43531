/**
 * What is distinctive in a text, as hashes: values (e-mail addresses, ids, numbers) and runs of eight words. Words alone, dates and round
 * numbers are not. One pass over the bytes; no text is kept.
 */
export interface Seed {
  a: number;
  b: number;
}

/** Values and runs kept of one text, the first ones. */
export const MOST_VALUES = 512;
/** Words in a run. */
const RUN = 8;
/** Letters and digits in it, at least. */
const RUN_LENGTH = 28;
/** Of four runs one is kept, by its hash: the same one on both sides. */
const SAMPLE = 3;
const PRIME_A = 0x01000193;
const PRIME_B = 0x5bd1e995;
const LEAST_VALUE = 8;
const LONGEST_QUESTION = 1024;
const LEAST_QUESTION_WORDS = 3;
const LEAST_QUESTION = 12;

/** What a byte is, above its lower-case form. */
const LETTER = 0x100;
const DIGIT = 0x200;
const INNER = 0x400;
const READING = new Uint16Array(256);
for (let byte = 0; byte < 256; byte += 1) READING[byte] = kindOf(byte) | lowerOf(byte);
const AT = 64;
const BACKSLASH = 92;
const PERCENT = 37;

/** PRIME_A and PRIME_B to the power of RUN, for taking the oldest word out of a rolling hash. */
const [OLDEST_A, OLDEST_B] = [power(PRIME_A), power(PRIME_B)];
const found = new Float64Array(MOST_VALUES);
const ring = new Int32Array(RUN);
const ringLength = new Int32Array(RUN);

/** Hashes; sorted when they are first compared, as most never are. */
export interface Values {
  hashes: Float64Array;
  isSorted: boolean;
}

/** Null when there is nothing. */
export function distinctiveIn(bytes: Uint8Array, seed: Seed): Values | null {
  const size = bytes.length;
  let count = 0;
  let rollA = 0;
  let rollB = 0;
  let rollLength = 0;
  let words = 0;
  ring.fill(0);
  ringLength.fill(0);
  for (let at = 0; at < size && count < MOST_VALUES; ) {
    const first = bytes[at] as number;
    if (((READING[first] as number) & (LETTER | DIGIT)) === 0) {
      at += first === BACKSLASH ? escapeLength(bytes, at) : 1;
      continue;
    }
    // A value begins and ends with a letter or a digit; what is between may be punctuated.
    const start = at;
    let hash = seed.a;
    let endHash = hash;
    let end = at;
    let kinds = 0;
    for (; at < size; at += 1) {
      const byte = bytes[at] as number;
      let reading = READING[byte] as number;
      if (reading < LETTER) {
        if (byte !== PERCENT) break;
        reading = readingAt(bytes, at);
        if (reading < LETTER) break;
        at += 2;
      }
      hash = Math.imul(hash ^ (reading & 0xff), PRIME_A);
      kinds |= reading;
      if (reading >= INNER) continue;
      endHash = hash;
      end = at + 1;
    }
    const long = end - start;
    if (long >= LEAST_VALUE && (kinds & (DIGIT | INNER)) !== 0 && isDistinctive(bytes, start, end))
      found[count++] = combine(endHash, hashOf(bytes, start, end, seed.b));
    const slot = words & (RUN - 1);
    const oldest = ring[slot] as number;
    rollA = (Math.imul(rollA, PRIME_A) + endHash - Math.imul(oldest, OLDEST_A)) | 0;
    rollB = (Math.imul(rollB, PRIME_B) + endHash - Math.imul(oldest, OLDEST_B)) | 0;
    rollLength += long - (ringLength[slot] as number);
    ring[slot] = endHash;
    ringLength[slot] = long;
    words += 1;
    if (words < RUN || rollLength < RUN_LENGTH || count === MOST_VALUES) continue;
    if (((rollB >>> 7) & SAMPLE) === 0) found[count++] = combine(rollA, rollB);
  }
  return count === 0 ? null : { hashes: found.slice(0, count), isSorted: false };
}

/** One hash over the text's letters and digits, spaces as one: 0 for what is too short to be a question. */
export function questionHash(bytes: Uint8Array, seed: Seed): number {
  const end = Math.min(bytes.length, LONGEST_QUESTION);
  let { a, b } = seed;
  let words = 0;
  let length = 0;
  let inWord = false;
  for (let at = 0; at < end; at += 1) {
    const byte = bytes[at] as number;
    if (byte <= 32) {
      inWord = false;
      continue;
    }
    if (!inWord) {
      words += 1;
      a = Math.imul(a ^ 32, PRIME_A);
    }
    inWord = true;
    length += 1;
    const lower = (READING[byte] as number) & 0xff;
    a = Math.imul(a ^ lower, PRIME_A);
    b = Math.imul(b ^ lower, PRIME_B);
  }
  if (words < LEAST_QUESTION_WORDS || length < LEAST_QUESTION) return 0;
  return combine(a ^ (bytes.length > end ? bytes.length : 0), b) || 1;
}
/** Whether the two have a hash in common. */
export function shareOne(some: Values, others: Values): boolean {
  const [one, other] = [sorted(some), sorted(others)];
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    const difference = (one[i] as number) - (other[j] as number);
    if (difference === 0) return true;
    if (difference < 0) i += 1;
    else j += 1;
  }
  return false;
}

/** An e-mail address, an id or number of some length; no date, no round number. */
function isDistinctive(bytes: Uint8Array, start: number, end: number): boolean {
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

/** A second hash of a value, over the same readings as the first. */
function hashOf(bytes: Uint8Array, start: number, end: number, seed: number): number {
  let hash = seed;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] as number;
    let reading = READING[byte] as number;
    if (byte === PERCENT) {
      reading = readingAt(bytes, at);
      at += 2;
    }
    hash = Math.imul(hash ^ (reading & 0xff), PRIME_B);
  }
  return hash;
}

function kindOf(byte: number): number {
  if (byte >= 48 && byte <= 57) return DIGIT;
  if ('.-_@+'.includes(String.fromCharCode(byte))) return INNER;
  const lower = lowerOf(byte);
  return (lower >= 97 && lower <= 122) || byte >= 128 ? LETTER : 0;
}

function lowerOf(byte: number): number {
  return byte >= 65 && byte <= 90 ? byte + 32 : byte;
}

/** Of a percent-encoded byte; 0 where that is none, or a separator. */
function readingAt(bytes: Uint8Array, at: number): number {
  const decoded = hexAt(bytes, at + 1);
  return decoded < 0 ? 0 : (READING[decoded] as number);
}

/** Of a JSON string's escape, so that its letter is not taken for a word's first. */
function escapeLength(bytes: Uint8Array, at: number): number {
  return bytes[at + 1] === 0x75 ? 6 : 2;
}

function hexAt(bytes: Uint8Array, at: number): number {
  if (at + 1 >= bytes.length) return -1;
  const [high, low] = [hexDigit(bytes[at] as number), hexDigit(bytes[at + 1] as number)];
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

function hexDigit(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48;
  const lower = byte | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/** 53 bits of the two. */
function combine(a: number, b: number): number {
  return (a >>> 0) * 0x20_0000 + (b >>> 11);
}

function sorted(values: Values): Float64Array {
  if (!values.isSorted) values.hashes.sort();
  values.isSorted = true;
  return values.hashes;
}

function power(prime: number): number {
  let result = 1;
  for (let times = 0; times < RUN; times += 1) result = Math.imul(result, prime);
  return result;
}
