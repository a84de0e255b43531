/** Names as policies write them: `*` stands for any run of characters, `?` for one; without case. */
import { isOfForm } from '../../wildcards.ts';
import { fold } from './fold.ts';

export type Glob = (text: string) => boolean;

export function compileGlob(pattern: string): Glob {
  const wanted = fold(pattern);
  if (!/[*?]/.test(wanted)) return (text) => fold(text) === wanted;
  return (text) => isOfForm(fold(text), wanted, '*', '?');
}

export function compileGlobs(patterns: readonly string[]): Glob {
  const globs = patterns.map(compileGlob);
  return (text) => globs.some((glob) => glob(text));
}
