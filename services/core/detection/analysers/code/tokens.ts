/**
 * The tokens of code, as numbers: words of the lexicon, signs, and what stands for all the rest (`x` and `X` for names, `0` for numbers, a
 * quote for a string). No text is cut out: a word is known by its hash while it is read.
 */
import { lexicon } from './lexicon.ts';

/** Signs of more than one unit, the longest first. */
const LONG_SIGNS =
  '<=> === !== ... ..= ..< ?-> |=> <%= %>% <$> <*> >>= => -> :: := <- |> || && ++ -- ** .. ?. ?? != == <= >= =~ !~ ~= /= <> << >> += -= *= ${ $( #{ @{ %{ @( {{ }} {% %} <? ?> </ /> [[ ]] ;; ?= #! \\('.split(
    ' ',
  );
/** What begins a comment or documentation that may run over lines, and what ends it. */
export const BLOCKS: readonly (readonly [opening: string, closing: string])[] = [
  ['<!--', '-->'],
  ['--[[', ']]'],
  ['"""', '"""'],
  ["'''", "'''"],
  ['/*', '*/'],
  ['{-', '-}'],
  ['<#', '#>'],
];
/** Signs that a name is written right behind. */
export const SIGILS = ['$', '@', '#', '%', '.', ':', '&', '-', '--', '</', '<', '!'];
const PUNCTUATION = [...'!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'];
const COMMENTS = ['//c', '#c', '--c', ';c', '%c', '*c'];
const STRINGS = ['f"', 'F"', 'r"', 'R"', 'b"', 'u"', 's"', '@"', '$"', '"?', "'?", '`?'];

export const HASH_SEED = 0x811c9dc5;

/** Every token by its number. */
export const tokenNames: readonly string[] = [
  ...new Set([
    'x',
    'X',
    '0',
    'px',
    ...PUNCTUATION,
    ...LONG_SIGNS,
    ...BLOCKS.map(([opening]) => opening),
    ...COMMENTS,
    ...STRINGS,
    ...SIGILS.map((sigil) => `${sigil}x`),
    ...lexicon,
  ]),
];
const numbers = new Map(tokenNames.map((name, number) => [name, number]));
const byHash = new Map(tokenNames.map((name, number) => [hashOf(name), number]));

export function tokenOf(name: string): number {
  return numbers.get(name) ?? -1;
}

/** FNV-1a, a unit at a time. */
export function addToHash(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

export function hashOf(text: string): number {
  let hash = HASH_SEED;
  for (let at = 0; at < text.length; at++) hash = addToHash(hash, text.charCodeAt(at));
  return hash;
}

/** The token with that hash, or -1. */
export function tokenWithHash(hash: number): number {
  return byHash.get(hash) ?? -1;
}

const longSigns: readonly (readonly string[])[] = Array.from({ length: 128 }, (_, unit) =>
  LONG_SIGNS.filter((sign) => sign.charCodeAt(0) === unit),
);

/** The longest sign that stands here. */
export function signAt(text: string, at: number): string {
  const unit = text.charCodeAt(at);
  for (const sign of longSigns[unit] ?? []) if (text.startsWith(sign, at)) return sign;
  return text.charAt(at);
}
