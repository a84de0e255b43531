/** The password in `scheme://user:password@host`: a port, a reference or a placeholder is none. */
import type { Verdict } from '../types.ts';
import { isPlaceholder } from './placeholder.ts';

const WORDS = /^(?:pass(?:word|wd)?|pwd|secret|user(?:name)?|changeit|token|key|pw)$/i;

export function judgeUrlPassword(value: string): Verdict {
  const authority = value.slice(value.indexOf('://') + 3);
  const at = authority.lastIndexOf('@');
  const password = authority.slice(authority.indexOf(':') + 1, at);
  return !WORDS.test(password) && !isPlaceholder(password) && !/^\[.*\]$/.test(password);
}
