/**
 * The code units of a text in a typed array: several times as fast to look at as the string's. What is returned is valid until the next
 * call; room for longer texts is not kept.
 */
const KEPT = 131_072;
/** So few units are sooner written one by one than by a call out of JavaScript. */
const FEW = 24;
const narrow = Buffer.alloc(KEPT);
const wide = Buffer.alloc(KEPT);
/** What `narrow` holds: several look at the same text one after the other. */
let held = '';

/** What `bytesOf` a text of up to `KEPT` units returns, two at a time. */
export const pairs = pairsIn(narrow);

/** Each unit's lower eight bits: where a text is not ASCII, it has the last word. What stands behind them is of an earlier text. */
export function bytesOf(text: string): Uint8Array {
  if (text === held) return narrow;
  if (text.length > narrow.length) return Buffer.from(text, 'latin1');
  if (text.length > FEW) narrow.write(text, 'latin1');
  else for (let at = 0; at < text.length; at++) narrow[at] = text.charCodeAt(at);
  held = text;
  return narrow;
}

/** The same two at a time, as the machine reads them. */
export function pairsOf(text: string): Uint16Array {
  if (text.length <= KEPT) {
    bytesOf(text);
    return pairs;
  }
  const bytes = Buffer.alloc(text.length + (text.length & 1));
  bytes.write(text, 'latin1');
  return pairsIn(bytes);
}

function pairsIn(bytes: Buffer): Uint16Array {
  return new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
}

export function unitsOf(text: string): Uint16Array {
  const room = text.length * 2 > wide.length ? Buffer.alloc(text.length * 2) : wide;
  const written = room.write(text, 'utf16le');
  return new Uint16Array(room.buffer, room.byteOffset, written / 2);
}

/** Ten times as fast as a look at each unit. */
export function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}
