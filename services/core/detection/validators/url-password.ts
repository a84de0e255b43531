/**
 * The password in `scheme://user:password@host`: a reference, a placeholder, the user's name again or a word in an example that
 * runs on this machine is none.
 */
import type { Verdict } from '../types.ts';
import { isFiller } from './filler.ts';
import { isPlaceholder } from './placeholder.ts';

const REFERENCE = /^[[{<$%]|\$\{|\{\{|\$\(|^%[sdv]|^\*+$|^\.+$|^:|^#\{/;
const EXAMPLE_HOST =
  /^(?:localhost|127\.0\.0\.1|\[?::1\]?|0\.0\.0\.0|host(?:name)?|server|(?:[\w-]+\.)*(?:example|test|invalid)(?:\.\w+)?)(?:[:/?,]|$)/i;

export function judgeUrlPassword(value: string): Verdict {
  const authority = value.slice(value.indexOf('://') + 3);
  const at = authority.lastIndexOf('@');
  const split = authority.indexOf(':');
  const user = decoded(authority.slice(0, split));
  const password = decoded(authority.slice(split + 1, at));
  const host = authority.slice(at + 1);
  if (password === user || REFERENCE.test(password) || isPlaceholder(password) || isFiller(password))
    return false;
  if (/[[\]{}<>|\\]/.test(authority.slice(0, split))) return false;
  return !(/^[\p{L} _-]+$/u.test(password) && EXAMPLE_HOST.test(host));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
