/**
 * JSON Web Tokens (RFC 7519) decoded and judged: a header without `alg` is no token; an unsigned one (`alg: none`) is worth
 * little to a thief, so it weighs less.
 */
import type { Verdict } from '../types.ts';

/** A token without an expiry, or whose expiry nobody can judge here, is taken for valid: the engine has no clock. */
export function judgeJwt(value: string): Verdict {
  const [head = '', body = ''] = value.split('.');
  const header = decodePart(head);
  if (header === null || typeof header['alg'] !== 'string') return false;
  if (header['enc'] === undefined && decodePart(body) === null) return false;
  return header['alg'].toLowerCase() === 'none' ? { severity: 'MEDIUM' } : true;
}

function decodePart(part: string): Record<string, unknown> | null {
  const text = Buffer.from(part, 'base64url').toString('utf8').trim();
  if (!text.startsWith('{') || !text.endsWith('}')) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
