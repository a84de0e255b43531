/**
 * A pattern whose machine code is half as large and which matches the same. V8 writes what follows an alternative out anew for each
 * one that leads there, up to ten times over, and so on behind it; an empty lookahead makes it forget what sets those copies apart.
 * All rules' expressions take 8.5 MB instead of 15.5: where a process has 16 MB of code V8 compiles further expressions without
 * optimising them, and those are up to eight times as slow.
 */
const FORGET = '(?=)';
/** What may not be parted from the group before it, or follows it as nothing would. */
const CLINGS = '?*+{)|';

/** Marks each group that captures nothing: before it, and after it where more follows. */
export function leanPattern(pattern: string): string {
  const lean: string[] = [];
  const open: boolean[] = [];
  let kept = 0;
  let inClass = false;
  const mark = (at: number) => {
    lean.push(pattern.slice(kept, at));
    kept = at;
  };
  for (let at = 0; at < pattern.length; at++) {
    const unit = pattern.charAt(at);
    if (unit === '\\') at++;
    else if (inClass) inClass = unit !== ']';
    else if (unit === '[') inClass = true;
    else if (unit === '(') {
      const isPlain = pattern.startsWith('?:', at + 1);
      open.push(isPlain);
      if (isPlain) mark(at);
    } else if (unit === ')' && open.pop() === true && isParted(pattern, at + 1)) mark(at + 1);
  }
  lean.push(pattern.slice(kept));
  return lean.join(FORGET);
}

function isParted(pattern: string, at: number): boolean {
  return at < pattern.length && !CLINGS.includes(pattern.charAt(at)) && !pattern.startsWith('(?:', at);
}
