/** Names as policies write them: `*` stands for any run of characters, `?` for one; without case. Linear in pattern × text at worst, never a regular expression. */
import { fold } from './fold.ts';

export type Glob = (text: string) => boolean;

export function compileGlob(pattern: string): Glob {
  const wanted = fold(pattern);
  if (!/[*?]/.test(wanted)) return (text) => fold(text) === wanted;
  return (text) => matches(wanted, fold(text));
}

export function compileGlobs(patterns: readonly string[]): Glob {
  const globs = patterns.map(compileGlob);
  return (text) => globs.some((glob) => glob(text));
}

/** Greedy, with one place to go back to: the last star. */
function matches(pattern: string, text: string): boolean {
  let [at, in_, star, resume] = [0, 0, -1, 0];
  while (at < text.length) {
    const wanted = pattern[in_];
    if (wanted === '*') {
      star = in_++;
      resume = at;
    } else if (wanted !== undefined && (wanted === '?' || wanted === text[at])) {
      at++;
      in_++;
    } else if (star >= 0) {
      in_ = star + 1;
      at = ++resume;
    } else return false;
  }
  while (pattern[in_] === '*') in_++;
  return in_ === pattern.length;
}
