/**
 * Mask tokens: `[EMAIL:` + 16 letters a–p (64 bits of a keyed digest) + `]`. Outside text that looks like a token gets a backslash
 * after its bracket, one that is escaped already one more: so nobody can forge one, and the escape can be undone.
 */
import { encodeText } from '../events/text.ts';
import { type HmacKey, hmacOfFrame } from './hmac.ts';

const MAX_TYPE_LENGTH = 64;
const LOOK_ALIKE = /\[(?=\\*[A-Z0-9_]{1,64}:[a-p]{16}\])/g;
const ESCAPED = /\[\\(?=\\*[A-Z0-9_]{1,64}:[a-p]{16}\])/g;

const PAIRS = Array.from({ length: 256 }, (_, byte) =>
  String.fromCharCode(97 + (byte >> 4), 97 + (byte & 15)),
);

/** The same type and value give the same token under the same key. */
export function maskToken(key: HmacKey, type: string, value: string): string {
  const digest = hmacOfFrame(key, type, encodeText(value));
  return `[${tokenType(type)}:${letters(digest.subarray(0, 8))}]`;
}

export function escapeTokens(text: string): string {
  return text.replace(LOOK_ALIKE, '[\\');
}

/** Where `escapeTokens` puts a backslash: before these offsets, ascending. */
export function escapeOffsets(text: string): number[] {
  const offsets: number[] = [];
  for (const match of text.matchAll(LOOK_ALIKE)) offsets.push(match.index + 1);
  return offsets;
}

export function unescapeTokens(text: string): string {
  return text.replace(ESCAPED, '[');
}

function tokenType(type: string): string {
  const safe = type
    .slice(0, MAX_TYPE_LENGTH)
    .toUpperCase()
    .replaceAll(/[^A-Z0-9_]/g, '_');
  return safe.slice(0, MAX_TYPE_LENGTH) || 'MASKED';
}

/** Half a byte a letter. */
function letters(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += PAIRS[byte];
  return text;
}
