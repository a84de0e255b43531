/** The value of `api_key =`, `"token":` and their like: made by a generator, and as much so as the name leaves in doubt. */
import type { Subject, Verdict } from '../types.ts';
import { assignmentOf } from './assignment.ts';
import { type Promise, promiseOf } from './credential-name.ts';
import { isFiller } from './filler.ts';
import { randomnessOf } from './generated.ts';
import { isNoSecret } from './no-secret.ts';
import { isUuid } from './placeholder.ts';

const HEX = /^(?:0x)?[0-9a-f]+$/i;
const LEAST = 10;
/** Digests and identifiers say what they are; so do dates, versions, numbers, mail addresses and host names. */
const TELLS_ITSELF =
  /^(?:0x[\da-f]{1,16}u?l{0,2}$|(?:aes|rsa|hmac|ecdsa|ed|[hrep]s)-?\d{3}|sha\d{1,3}[-:]|md5[-:]|arn:|urn:|ssh-|AAAA[BEC]3Nz|h1:|MI[GI][A-Za-z0-9+/]*|\d{4}-\d\d-\d\d|v?\d+(?:\.\d+)+|[\d.,:-]+$|[\w.+-]+@[\w-]+\.[\w.]+$|(?:[a-z\d-]+\.)+(?:com|org|net|io|dev|internal|local)\b)/i;

/** Before a name, with a slash or a dot: `checksum/secret` is the digest of one, for a change of it to be seen. */
const DIGEST =
  /(?:checksum|digest|hash|sha\d{0,3}|md5|etag|revision|fingerprint|version|generation)[\w-]{0,24}[/:][\w.-]{0,48}$/i;

/** So much of a value tells whether the rest is worth a look. */
const GLANCE = 64;

export function judgeAssignedKey(subject: Subject): Verdict {
  const { name, value, after, closed, operator } = assignmentOf(subject);
  if (value.length < LEAST || /[([{]/.test(after) || (!closed && /\s/.test(after))) return false;
  const isUuidValue = isUuid(value);
  if (!isUuidValue && randomnessOf(value.slice(0, GLANCE)) < 1) return false;
  const promise = promiseOf(name);
  if (isUuidValue)
    return (
      promise === 'credential' && (operator.trim() !== '' || name.startsWith('--')) && verdictOf(value, 0.6)
    );
  if (promise === 'none' || !isWanted(value, promise)) return false;
  if (
    isDigest(subject) ||
    isNoSecret(value) ||
    TELLS_ITSELF.test(value) ||
    isFiller(value) ||
    isPlaceOf(subject, operator)
  )
    return false;
  return verdictOf(value, promise === 'credential' ? 0.75 : 0.6);
}

/** The less the name promises, the more the value must show. */
function isWanted(value: string, promise: Promise): boolean {
  const isHex = HEX.test(value);
  if (isHex && (value.length < 16 || !/\d/.test(value) || new Set(value).size < 8)) return false;
  const randomness = randomnessOf(value);
  if (promise === 'credential') return randomness >= 1 + value.length / (isHex ? 40 : 16);
  if (promise === 'perhaps' && (isHex || value.length < 20 || !/[a-z]/.test(value) || !/[A-Z]/.test(value)))
    return false;
  return randomness >= (isHex ? 2 + value.length / 32 : 3 + value.length / 10);
}

function isDigest({ value, text, end, matched, start }: Subject): boolean {
  if (!/^[\da-f]{16}/i.test(value)) return false;
  const from = end - matched.length;
  const name = /^[\w.-]{0,48}/.exec(text.slice(from, start))?.[0] ?? '';
  return DIGEST.test(text.slice(Math.max(0, from - 72), from) + name);
}

/** `arn:aws:secretsmanager:eu-west-1:1234:secret:name`. */
function isPlaceOf({ text, start }: Subject, operator: string): boolean {
  return operator.startsWith(':') && /\barn:[\w:-]*$/.test(text.slice(Math.max(0, start - 120), start));
}

function verdictOf(value: string, confidence: number): Verdict {
  return { length: value.length, confidence };
}
