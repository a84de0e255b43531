/** JSON as its strings say it: the same reading as that of `escapeView`, at a fraction of its price, since a parser undoes the escapes. */
import { readJsonString } from '../analysers/json-escapes.ts';
import { isJson } from '../analysers/json-strings.ts';
import type { View } from './view.ts';

/** Null where the text is no JSON, or none of its strings has an escape. `piecesOf` is asked when the first span is mapped back. */
export function jsonView(text: string, piecesOf: () => ArrayLike<number>): View | null {
  if (!/^\s*[[{"]/.test(text) || !isJson(text)) return null;
  let said = '';
  let from = 0;
  for (let quote = text.indexOf('"'); quote >= 0; ) {
    const string = readJsonString(text, quote + 1);
    if (string.places !== null) {
      said += text.slice(from, string.start) + string.text;
      from = string.end;
    }
    quote = text.indexOf('"', string.end + 1);
  }
  if (from === 0) return null;
  let pieces: ArrayLike<number> | null = null;
  return {
    text: said + text.slice(from),
    parent: null,
    saysJson: true,
    get pieces() {
      pieces ??= piecesOf();
      return pieces;
    },
  };
}
