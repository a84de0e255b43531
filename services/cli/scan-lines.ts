/**
 * The lines that each chunk of a stream completes, together: answers to a chunk go out before the next one is awaited, and a line
 * costs no turn of the event loop. UTF-8 may be split over chunks, a line may be many MiB long, the last may lack its end.
 */
export async function* readLineBatches(input: AsyncIterable<Buffer | string>): AsyncGenerator<string[]> {
  let open: Buffer[] = [];
  for await (const chunk of input) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    const last = bytes.lastIndexOf(0x0a);
    if (last === -1) {
      open.push(bytes);
      continue;
    }
    const whole = Buffer.concat([...open, bytes.subarray(0, last)]);
    open = last + 1 < bytes.length ? [bytes.subarray(last + 1)] : [];
    yield splitLines(whole);
  }
  if (open.length > 0) yield splitLines(Buffer.concat(open));
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
