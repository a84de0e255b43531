/** Sets of topics, as bits: most of what is asked about a number is whether two of them have one in common. */
import { lexicon, type Topic } from './lexicon.ts';

const NAMES = Object.keys(lexicon) as readonly Topic[];

export class Topics {
  /** In the order they were given, each once. */
  readonly names: readonly Topic[];
  /** One bit for each name of the lexicon, 32 a word. */
  readonly #first: number;
  readonly #second: number;
  readonly #third: number;
  readonly #fourth: number;

  private constructor(names: readonly Topic[]) {
    this.names = names;
    const bits = new Int32Array(4);
    for (const name of names) {
      const place = NAMES.indexOf(name);
      if (place >= 32 * bits.length) throw new RangeError('The lexicon has more topics than a set has bits.');
      bits[place >> 5] = (bits[place >> 5] as number) | (1 << (place & 31));
    }
    [this.#first = 0, this.#second = 0, this.#third = 0, this.#fourth = 0] = bits;
  }

  static of(names: Iterable<Topic>): Topics {
    return new Topics([...new Set(names)]);
  }

  shares(other: Topics): boolean {
    const low = (this.#first & other.#first) | (this.#second & other.#second);
    return (low | (this.#third & other.#third) | (this.#fourth & other.#fourth)) !== 0;
  }

  /** The first of these that the other has, too. */
  common(other: Topics): Topic | undefined {
    return this.shares(other) ? this.names.find((name) => other.names.includes(name)) : undefined;
  }
}
