/**
 * Which language lines are in: a linear model over their features (features.ts), one class a language and one for what is no code,
 * prose, data and logs alike. The weights are small integers fitted on source files of open-source projects.
 */
import { eachFeature } from './features.ts';
import { type Model, readModel } from './model.ts';
import { LineReader } from './reader.ts';
import { languageModel } from './weights.generated.ts';

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
/** After so many lines a clear verdict stands. */
const ENOUGH_LINES = 8;
const CLEAR_MARGIN = 5;
/** A feature counts this often and no more. */
const MOST_COUNTS = 3;

let shared: Classifier | undefined;

/** Classifies the lines [start, end); null where they hold nothing to go by. */
export function classify(text: string, start: number, end: number): Guess | null {
  shared ??= new Classifier(readModel(languageModel));
  return shared.classify(text, start, end);
}

/** Its arrays are used again for every text; nothing of a text stays in them. */
class Classifier {
  readonly #model: Model;
  readonly #reader = new LineReader();
  readonly #counts: Uint8Array;
  readonly #seen: number[] = [];
  readonly #scores: Int32Array;
  readonly #count = (feature: number) => this.#add(feature);
  #unknown = 0;

  constructor(model: Model) {
    this.#model = model;
    this.#counts = new Uint8Array(model.size);
    this.#scores = new Int32Array(model.languages.length);
  }

  classify(text: string, start: number, end: number): Guess | null {
    this.#scores.fill(0);
    this.#unknown = 0;
    this.#reader.restart();
    for (let at = start, lines = 0; at < end && lines < MOST_LINES; ) {
      const found = text.indexOf('\n', at);
      const lineEnd = found === -1 || found > end ? end : found;
      const tokens = this.#reader.read(text, at, Math.min(lineEnd, at + LONGEST_LINE));
      at = lineEnd + 1;
      if (tokens === 0) continue;
      lines++;
      eachFeature(this.#reader.tokens, tokens, this.#count);
      if (lines === ENOUGH_LINES && Math.abs(this.#guess().margin) > CLEAR_MARGIN) break;
    }
    const guess = this.#seen.length + this.#unknown === 0 ? null : this.#guess();
    for (const index of this.#seen) this.#counts[index] = 0;
    this.#seen.length = 0;
    return guess;
  }

  #guess(): Guess {
    const { languages, scale } = this.#model;
    return guessOf(languages, this.#scores.slice(), scale * Math.sqrt(this.#seen.length + this.#unknown + 4));
  }

  #add(feature: number): void {
    const index = this.#model.indexOf(feature);
    if (index < 0) {
      this.#unknown++;
      return;
    }
    const before = this.#counts[index] as number;
    if (before >= MOST_COUNTS) return;
    if (before === 0) this.#seen.push(index);
    this.#counts[index] = before + 1;
    const { starts, classes, values } = this.#model;
    const last = starts[index + 1] as number;
    for (let at = starts[index] as number; at < last; at++) {
      const language = classes[at] as number;
      this.#scores[language] = (this.#scores[language] as number) + (values[at] as number);
    }
  }
}

function guessOf(languages: readonly string[], scores: Int32Array, unit: number): Guess {
  const none = scores[scores.length - 1] as number;
  let best = 0;
  for (let index = 1; index < scores.length - 1; index++)
    if ((scores[index] as number) > (scores[best] as number)) best = index;
  const margin = ((scores[best] as number) - none) / unit;
  return { language: languages[best] as string, margin, marginOf };

  function marginOf(language: string): number {
    const index = languages.indexOf(language);
    return index < 0 ? -Infinity : ((scores[index] as number) - none) / unit;
  }
}
