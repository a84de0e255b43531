/** Undoes the escapes of JSON strings (RFC 8259, section 7) wherever they stand: tool arguments are often JSON within a text. */
import { type View, ViewBuilder } from './view.ts';

const SIMPLE: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

export function jsonView(text: string, parent: View | null): View | null {
  let at = text.indexOf('\\');
  if (at === -1) return null;
  const builder = new ViewBuilder(text);
  while (at !== -1) {
    const unit = text.charAt(at + 1);
    const simple = SIMPLE.get(unit);
    const code = unit === 'u' ? hexUnit(text, at + 2) : -1;
    const length = simple !== undefined ? 2 : code >= 0 ? 6 : 1;
    if (length > 1) builder.replace(at, at + length, simple ?? String.fromCharCode(code));
    at = text.indexOf('\\', at + length);
  }
  return builder.isEmpty ? null : builder.finish(parent);
}

/** Four hexadecimal digits, or -1. */
function hexUnit(text: string, at: number): number {
  let code = 0;
  for (let index = at; index < at + 4; index++) {
    const digit = hexDigit(text.charCodeAt(index));
    if (digit < 0) return -1;
    code = code * 16 + digit;
  }
  return code;
}

/** The value of a hexadecimal digit's code unit, or -1. */
export function hexDigit(unit: number): number {
  if (unit >= 48 && unit <= 57) return unit - 48;
  const lower = unit | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}
