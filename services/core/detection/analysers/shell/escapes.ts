/** Backslash escapes of `$'…'`, `printf` and `echo -e`. */
const SIMPLE: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  e: '\u001b',
  E: '\u001b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '?': '?',
};
const ESCAPE = /\\(?:x([0-9a-fA-F]{1,2})|0?([0-7]{1,3})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([\s\S]))/g;

export function unescape(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(
    ESCAPE,
    (whole, hex?: string, octal?: string, unit?: string, point?: string, other?: string) => {
      if (other !== undefined) return SIMPLE[other] ?? whole;
      const code = octal === undefined ? parseInt(hex ?? unit ?? point ?? '', 16) : parseInt(octal, 8) & 0xff;
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
