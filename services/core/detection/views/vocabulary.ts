/** Words that attempts to take a model over are made of: by them a disguise is known, and words written without spaces are parted. */

/** Telling by themselves: hardly a text writes them with digits for letters, or letter by letter, without meaning to hide them. */
const TELLING =
  'bypass commands confidential credentials developer directive directives disregard filter filters forget guardrails guidelines hidden ignore ignored ignoring instruction instructions jailbreak limitations malicious override password passwords pretend previous prior programming prompt prompts protocols restrictions reveal roleplay rules safeguards safety secret secrets system uncensored unfiltered unrestricted';
const OTHER =
  'a about above act admin ai all and answer any anything are as assistant be been before begin behave can constraints content contents context conversation data delete display do does down earlier email end enable enter entire ethical everything execute existing exactly file files first follow following for free from full further give given go have hello help how human i if in initial instead into is it its key keys last let limits longer me message messages mode model moral must my never new no not now obey of on only or original output over past please policies policy print provide repeat reply respond response run same say send settings show speak start started stop tell text that the their them then there these this those to token tokens told translate unlimited until up use user using verbatim want was were what whatever when which who will with without word words write you your yourself';

export const tellingWords: readonly string[] = TELLING.split(' ');
const telling: ReadonlySet<string> = new Set(tellingWords);
const words: ReadonlySet<string> = new Set([...telling, ...OTHER.split(' ')]);
/** By their first two letters (or the only one), the longest first. */
const byHead = Map.groupBy(
  [...words].toSorted((a, b) => b.length - a.length),
  (word) => word.slice(0, 2),
);

export function isTelling(word: string): boolean {
  return telling.has(word.toLowerCase());
}

export function isKnownWord(word: string): boolean {
  return words.has(word.toLowerCase());
}

/** Parts letters written without spaces into known words, the longest first; what is known by none stays in one piece. */
export function partWords(letters: string): string[] {
  const lower = letters.toLowerCase();
  const parts: string[] = [];
  let known = 0;
  for (let at = 0; at < letters.length; ) {
    const length = knownAt(lower, at);
    if (length > 0) {
      if (at > known) parts.push(letters.slice(known, at));
      parts.push(letters.slice(at, at + length));
      known = at + length;
    }
    at += Math.max(1, length);
  }
  return known === letters.length ? parts : [...parts, letters.slice(known)];
}

/** The length of the longest known word at `at`; 0 where there is none. */
function knownAt(letters: string, at: number): number {
  const list = byHead.get(letters.slice(at, at + 2));
  const word = list?.find((one) => letters.startsWith(one, at));
  return word?.length ?? (words.has(letters.charAt(at)) ? 1 : 0);
}
