/** PEM private keys: a block that ends, or one cut off after at least a line of its body; a mere mention is left alone. */
import type { Verdict } from '../types.ts';

const HEADER = /^-----BEGIN [A-Z0-9 ]*-----/;
const BODY = /^(?:[A-Za-z0-9+/=\s]|\\[nr])*/;

export function judgePrivateKey(value: string): Verdict {
  const header = HEADER.exec(value)?.[0] ?? '';
  const rest = value.slice(header.length);
  if (/-----END [A-Z0-9 ]*-----$/.test(rest)) return letters(rest) >= 64;
  const body = BODY.exec(rest)?.[0] ?? '';
  return /[A-Za-z0-9+/]{48}/.test(body) ? { length: header.length + body.length } : false;
}

function letters(text: string): number {
  return text.replaceAll(/[^A-Za-z0-9+/]/g, '').length;
}
