/** A key told in words (`use this token for Acme: …`) or sent in a header: nothing but its own form says so, so that must be random. */
import type { Subject, Verdict } from '../types.ts';
import { assignmentOf } from './assignment.ts';
import { isFiller } from './filler.ts';
import { randomnessOf } from './generated.ts';
import { isNoSecret } from './no-secret.ts';
import { isUuid } from './placeholder.ts';

const TELLS_ITSELF =
  /^(?:sha\d{1,3}[-:]|md5[-:]|arn:|urn:|ssh-|AAAA[BEC]3Nz|h1:|\d{4}-\d\d-\d\d|[\d.,:-]+$|https?:|0x[\da-f]{40}$|[\da-f]{16,19}$)/i;

/** Digits say little for chance, so that hexadecimal gathers less. */
const HEX = /^[\da-f]+$/i;

/** Before the word: a key that everybody may know, or that leads to a row. */
const ANOTHER_SORT =
  /(?:public|primary|foreign|gpg:?|pgp|ssh|host|cache|sort|partition|verification|erc-?\d+)\s{1,2}(?:key|token|api)/i;

export function judgeToldKey(subject: Subject): Verdict {
  const { value, after } = assignmentOf(subject);
  if (value.length < 16 || /[([{]/.test(after)) return false;
  if (ANOTHER_SORT.test(wordsBefore(subject))) return false;
  if (isUuid(value)) return { length: value.length, confidence: 0.5 };
  if (!/\d/.test(value) && value.length < 32) return false;
  if (randomnessOf(value) < (HEX.test(value) ? 1 + value.length / 32 : 2 + value.length / 16)) return false;
  if (isNoSecret(value) || TELLS_ITSELF.test(value) || isFiller(value)) return false;
  return { length: value.length };
}

/** In a header nothing else can stand. */
export function judgeSentKey(subject: Subject): Verdict {
  const { value } = assignmentOf(subject);
  if (value.length < 16 || isNoSecret(value) || isFiller(value)) return false;
  if (isUuid(value)) return { length: value.length };
  return /\d/.test(value) && randomnessOf(value) >= 1 && { length: value.length };
}

/** What leads to the word for a key, and the word itself. */
function wordsBefore({ text, end, matched }: Subject): string {
  const from = end - matched.length;
  return text.slice(Math.max(0, from - 16), from + 8);
}
