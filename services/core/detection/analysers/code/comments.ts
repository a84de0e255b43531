/** Comments and documentation of several lines: what they say is prose, whatever the language. */

const OPENINGS: readonly [string, string][] = [
  ['/*', '*/'],
  ['<!--', '-->'],
  ['"""', '"""'],
  ["'''", "'''"],
  ['{-', '-}'],
  ['--[[', ']]'],
  ['<#', '#>'],
];

/** What ends the comment that the line leaves open, given what would end the one it begins in; '' when none is open. */
export function openComment(line: string, pending: string): string {
  let at = 0;
  let ends = pending;
  for (;;) {
    if (ends !== '') {
      const close = line.indexOf(ends, at);
      if (close === -1) return ends;
      at = close + ends.length;
      ends = '';
    }
    let first = -1;
    for (const [opening, closing] of OPENINGS) {
      const found = line.indexOf(opening, at);
      if (found === -1 || (first !== -1 && found >= first)) continue;
      first = found;
      ends = closing;
    }
    if (first === -1) return '';
    at = first + 2 + (ends === '"""' || ends === "'''" ? 1 : 0);
  }
}
