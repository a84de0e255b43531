/**
 * What a line looks like before anybody knows its language: a look at its signs and at its first word, in a few nanoseconds for ten
 * units. Prose must be told at once; a line that only might be code costs no more than one that is.
 */

export type Look = 'blank' | 'prose' | 'neutral' | 'code' | 'fence';

/** A paragraph shows what it is in its first units. */
const LOOKED_AT = 240;
const LONG_LINE = 160;

const SPACE = 1;
const LETTER = 2;
const SIGN = 3;
const OTHER = 4;
const kinds = new Uint8Array(128).fill(OTHER);
for (let unit = 0; unit < 128; unit++) {
  const letter = String.fromCharCode(unit);
  if (/\s/.test(letter)) kinds[unit] = SPACE;
  else if (/[A-Za-z0-9]/.test(letter)) kinds[unit] = LETTER;
  else if ('{}()[];=<>+*/\\|&^%$#@~_"`'.includes(letter)) kinds[unit] = SIGN;
}
/** How code lines end, of which prose lines rarely do. */
const ENDINGS: ReadonlySet<string> = new Set([
  '{',
  '}',
  ';',
  '(',
  ')',
  '[',
  ']',
  ',',
  ':',
  '\\',
  '>',
  '|',
  '=',
  '"',
  "'",
]);
/** Words that begin lines of code, with a sign or without. */
const STARTERS: ReadonlySet<string> = new Set(
  `def class import from return if elif else for while try except finally with raise assert yield pass break continue global lambda
  function const let var export async await switch case default throw new do end then fi done esac elsif unless until begin rescue
  ensure module require include puts print echo local public private protected static final void int char float double long bool
  string struct enum union typedef extern using namespace package func type defer go chan select fn pub impl use mod trait match
  mut unsafe val fun object override sealed data interface abstract extends implements protocol extension guard init deinit
  SELECT FROM WHERE INSERT UPDATE DELETE CREATE ALTER DROP JOIN LEFT INNER GROUP ORDER HAVING LIMIT VALUES SET AND OR ON BEGIN END
  COMMIT UNION WITH GRANT DECLARE RETURNS RUN COPY WORKDIR CMD ENTRYPOINT EXPOSE ENV ARG USER LABEL ADD VOLUME
  select insert update delete create alter drop my our sub defmodule defp alias where instance deriving newtype foreach param
  mov push pop call ret jmp cmp je jne jz jnz lea add sub xor inc dec mul div and or shl shr test int syscall section db dw dd ldr str bl
  resource variable provider output locals terraform source cd mkdir rm cp mv ls cat git npm npx yarn pip pip3 sudo apt apt-get docker
  kubectl curl wget chmod chown export unset set read shift exit make cargo python python3 node brew helm library suppressWarnings
  struct mutable using quote macro elseif otherwise repeat nil it describe context describe expect`.split(
    /\s+/,
  ),
);
/** Starters that stand alone. */
const ALONE =
  /^(?:else|end|do|then|fi|done|esac|begin|try|pass|break|continue|return|default|ensure|finally|repeat|ret|BEGIN|END|COMMIT|nop|hlt|cli|sti|leave)$/;
const SHELL =
  /^(?:cd|mkdir|rm|cp|mv|ls|git|npm|npx|yarn|pip3?|sudo|apt(?:-get)?|docker|kubectl|curl|wget|chmod|chown|make|cargo|python3?|node|brew|helm|echo|export|import|from|package|use|using|module|require|include|library|source|mov|push|pop|call|jmp|int|RUN|FROM|COPY|WORKDIR|CMD|EXPOSE|ENV|USER|SELECT|WHERE|SET|JOIN|ORDER|GROUP|LIMIT|AND|OR|open|alias|local|return|raise|throw|elif|fn|fun|func|def|val|var|let|const)$/;
const COMMENT = /^(?:#|\/\/|\/\*|\*|--|%|;|"""|'''|<!--)/;

export function lookOf(text: string, start: number, end: number): Look {
  let at = start;
  while (at < end && kindAt(text, at) === SPACE) at++;
  if (at >= end) return 'blank';
  const first = text.charCodeAt(at);
  if ((first === 96 || first === 126) && at - start < 4 && isFence(text, at, first)) return 'fence';
  if (first === 34 && isMember(text, at, end)) return 'prose';
  const stop = Math.min(end, at + LOOKED_AT);
  let signs = 0;
  let letters = 0;
  let spaces = 0;
  for (let index = at; index < stop; index++) {
    const kind = kindAt(text, index);
    if (kind === SIGN) signs++;
    else if (kind === LETTER) letters++;
    else if (kind === SPACE) spaces++;
  }
  if (letters === 0) return 'neutral';
  const solid = stop - at - spaces;
  if (signs * 8 >= solid && signs > 1) return 'code';
  if (stop - at > LONG_LINE) return signs * 12 >= solid ? 'code' : 'prose';
  if (signs > 0 && COMMENT.test(text.slice(at, at + 4))) return 'neutral';
  if (beginsLikeCode(text, at, end, signs)) return 'code';
  const isIndented = at - start > 1 || text.charCodeAt(start) === 9;
  if (isIndented && (signs > 0 || text.charCodeAt(end - 1) === 44)) return 'code';
  return signs > 0 && endsLikeCode(text, end) && spaces < 8 ? 'code' : 'prose';
}

function kindAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit < 128 ? (kinds[unit] as number) : OTHER;
}

function isFence(text: string, at: number, unit: number): boolean {
  return text.charCodeAt(at + 1) === unit && text.charCodeAt(at + 2) === unit;
}

/** `"name":` of JSON, short as names are. */
function isMember(text: string, at: number, end: number): boolean {
  const last = Math.min(end, at + 48);
  for (let to = at + 1; to < last; to++)
    if (text.charCodeAt(to) === 34) return text.charCodeAt(to + 1) === 58;
  return false;
}

function beginsLikeCode(text: string, at: number, end: number, signs: number): boolean {
  if (isCapitalised(text, at)) return false;
  let to = at;
  while (
    to < end &&
    to - at < 18 &&
    (kindAt(text, to) === LETTER || text.charCodeAt(to) === 45 || text.charCodeAt(to) === 95)
  )
    to++;
  const word = text.slice(at, to);
  if (!STARTERS.has(word)) return false;
  const last = text.charAt(end - 1);
  if (to >= end || text.slice(to, end).trim() === '') return ALONE.test(word);
  if (last === '.' || last === '?' || last === '!') return signs > 2;
  return signs > 0 || last === ',' || SHELL.test(word) || (word.length > 2 && word === word.toUpperCase());
}

/** As sentences begin, and no keyword does. */
function isCapitalised(text: string, at: number): boolean {
  const first = text.charCodeAt(at);
  return first >= 65 && first <= 90 && text.charCodeAt(at + 1) >= 97;
}

function endsLikeCode(text: string, end: number): boolean {
  let last = end - 1;
  while (kindAt(text, last) === SPACE) last--;
  return ENDINGS.has(text.charAt(last));
}
