/** Where digits stand in a text, looked for two units at a time. */
import { isDigit } from './layout.ts';

/** By two octets as the machine reads them: whether one of them is a digit. */
const hasDigit = new Uint8Array(1 << 16);
for (let pair = 0; pair < hasDigit.length; pair++)
  hasDigit[pair] = isDigit(pair >> 8) || isDigit(pair & 0xff) ? 1 : 0;

/** The first digit from `from` on, or the text’s end; `pairs` are the text’s octets (views/units.ts). */
export function nextDigit(text: string, pairs: Uint16Array, from: number): number {
  const last = (text.length - 1) >> 1;
  for (let at = from; at < text.length; at++) {
    let pair = at >> 1;
    while (pair <= last && hasDigit[pairs[pair] as number] === 0) pair++;
    at = Math.max(at, 2 * pair);
    if (isDigit(text.charCodeAt(at))) return at;
  }
  return text.length;
}
