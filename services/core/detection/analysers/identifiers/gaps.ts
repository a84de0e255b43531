/** What stands between a label and its value: markup, and the turn of whoever answers a question, say nothing. */

/** `No.` after a label, which ends no sentence. */
const NUMBER_WORD = /^\W{0,3}(?:no|nr|num|number|nbr|n°|nº)\b\.?/i;
/** A tag, or one that is still open where the value begins: `<input name="f7" value="`. */
const TAG = /<[^<>]{0,160}(?:>|\bvalue ?= ?["']?$)/gi;
/** What begins another row, item or field. */
const NEXT_FIELD = /<(?:tr|dt|li|label|option)\b/i;
/** The rest of a question, or of a request that another speaker answers: `, please?⏎[10:22] Caller: sure, it’s `. */
const ASKED =
  /^[^\n\d?!;]{0,32}(?:[?]["'*_)]{0,3}\s{1,3}|[?.:]{0,3}["'*_)]{0,3} ?\n{1,2}(?=[^\n]{1,48}[:>\]] ))(?:[[(]?\d\d?:\d\d(?::\d\d)?(?: ?[ap]m)?[\])]?[ -]{0,3})?(?:(?:[*_]{0,2}\p{L}[\p{L}\d .'’()_:-]{0,32}?(?:[:>]|(?<=\d)\.)|[[<]\p{L}[^\n\]>]{0,28}[\]>]:?)[*_]{0,2}\s)?(?<answer>[\p{L}'’ ,.:!…-]{0,48})$/iu;
/** Words that an answer begins with before it says anything. */
const FILLERS: ReadonlySet<string> = new Set(
  'a absolutely actually ah am at alright and be but certainly check course err for found give go got have here hi hmm hold i id in is it its ll let like look looking m me mine moment my no nr number of oh ok okay on one please re right s sec second see should so sorry sure tell that thank thanks that thats the then there think this uh uhm um umm wait was well will would yeah yep yes you your ja klar natürlich gerne bitte das die der den dann er es ist ich hab habe lautet meine mein moment nummer sie einen augenblick oui bien sûr le la les c est ce numéro mon ma voici alors sí si claro el lo mi número numero sim claro é o meu minha então sì certo il è allora het mijn dat natuurlijk'.split(
    ' ',
  ),
);

/** The gap as a reader sees it; one space between a question and its answer, a semicolon where another field begins. */
export function gapBetween(text: string, from: number, to: number): string {
  const gap = text.slice(from, to).replace(NUMBER_WORD, '');
  if (gap.includes('<')) return withoutTags(gap);
  if (!gap.includes('\n') && !gap.includes('?')) return gap;
  const answer = ASKED.exec(gap)?.groups?.['answer'];
  return answer !== undefined && isFiller(answer) ? ' ' : gap;
}

function withoutTags(gap: string): string {
  if (NEXT_FIELD.test(gap)) return ';';
  const [first = '', ...rest] = gap.replaceAll(TAG, '<').split('<');
  return rest.every(isFiller) ? first + rest.join('').replaceAll(/\s+/g, ' ') : ';';
}

function isFiller(words: string): boolean {
  return words.split(/[^\p{L}]+/u).every((word) => word === '' || FILLERS.has(word.toLowerCase()));
}
