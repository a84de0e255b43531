/** A set of code units to be looked up by index. */

/** Up to the signs of currencies. */
const SIZE = 0x20_d0;

/** 1 at each unit given, all of them below U+20D0; undefined beyond. */
export function unitTable(units: string): Uint8Array {
  const table = new Uint8Array(SIZE);
  for (const unit of units) table[unit.charCodeAt(0)] = 1;
  return table;
}
