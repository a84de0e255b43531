/** Undoes percent-encoding (RFC 3986, section 2.1), UTF-8 sequences included; an octet that is no UTF-8 reads as U+FFFD. A plus stays a plus. */
import { hexDigit } from './json-view.ts';
import { type View, ViewBuilder } from './view.ts';

export function percentView(text: string, parent: View | null): View | null {
  let at = text.indexOf('%');
  if (at === -1) return null;
  const builder = new ViewBuilder(text);
  while (at !== -1) {
    const first = octet(text, at);
    const count = first < 0 ? 1 : sequenceLength(text, at, first);
    if (first >= 0) builder.replace(at, at + count * 3, decode(text, at, count));
    at = text.indexOf('%', first < 0 ? at + 1 : at + count * 3);
  }
  return builder.isEmpty ? null : builder.finish(parent);
}

/** The octet that `%XX` at `at` stands for, or -1. */
function octet(text: string, at: number): number {
  if (text.charCodeAt(at) !== 37) return -1;
  const high = hexDigit(text.charCodeAt(at + 1));
  const low = hexDigit(text.charCodeAt(at + 2));
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/** How many escapes make one character. */
function sequenceLength(text: string, at: number, first: number): number {
  const wanted = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 1;
  for (let index = 1; index < wanted; index++) {
    const next = octet(text, at + index * 3);
    if (next < 0x80 || next > 0xbf) return 1;
  }
  return wanted;
}

function decode(text: string, at: number, count: number): string {
  if (count === 1) {
    const only = octet(text, at);
    return only < 0x80 ? String.fromCharCode(only) : '\ufffd';
  }
  const octets = Array.from({ length: count }, (_, index) => octet(text, at + index * 3));
  return Buffer.from(octets).toString('utf8');
}
