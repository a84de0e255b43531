/**
 * Outside text is bytes on the wire. Strings become WTF-8 (https://simonsapin.github.io/wtf-8/): UTF-8, and a lone surrogate keeps its
 * three bytes. Bytes become strings by WHATWG UTF-8 (each maximal broken subpart one U+FFFD), WTF-8 surrogates kept. Offsets
 * of findings are UTF-16 code units of the decoded string.
 */
const LONE_SURROGATE = /\p{Surrogate}/gu;

export function encodeText(text: string): Buffer {
  return text.isWellFormed() ? Buffer.from(text, 'utf8') : encodeIllFormed(text);
}

function encodeIllFormed(text: string): Buffer {
  const parts: Buffer[] = [];
  let from = 0;
  for (const { index } of text.matchAll(LONE_SURROGATE)) {
    parts.push(Buffer.from(text.slice(from, index), 'utf8'), encodeSurrogate(text.charCodeAt(index)));
    from = index + 1;
  }
  parts.push(Buffer.from(text.slice(from), 'utf8'));
  return Buffer.concat(parts);
}

function encodeSurrogate(unit: number): Buffer {
  return Buffer.from([0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)]);
}

export function decodeText(bytes: Uint8Array): string {
  const buffer = asBuffer(bytes);
  const text = buffer.toString('utf8');
  return text.includes('\ufffd') ? decodeWithSurrogates(buffer, text) : text;
}

function decodeWithSurrogates(buffer: Buffer, plain: string): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = buffer.indexOf(0xed); at !== -1; at = buffer.indexOf(0xed, at + 1)) {
    if (!isSurrogateAt(buffer, at)) continue;
    parts.push(buffer.toString('utf8', from, at), surrogateAt(buffer, at));
    from = at + 3;
  }
  if (from === 0) return plain;
  parts.push(buffer.toString('utf8', from));
  return parts.join('');
}

function isSurrogateAt(buffer: Buffer, at: number): boolean {
  const second = buffer[at + 1] ?? 0;
  const third = buffer[at + 2] ?? 0;
  return second >= 0xa0 && second <= 0xbf && third >= 0x80 && third <= 0xbf;
}

function surrogateAt(buffer: Buffer, at: number): string {
  return String.fromCharCode(0xd000 | (((buffer[at + 1] ?? 0) & 0x3f) << 6) | ((buffer[at + 2] ?? 0) & 0x3f));
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
