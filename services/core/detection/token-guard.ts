/**
 * Mask tokens (`[EMAIL:abcdefghijklmnop]`) are what masking left behind: no finding touches one. A match that runs over tokens
 * keeps what lies outside them: every piece with a letter or digit if it is to be masked, else the longest.
 */
import { isMaskRelevant } from './overlaps.ts';
import type { Match } from './types.ts';

const TOKEN = /\[[A-Z0-9_]{1,64}:[a-p]{16}\]/g;
const SUBSTANCE = /[\p{L}\p{N}]/u;

interface Piece {
  start: number;
  end: number;
}

export function spareTokens(text: string, matches: readonly Match[]): readonly Match[] {
  const tokens = text.includes('[') ? tokensIn(text) : [];
  if (tokens.length === 0) return matches;
  return matches.flatMap((match) => spare(text, match, tokens));
}

function tokensIn(text: string): Piece[] {
  return [...text.matchAll(TOKEN)].map(({ index, 0: token }) => ({
    start: index,
    end: index + token.length,
  }));
}

function spare(text: string, match: Match, tokens: readonly Piece[]): Match[] {
  const first = firstEndingAfter(tokens, match.start);
  if ((tokens[first]?.start ?? Infinity) >= match.end) return [match];
  const pieces = outside(match, tokens, first).filter((piece) =>
    SUBSTANCE.test(text.slice(piece.start, piece.end)),
  );
  if (isMaskRelevant(match.category)) return pieces.map((piece) => ({ ...match, ...piece }));
  const longest = pieces.reduce<Piece | null>(
    (best, piece) => (best === null || size(piece) > size(best) ? piece : best),
    null,
  );
  return longest === null ? [] : [{ ...match, ...longest }];
}

function size(piece: Piece): number {
  return piece.end - piece.start;
}

function outside(match: Match, tokens: readonly Piece[], first: number): Piece[] {
  const pieces: Piece[] = [];
  let from = match.start;
  for (let index = first; index < tokens.length; index++) {
    const token = tokens[index] as Piece;
    if (token.start >= match.end) break;
    if (token.start > from) pieces.push({ start: from, end: token.start });
    from = token.end;
  }
  if (from < match.end) pieces.push({ start: from, end: match.end });
  return pieces;
}

function firstEndingAfter(tokens: readonly Piece[], offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle] as Piece).end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
