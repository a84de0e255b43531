/** Tells long texts that nobody wrote (binary data read as text) from those that may hold words. */

/** Shorter texts cost little whatever they hold. */
const LONG = 65_536;
const LOOKS = 4096;
/** Of the units looked at, in percent: what no language is written with. */
const MOST_ODD = 8;

export function isNoise(text: string): boolean {
  if (text.length < LONG) return false;
  const step = Math.floor(text.length / LOOKS);
  let odd = 0;
  for (let look = 0; look < LOOKS; look++) if (isOdd(text, look * step)) odd += 1;
  return odd * 100 > LOOKS * MOST_ODD;
}

/** Controls but white space, private use, halves of a surrogate pair alone, the replacement character and what comes after. */
function isOdd(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit < 0x20) return unit !== 0x09 && unit !== 0x0a && unit !== 0x0d;
  if (unit < 0x7f) return false;
  if (unit < 0xa0) return true;
  if (unit < 0xd800) return false;
  if (unit < 0xdc00) return !isBetween(text.charCodeAt(at + 1), 0xdc00, 0xdfff);
  if (unit < 0xe000) return !isBetween(text.charCodeAt(at - 1), 0xd800, 0xdbff);
  return unit < 0xf900 || unit >= 0xfff0;
}

/** False for NaN, what stands beyond an end. */
function isBetween(unit: number, least: number, most: number): boolean {
  return unit >= least && unit <= most;
}
