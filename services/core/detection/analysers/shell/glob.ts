/** Shell globs `*`, `?` and `[…]` against one name; `*` and `?` do not match a slash. Linear but for the last star. */
export function matchesGlob(glob: string, name: string): boolean {
  if (glob.length > 100) return false;
  let at = 0;
  let read = 0;
  let star = -1;
  let starRead = 0;
  while (read < name.length) {
    const letter = glob.charAt(at);
    if (letter === '*') {
      star = at++;
      starRead = read;
      continue;
    }
    const taken = letter === '' ? 0 : one(glob, at, name.charAt(read));
    if (taken > 0) {
      at += taken;
      read++;
    } else if (star !== -1 && name.charAt(starRead) !== '/') {
      at = star + 1;
      read = ++starRead;
    } else return false;
  }
  while (glob.charAt(at) === '*') at++;
  return at === glob.length;
}

/** How much of the glob matches one letter; 0 if it does not. */
function one(glob: string, at: number, letter: string): number {
  const unit = glob.charAt(at);
  if (unit === '?') return letter === '/' ? 0 : 1;
  if (unit !== '[') return unit === letter ? 1 : 0;
  const close = glob.indexOf(']', at + 2);
  if (close === -1) return letter === '[' ? 1 : 0;
  const set = glob.slice(at + 1, close);
  const isNot = set.startsWith('!') || set.startsWith('^');
  return isIn(isNot ? set.slice(1) : set, letter) === isNot ? 0 : close - at + 1;
}

function isIn(set: string, letter: string): boolean {
  for (let at = 0; at < set.length; at++) {
    if (set.charAt(at + 1) === '-' && at + 2 < set.length) {
      if (letter >= set.charAt(at) && letter <= set.charAt(at + 2)) return true;
      at += 2;
    } else if (set.charAt(at) === letter) return true;
  }
  return false;
}
