/** The arguments and, within them, every string that is JSON itself: some tools read such strings as arguments, too. */
import { PROSE_KEY } from '../../detection/analysers/http/analyser.ts';
import { stringsIn } from '../../detection/analysers/json-strings.ts';

export interface JsonText {
  text: string;
  /** The keys that strings stand under, in lower case; empty where it is no JSON. */
  keys: ReadonlySet<string>;
  /** It stands in a field for what people or programs say, such as the content of a file. */
  isProse: boolean;
}

/** Each level doubles the escapes of the one before. */
const DEEPEST = 12;

export function jsonTextsIn(text: string): JsonText[] {
  const texts: JsonText[] = [];
  read(text, false, 0, texts);
  return texts;
}

function read(text: string, isProse: boolean, depth: number, texts: JsonText[]): void {
  const keys = new Set<string>();
  texts.push({ text, keys, isProse });
  for (const { key, text: value } of stringsIn(text) ?? []) {
    keys.add(key);
    if (depth < DEEPEST && /^\s*[[{]/.test(value))
      read(value, isProse || PROSE_KEY.test(key), depth + 1, texts);
  }
}
