/** Which program a word names: its folder taken off, unset variables within it empty, a glob for what it stands for. */
import { baseName } from './command.ts';
import { matchesGlob } from './glob.ts';

/** What a glob for a program is held against: `/???/?m`. */
const PROGRAMS =
  'rm cat nc bash sh curl wget dd chmod chown python python3 perl base64 cp mv find xxd kill ncat sudo tar ruby'.split(
    ' ',
  );

const PLAIN = /^[\w-]+$/;

/** A variable that nobody set, in the middle of a word: `r${x}m` is rm. */
const HOLLOW = /[a-z](?:\uE001[^\uE002]*\uE002)+[a-z]/i;
const HOLLOWS = /(?<=[a-z])(?:\uE001[^\uE002]*\uE002)+(?=[a-z])/gi;

export function nameOf(word: string): string {
  if (PLAIN.test(word)) return word;
  const name = baseName(HOLLOW.test(word) ? word.replaceAll(HOLLOWS, '') : word);
  if (!/[?*[]/.test(name)) return name;
  return PROGRAMS.find((program) => matchesGlob(name, program)) ?? name;
}
