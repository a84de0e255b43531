/**
 * What a line of code shows of its language: words that languages reserve, the signs between them, which stand first, which last.
 * Names that no language knows read as `x` or `X`, numbers as `0`, strings as `"`, and what comments say is not read at all: a feature
 * is one of these, the first of a line (`^`), two neighbours, or the last (`$`).
 */

const WORD = 1;
const DIGIT = 2;
const SPACE = 3;
const classes = new Uint8Array(128);
for (let unit = 0; unit < 128; unit++) {
  const letter = String.fromCharCode(unit);
  if (/[A-Za-z_]/.test(letter)) classes[unit] = WORD;
  else if (/\d/.test(letter)) classes[unit] = DIGIT;
  else if (/\s/.test(letter)) classes[unit] = SPACE;
}
/** Signs of more than one unit, the longest first. */
const SIGNS =
  '<=> === !== ... ..= ..< ?-> |=> <%= <!-- %>% <$> <*> >>= """ => -> :: := <- |> || && ++ -- ** .. ?. ?? != == <= >= =~ !~ ~= /= <> << >> += -= *= ${ $( #{ @{ %{ @( {{ }} {% %} <? ?> </ /> // /* */ [[ ]] ;; ?= #! =\' \\('.split(
    ' ',
  );
const signsByUnit = new Map<string, readonly string[]>(
  [...new Set(SIGNS.map((sign) => sign.charAt(0)))].map((unit) => [
    unit,
    SIGNS.filter((sign) => sign.startsWith(unit)),
  ]),
);
/** Signs that a name is written right behind. */
const SIGILS: ReadonlySet<string> = new Set(['$', '@', '#', '%', '.', ':', '&', '-', '--', '</', '<', '!']);
const MOST_TOKENS = 40;

/** The features of the line [start, end), some of them more than once. */
export function featuresOf(
  text: string,
  start: number,
  end: number,
  isKnown: (word: string) => boolean,
): string[] {
  const tokens = tokensOf(text, start, end, isKnown);
  const features: string[] = [];
  tokens.forEach((token, index) => {
    if (token !== 'x' && token !== 'X') features.push(token);
    features.push(index === 0 ? `^${token}` : `${tokens[index - 1]} ${token}`);
  });
  if (tokens.length > 1) features.push(`^${tokens[0]} ${tokens[1]}`, `${tokens.at(-1)}$`);
  return features;
}

function tokensOf(text: string, start: number, end: number, isKnown: (word: string) => boolean): string[] {
  const tokens: string[] = [];
  let at = start;
  while (at < end && tokens.length < MOST_TOKENS) {
    const kind = classOf(text, at);
    if (kind === SPACE) at++;
    else if (kind === WORD) at = readWord(text, at, end, '', tokens, isKnown);
    else if (kind === DIGIT) at = readNumber(text, at, end, tokens);
    else at = readSign(text, at, start, end, tokens, isKnown);
  }
  return tokens;
}

function classOf(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit < 128 ? (classes[unit] as number) : WORD;
}

function wordEnd(text: string, at: number, end: number): number {
  let to = at;
  while (to < end && (classOf(text, to) === WORD || classOf(text, to) === DIGIT)) to++;
  return to;
}

function readWord(
  text: string,
  at: number,
  end: number,
  sigil: string,
  tokens: string[],
  isKnown: (word: string) => boolean,
): number {
  let to = wordEnd(text, at, end);
  const mark = text.charAt(to);
  if ((mark === '!' || mark === '?') && text.charAt(to + 1) === '(') to++;
  const word = text.slice(at, to);
  if (sigil !== '') tokens.push(isKnown(sigil + word) ? sigil + word : `${sigil}x`);
  else if (isKnown(word)) tokens.push(word);
  else tokens.push(word.charCodeAt(0) < 97 ? 'X' : 'x');
  return to;
}

function readNumber(text: string, at: number, end: number, tokens: string[]): number {
  let to = wordEnd(text, at, end);
  const unit = text.slice(at, to).replace(/^\d+/, '');
  if (text.charAt(to) === '.' && classOf(text, to + 1) === DIGIT) to = wordEnd(text, to + 1, end);
  tokens.push('0');
  if (/^(?:px|rem|em|vh|vw)$/.test(unit)) tokens.push('px');
  return to;
}

function readSign(
  text: string,
  at: number,
  start: number,
  end: number,
  tokens: string[],
  isKnown: (word: string) => boolean,
): number {
  const unit = text.charAt(at);
  const sign = signsByUnit.get(unit)?.find((one) => text.startsWith(one, at)) ?? unit;
  const comment = commentEnd(text, at, end, sign, tokens.length === 0);
  if (comment >= 0) {
    tokens.push(`${sign}c`);
    return comment;
  }
  if (sign === '"' || sign === "'" || sign === '`') return readString(text, at, end, unit, tokens);
  const next = at + sign.length;
  const isFree = at === start || !/[\w)\]]/.test(text.charAt(at - 1));
  if (
    SIGILS.has(sign) &&
    classOf(text, next) === WORD &&
    next < end &&
    (isFree || sign === '$' || sign.startsWith('<'))
  )
    return readWord(text, next, end, sign, tokens, isKnown);
  tokens.push(sign);
  return next;
}

/** Where a comment that begins here ends, or -1. */
function commentEnd(text: string, at: number, end: number, sign: string, isFirst: boolean): number {
  const after = text.charCodeAt(at + sign.length);
  const isSpaced = after === 32 || at + sign.length >= end;
  if (sign === '//' && text.charCodeAt(at - 1) !== 58) return end;
  if (sign === '/*' || sign === '<!--') {
    const close = text.indexOf(sign === '/*' ? '*/' : '-->', at);
    return close === -1 || close > end ? end : close + 2;
  }
  if ((sign === '#' || sign === '--') && isSpaced) return end;
  if (isFirst && isSpaced && (sign === ';' || sign === '%' || sign === '*')) return end;
  return -1;
}

/** A string up to its end; a quote that nothing on the line ends is a sign of its own. */
function readString(text: string, at: number, end: number, quote: string, tokens: string[]): number {
  for (let to = at + 1; to < end; to++) {
    const unit = text.charAt(to);
    if (unit === '\\') to++;
    else if (unit === quote) {
      const last = tokens.at(-1);
      const isPrefixed =
        (last === 'x' || last === 'X' || last === '@' || last === '$') &&
        /[fFrRbus@$]/.test(text.charAt(at - 1));
      if (isPrefixed) tokens[tokens.length - 1] = `${text.charAt(at - 1)}"`;
      else tokens.push(quote === '"' ? '"' : quote);
      return to + 1;
    }
  }
  tokens.push(`${quote}?`);
  return at + 1;
}
