/** Brace expansion: what stands between the braces of `{a,b}` or `{1..5}`. */
const RANGE = /^(-?\d{1,4}|[a-z])\.\.(-?\d{1,4}|[a-z])$/i;

/** The items, of a range its ends; null where it is no brace expansion. */
export function alternatives(inside: string): string[] | null {
  const range = RANGE.exec(inside);
  if (range !== null) return [range[1] ?? '', range[2] ?? ''];
  if (!inside.includes(',')) return null;
  const items: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= inside.length; at++) {
    const letter = inside.charAt(at);
    if (letter === '{') depth++;
    else if (letter === '}') depth--;
    else if (letter === '' || (letter === ',' && depth === 0)) {
      items.push(inside.slice(from, at));
      from = at + 1;
    }
  }
  return items.length > 1 ? items : null;
}
