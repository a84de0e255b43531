/** A password told in a sentence or a list: it must look like one, for words stand in its place more often. */
import type { Subject, Verdict } from '../types.ts';
import { assignmentOf } from './assignment.ts';
import { isFiller } from './filler.ts';
import { randomnessOf } from './generated.ts';
import { isNoSecret } from './no-secret.ts';
import { isWordChain } from './word-chain.ts';

const NO_PASSWORD =
  /^(?:[\d.,:/%-]+(?:st|nd|rd|th|am|pm|%|s|ms|min|h|d|chars?|bits?|characters?)?|[\w.+-]+@[\w-]+\.[\w.]+|https?:.*|(?:[a-z\d-]+\.)+[a-z]{2,8}(?:[:/].*)?|[A-Za-z]+[(]s?[)]|\d+-[a-z]+|v\d+(?:\.\d+)*|[?&]\w+=.*|[a-z]+'[a-z]+)$/i;
const NAME_IN_CODE = /^[A-Za-z]\w*$/;
const MEMBER = /^[A-Za-z_]\w*(?:[.:]+[A-Za-z_]\w*)+$/;
const HOST = /^[a-z]+(?:-[a-z]+)*-\d{1,4}$/;
const PATH = /^\/?[\w.-]+(?:\/[\w.-]+)+$/;
const ABOUT =
  /pass|pwd|secret|token|cred|user|hash|crypt|digest|param|field|input|value|config|auth|_name|string|bytes|utf|base64|md5|sha\d|pbkdf|argon|oauth|sql|ldap|saml|http/i;

export function judgeProsePassword(subject: Subject): Verdict {
  return judge(subject, looksLikeOne);
}

/** One in a place where nothing else can stand (a command's option, an argument of a call, the answer to the question for it): a name with a digit will do. */
export function judgeGivenPassword(subject: Subject): Verdict {
  return judge(
    subject,
    (value, quoted) =>
      looksLikeOne(value, quoted) || (NAME_IN_CODE.test(value) && /\d/.test(value) && !ABOUT.test(value)),
  );
}

function judge(subject: Subject, accepts: (value: string, quoted: boolean) => boolean): Verdict {
  const { value, quote, after, closed } = assignmentOf(subject);
  if (value.length < 6 || value.length > 64 || !closed || /[([]/.test(after)) return false;
  if (!accepts(value, quote !== '' && quote !== '`')) return false;
  if (isNoSecret(value) || isFiller(value) || isNoPassword(value)) return false;
  return { length: value.length, confidence: 0.65 };
}

/** Host names are not written in mixed case. */
function isNoPassword(value: string): boolean {
  return NO_PASSWORD.test(value) && !/^[^@:/?]*[a-z][A-Z][^@:/?]*$/.test(value);
}

function looksLikeOne(value: string, quoted: boolean): boolean {
  if (/\s/.test(value) || !/\p{L}/u.test(value)) return false;
  if (!quoted && /[()[\]{}]|^[#@][A-Za-z_-]+$|\\/.test(value)) return false;
  if (isWordChain(value)) return true;
  if (/^(?:\p{L}[\p{L}'’_./-]*[!?]*|[A-Z]{2,6}-?\d{1,4})$/u.test(value)) return isMixed(value);
  if (NAME_IN_CODE.test(value) || MEMBER.test(value))
    return !ABOUT.test(value) && isUnlikelyName(value, quoted);
  return !HOST.test(value) && !PATH.test(value);
}

function isMixed(value: string): boolean {
  return (
    value.length >= 8 && /[a-z][A-Z]|[A-Z]{2}[a-z]/.test(value) && randomnessOf(value) >= 1 + value.length / 8
  );
}

function isUnlikelyName(value: string, quoted: boolean): boolean {
  if (randomnessOf(value) >= 1 + value.length / 8) return true;
  return /\d{2}$/.test(value) || (quoted && /\d/.test(value)) || /^[a-z]+\d+[a-z]+$/.test(value);
}
