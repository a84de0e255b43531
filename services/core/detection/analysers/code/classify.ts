/**
 * Which language lines are in: a linear model over their features (features.ts), one class a language and one for what is no code,
 * prose, data and logs alike. The weights are small integers fitted on source files of open-source projects.
 */
import { openComment } from './comments.ts';
import { featuresOf } from './features.ts';
import { lexicon } from './lexicon.ts';
import { languageModel } from './weights.generated.ts';

export interface LanguageModel {
  /** The classes; the last is what is no code. */
  languages: readonly string[];
  /** What one of the model's units is in weights. */
  scale: number;
  /** A line a feature: its name, a tab, then pairs of the class (`A` is the first) and the weight (`N` is 0). */
  weights: string;
}

export interface Guess {
  language: string;
  /** How much likelier than no code at all, in logarithms. */
  margin: number;
  /** The same by language. */
  marginOf(language: string): number;
}

/** More lines change no verdict. */
const MOST_LINES = 40;
const LONGEST_LINE = 400;
/** A feature counts this often and no more. */
const MOST_COUNTS = 3;

const { languages, scale } = languageModel;
const NONE = languages.length - 1;
const weights = readWeights();
const isKnown = (word: string) => lexicon.has(word);

/** Classifies the lines [start, end); null where they hold nothing to go by. */
export function classify(text: string, start: number, end: number): Guess | null {
  const counts = new Map<string, number>();
  const scores = new Float64Array(languages.length);
  let pending = '';
  for (let at = start, lines = 0; at < end && lines < MOST_LINES; ) {
    const found = text.indexOf('\n', at);
    const lineEnd = found === -1 || found > end ? end : found;
    const line = text.slice(at, Math.min(lineEnd, at + LONGEST_LINE));
    at = lineEnd + 1;
    if (line.trim() === '') continue;
    lines++;
    const isInComment = pending !== '';
    pending = openComment(line, pending);
    if (!isInComment)
      for (const feature of featuresOf(line, 0, line.length, isKnown)) count(feature, counts, scores);
  }
  return counts.size === 0 ? null : guessOf(scores, scale * Math.sqrt(counts.size + 4));
}

function count(feature: string, counts: Map<string, number>, scores: Float64Array): void {
  const before = counts.get(feature) ?? 0;
  if (before >= MOST_COUNTS) return;
  counts.set(feature, before + 1);
  const entries = weights.get(feature);
  if (entries === undefined) return;
  for (let index = 0; index < entries.length; index += 2) {
    const language = entries[index] as number;
    scores[language] = (scores[language] as number) + (entries[index + 1] as number);
  }
}

function guessOf(scores: Float64Array, unit: number): Guess {
  const none = scores[NONE] as number;
  let best = 0;
  for (let index = 1; index < NONE; index++)
    if ((scores[index] as number) > (scores[best] as number)) best = index;
  const marginAt = (index: number) => (index < 0 ? -Infinity : ((scores[index] as number) - none) / unit);
  return {
    language: languages[best] as string,
    margin: marginAt(best),
    marginOf: (language) => marginAt(languages.indexOf(language)),
  };
}

function readWeights(): Map<string, Int8Array> {
  return new Map(
    languageModel.weights.split('\n').map((line) => {
      const tab = line.indexOf('\t');
      const codes = line.slice(tab + 1);
      return [
        line.slice(0, tab),
        Int8Array.from(codes, (code, index) => code.charCodeAt(0) - (index % 2 === 0 ? 65 : 78)),
      ];
    }),
  );
}
