/** The value of `password =`, in quotes, bare, in a URL's query or a connection string: chosen by a person or made by a generator. */
import type { Subject, Verdict } from '../types.ts';
import { type Assignment, assignmentOf } from './assignment.ts';
import { promiseOf } from './credential-name.ts';
import { isFiller } from './filler.ts';
import { randomnessOf } from './generated.ts';
import { isNoSecret } from './no-secret.ts';
import { isWordChain } from './word-chain.ts';

/** What masking left behind is no bracket of a call. */
const TOKEN = /\[[A-Z0-9_]{1,64}:[a-p]{16}\]/g;
const LEAST = 5;
const MOST = 128;
const WORDS = /^\p{L}+(?:[\s_.'’-]+\p{L}+)*[.!?…:]*$/u;
const IDENTIFIER = /^[A-Za-z_][\w-]*$/;
const MEMBER = /^[A-Za-z_]\w*(?:[.:]+[A-Za-z_]\w*)+$/;
const NUMBER =
  /^(?:[\d.,:/-]+|\d+\.?(?:day|hour|minute|second|week|month|year|min|sec|ms|[smhdwy])s?|0x[\da-f]{1,16}u?l{0,2})$/i;
/** Within a longer name these say that it is code. */
const ABOUT =
  /pass|pwd|secret|token|cred|user|hash|crypt|encod|digest|param|field|input|value|config|auth|name|string|array|bytes|utf|base64|md5|sha\d|type|class/i;

export function judgeAssignedPassword(subject: Subject): Verdict {
  const assignment = shortened(assignmentOf(subject));
  const { name, value, quote } = assignment;
  if (value.length < LEAST || value.length > MOST || !isMeant(assignment, subject)) return false;
  // `--password-stdin`: it is read, not given.
  if (/stdin$/i.test(name)) return false;
  // The letters of a keyword within a random text (a checksum before its `=`) name nothing.
  if (name.length > 8 && randomnessOf(name) >= 2 + name.length / 8) return false;
  const accepted =
    quote === '' ? isBarePassword(assignment) : isQuotedPassword(value.replaceAll(/\\[nrt]/g, ''));
  if (
    !accepted ||
    promiseOf(name) !== 'credential' ||
    isNoSecret(value) ||
    isFiller(value.replaceAll('%20', ' '))
  )
    return false;
  return { length: value.length, confidence: quote === '' ? 0.75 : 0.8 };
}

/** In a query and in a connection string the value ends where the next begins. */
function shortened(assignment: Assignment): Assignment {
  if (assignment.quote !== '' || !assignment.operator.startsWith('=')) return assignment;
  const value = assignment.value.replace(/(?:[;&]\w+(?:[ \w]*)=|;$|&$).*$/s, '');
  return { ...assignment, value };
}

/** A comma and a bracket need quotes around the value. White space alone assigns in a command line (`--password x`), a Dockerfile (`ENV X_PASSWORD x`), a .netrc and SQL only. */
function isMeant({ name, value, operator, quote, closed }: Assignment, { text, start }: Subject): boolean {
  // `<password>x</password>` is an element, `<password>@host` a placeholder.
  if (operator.startsWith('>')) return text.startsWith('</', start + value.length);
  if (/[,(]/.test(operator)) return closed && (quote === '"' || quote === "'");
  if (operator.trim() !== '' && !/^["'`)\]>]*\s+["'`*]*$/.test(operator)) return true;
  const line = text.slice(Math.max(0, start - 80), start);
  if (/--?[\w-]+["'`]?\s+["'`]?$/.test(line) || /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(name)) return true;
  if (quote === "'" && /\b(?:password|by(?: password)?)\s+'$/i.test(line)) return true;
  return /\blogin\s+\S+\s+password\s+$/.test(line) || /(?:^|\n)requirepass\s+["']?$/.test(line);
}

/** Words alone are a label, a message or a test's; with digits and signs among them they are a password. */
function isQuotedPassword(value: string): boolean {
  if (isWordChain(value)) return true;
  if (WORDS.test(value)) return value.length >= 8 && !/\s/.test(value) && isUnlikelyWord(value);
  if (/\s/.test(value)) return isPassphrase(value);
  if (NUMBER.test(value)) return value.length >= 6 && !/[.,:/-]/.test(value);
  return !(IDENTIFIER.test(value) && ABOUT.test(value) && randomnessOf(value) < 0);
}

function isBarePassword({ value: whole, after, operator }: Assignment): boolean {
  const value = whole.replaceAll(TOKEN, '');
  if (/[([]/.test(after) || NUMBER.test(value) || /[()[\]{}]|^[#@][A-Za-z_-]+$/.test(value)) return false;
  if (isWordChain(value)) return true;
  if (WORDS.test(value)) return value.length >= 8 && isUnlikelyWord(value);
  if (!IDENTIFIER.test(value) && !MEMBER.test(value)) return /[\p{L}\p{N}]{3}/u.test(value);
  const isTight = operator === '=' && !/[,)]/.test(after);
  return isUnlikelyName(value) || (isTight && /\d/.test(value) && !ABOUT.test(value));
}

function isUnlikelyWord(value: string): boolean {
  const isMixed = /[a-z]/.test(value) && /[A-Z]/.test(value);
  return randomnessOf(value) >= (isMixed ? 1 : 4) + value.length / 8;
}

/** A name in code seldom ends in two digits, and then speaks of what it is. */
function isUnlikelyName(value: string): boolean {
  if (randomnessOf(value) >= 1 + value.length / 8) return true;
  return !ABOUT.test(value) && /\d{2}$|^[a-z]+\d+[a-z]+\d*$|[A-Za-z]\d[A-Za-z]\w*\d/.test(value);
}

/** A few words with a digit or a sign within: `correct horse 9`; a sentence has neither, or speaks of passwords. */
function isPassphrase(value: string): boolean {
  const words = value.split(/\s+/);
  if (words.length > 6 || ABOUT.test(value) || /[.:?,]$|[{}<>=()]/.test(value)) return false;
  return (
    words.some((word) => /\d/.test(word) && !/^\d+\.$/.test(word)) &&
    !/^\W|^[A-Z][a-z]+ [a-z]+ [a-z]+ /.test(value)
  );
}
