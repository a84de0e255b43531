const LENGTH_BYTES = 4;

/** Text stands as UTF-8. */
export type Part = string | Uint8Array;

/** Joins parts so that no two lists of parts give the same bytes: each part behind its length, 4 bytes big-endian. */
export function frame(...parts: Part[]): Buffer {
  const framed = Buffer.allocUnsafe(framedBytes(parts));
  frameInto(framed, 0, parts);
  return framed;
}

export function framedBytes(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + LENGTH_BYTES + bytesOf(part), 0);
}

/** Writes the frame of the parts at `from`; there must be room. */
export function frameInto(target: Buffer, from: number, parts: readonly Part[]): void {
  let at = from;
  for (const part of parts) {
    const length = bytesOf(part);
    at = target.writeUInt32BE(length, at);
    if (typeof part === 'string') target.write(part, at, 'utf8');
    else target.set(part, at);
    at += length;
  }
}

function bytesOf(part: Part): number {
  return typeof part === 'string' ? Buffer.byteLength(part) : part.length;
}
