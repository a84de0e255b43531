/** Room for any event's text, every character of it escaped. */
export const MAX_LINE_BYTES = 64 * 1024 * 1024;

/**
 * The lines that each chunk of a stream completes, together: answers to a chunk go out before the next one is awaited, and a line
 * costs no turn of the event loop. UTF-8 may be split over chunks, a line may be many MiB long, the last may lack its end. A line of more
 * than `MAX_LINE_BYTES` is null.
 */
export async function* readLineBatches(
  input: AsyncIterable<Buffer | string>,
): AsyncGenerator<(string | null)[]> {
  let open: Buffer[] = [];
  let openBytes = 0;
  for await (const chunk of input) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    const last = bytes.lastIndexOf(0x0a);
    if (last === -1) {
      openBytes += bytes.length;
      // Of a line that is too long anyway nothing more is kept.
      if (openBytes <= MAX_LINE_BYTES) open.push(bytes);
      else open = [];
      continue;
    }
    yield linesOf(open, openBytes, bytes.subarray(0, last));
    open = last + 1 < bytes.length ? [bytes.subarray(last + 1)] : [];
    openBytes = bytes.length - last - 1;
  }
  if (openBytes > 0) yield linesOf(open, openBytes, Buffer.alloc(0));
}

/** The line that has been open so long, and what follows it. */
function linesOf(open: readonly Buffer[], openBytes: number, rest: Buffer): (string | null)[] {
  const end = rest.indexOf(0x0a);
  const first = end === -1 ? rest : rest.subarray(0, end);
  if (openBytes + first.length <= MAX_LINE_BYTES) return splitLines(Buffer.concat([...open, rest]));
  return end === -1 ? [null] : [null, ...splitLines(rest.subarray(end + 1))];
}

/** Cut as bytes: a line of its own is a flat string, not a slice that keeps its neighbours in memory. */
function splitLines(bytes: Buffer): string[] {
  const lines: string[] = [];
  let from = 0;
  for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, from)) {
    lines.push(bytes.toString('utf8', from, at));
    from = at + 1;
  }
  lines.push(bytes.toString('utf8', from));
  return lines;
}
