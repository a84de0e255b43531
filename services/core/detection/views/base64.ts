/** Base64 (RFC 4648, standard and url-safe), decoded for as long as it says something printable. */
import { isPrintable, nextPending } from './printable.ts';

/** What a run says from where decoding began, and after which letter that ends. Empty where it says nothing. */
export interface Reading {
  decoded: string;
  end: number;
}

/** Fewest printable octets in a row that count as text: chance makes them in one of 10⁵ random places. */
const LEAST_OCTETS = 12;
const values = valueTable();
const NOTHING: Reading = { decoded: '', end: 0 };

/** The value of the letter at `at`, or -1. */
export function base64Value(text: string, at: number): number {
  return valueOf(text.charCodeAt(at));
}

export function valueOf(unit: number): number {
  return unit < 128 ? (values[unit] as number) : -1;
}

/** UTF-8, or UTF-16LE as PowerShell's encoded commands are. Line breaks inside [from, to) are passed over. */
export function readBase64(text: string, from: number, to: number): Reading {
  return isWide(text, from) ? readOctets(text, from, to, nextWide) : readOctets(text, from, to, nextPending);
}

/** Whether the second octet is 0 and the first is not. */
function isWide(text: string, from: number): boolean {
  const second = base64Value(text, from + 1);
  return (second & 0x0f) === 0 && (base64Value(text, from + 2) & 0x3c) === 0 && base64Value(text, from) > 1;
}

/** Of UTF-16LE, ASCII only: a printable octet, then a 0. */
function nextWide(octet: number, pending: number): number {
  if (pending === 1) return octet === 0 ? 0 : -1;
  return isPrintable(octet) ? 1 : -1;
}

type Next = (octet: number, pending: number) => number;

function readOctets(text: string, from: number, to: number, next: Next): Reading {
  const octets: number[] = [];
  let buffered = 0;
  let bits = 0;
  let pending = 0;
  let whole = 0;
  let wholeEnd = from;
  for (let at = from; at < to; at++) {
    const value = base64Value(text, at);
    if (value < 0) continue;
    buffered = ((buffered << 6) | value) & 0xffffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    const octet = (buffered >> bits) & 0xff;
    pending = next(octet, pending);
    if (pending < 0) break;
    octets.push(octet);
    if (pending === 0) {
      whole = octets.length;
      wholeEnd = at + 1;
    }
  }
  octets.length = whole;
  if (whole < LEAST_OCTETS) return NOTHING;
  const decoded = Buffer.from(octets).toString(next === nextWide ? 'utf16le' : 'utf8');
  return { decoded, end: to - wholeEnd < 2 ? to : wholeEnd };
}

function valueTable(): Int8Array {
  const table = new Int8Array(128).fill(-1);
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  [...letters].forEach((letter, value) => {
    table[letter.charCodeAt(0)] = value;
  });
  table['-'.charCodeAt(0)] = 62;
  table['_'.charCodeAt(0)] = 63;
  return table;
}
