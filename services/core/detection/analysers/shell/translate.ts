/** `tr`: sets of letters with ranges and classes. */
import { unescape } from './escapes.ts';

const CLASSES: Readonly<Record<string, string>> = {
  '[:lower:]': 'a-z',
  '[:upper:]': 'A-Z',
  '[:digit:]': '0-9',
  '[:space:]': ' \n\t',
  '[:alpha:]': 'A-Za-z',
  '[:alnum:]': 'A-Za-z0-9',
};

/** Null for options that are not followed. */
export function translate(text: string, args: readonly string[]): string | null {
  const options = args.filter((arg) => /^-[a-z]/.test(arg)).join('');
  const [from = '', to = ''] = args.filter((arg) => !/^-[a-zA-Z]/.test(arg)).map(lettersOf);
  if (/[cCs]/.test(options) || from === '') return null;
  const isDeleting = options.includes('d');
  const table = new Map(
    [...from].map((letter, index) => [letter, isDeleting ? '' : (to[index] ?? to.at(-1) ?? '')]),
  );
  return [...text].map((letter) => table.get(letter) ?? letter).join('');
}

function lettersOf(set: string): string {
  const plain = unescape(set.replace(/\[:\w{5}:\]/g, (name) => CLASSES[name] ?? name));
  return plain.replace(/(.)-(.)/gs, (whole, first: string, last: string) => {
    const low = first.charCodeAt(0);
    const high = last.charCodeAt(0);
    if (high < low || high - low > 255) return whole;
    return String.fromCharCode(...Array.from({ length: high - low + 1 }, (_, index) => low + index));
  });
}
