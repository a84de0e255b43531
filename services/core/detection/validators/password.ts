/** What can be a password, told from code, types and prose that stand in the same place. */
import type { Verdict } from '../types.ts';
import { entropyOf, isRandom } from './entropy.ts';
import { isPlaceholder, isUuid } from './placeholder.ts';

const NO_VALUE =
  /^(?:null|nil|none|true|false|undefined|string|str|text|number|int|integer|bool|boolean|object|required|optional|empty|secret|secrets|password|passwords?|passwd|token|tokens|hidden|masked|encrypted|hashed|unknown|missing|invalid|incorrect|wrong|expired|correct|strong|weak|default|n\/a|tbd|todo|value|input|field|reset|varchar.*|char\(.*)$/i;
/** Calls, member access, interpolation, paths, URLs, types. */
const CODE =
  /^(?:[A-Za-z_][\w.]*(?:\(|\[(?:$|["'\d]|[a-z_]+\]))|(?:self|this|config|settings|options|opts|args|req|request|params|props|data|user|ctx|input|form|event|body|response|res|env|os|process)\.|\/|\.\/|https?:|@|&|#\{|f"|f'|\w+::)/;
const MEMBER = /^[a-z_][a-z0-9_]*(?:\.[a-zA-Z_]\w*)+$/;
const IDENTIFIER = /^[A-Za-z]+(?:[_-][A-Za-z]+)*$/;

/** The value of `password=`: anything but a reference, a type or a placeholder; a plain word counts less. */
export function judgePassword(value: string): Verdict {
  if (isNoSecret(value) || new Set(value).size < 4) return false;
  if (!IDENTIFIER.test(value)) return true;
  return value.length <= 24 && !/[_-]/.test(value) && hasMixedCase(value) ? { confidence: 0.5 } : false;
}

/** A plain word in quotes is a password only where the code gives it as one. */
export function judgeQuotedPassword(value: string): Verdict {
  if (isNoSecret(value)) return false;
  return IDENTIFIER.test(value) ? { confidence: 0.5 } : true;
}

/** The value of `api_key:`: random, or at least not a word. */
export function judgeKey(value: string): Verdict {
  if (isNoSecret(value) || isUuid(value) || IDENTIFIER.test(value)) return false;
  return isRandom(value) && /\d/.test(value) && /[A-Za-z]/.test(value);
}

/** In prose a password must look like one: letters with digits or symbols, not a word, number or date. */
export function judgeProsePassword(value: string): Verdict {
  if (isNoSecret(value) || /^[\d.,:/-]+(?:st|nd|rd|th|am|pm|%)?$/i.test(value)) return false;
  const hasDigit = /\d/.test(value);
  const hasSymbol = /[!@#$%^&*+=?~_|]/.test(value);
  if (!/[A-Za-z]/.test(value) || !(hasDigit || hasSymbol)) return false;
  return entropyOf(value) >= 2.2;
}

function isNoSecret(value: string): boolean {
  return NO_VALUE.test(value) || CODE.test(value) || MEMBER.test(value) || isPlaceholder(value);
}

function hasMixedCase(value: string): boolean {
  return /[a-z][A-Z]|[A-Z]{2}[a-z]/.test(value);
}
