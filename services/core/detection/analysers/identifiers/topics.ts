/** Sets of topics, as bits: most of what is asked about a number is whether two of them have one in common. */
import { lexicon, type Topic } from './lexicon.ts';

const NAMES = Object.keys(lexicon) as readonly Topic[];
const WORD = 32;

/** A set that grows. */
export class TopicUnion {
  /** One bit for each topic of the lexicon. */
  #first = 0;
  #second = 0;
  #third = 0;
  #fourth = 0;

  clear(): void {
    this.#first = this.#second = this.#third = this.#fourth = 0;
  }

  add(other: TopicUnion): void {
    this.#first |= other.#first;
    this.#second |= other.#second;
    this.#third |= other.#third;
    this.#fourth |= other.#fourth;
  }

  addNamed(name: Topic): void {
    const place = NAMES.indexOf(name);
    const bit = 1 << (place % WORD);
    if (place < WORD) this.#first |= bit;
    else if (place < 2 * WORD) this.#second |= bit;
    else if (place < 3 * WORD) this.#third |= bit;
    else if (place < 4 * WORD) this.#fourth |= bit;
    else throw new RangeError('The lexicon has more topics than a set has bits.');
  }

  shares(other: TopicUnion): boolean {
    const low = (this.#first & other.#first) | (this.#second & other.#second);
    return (low | (this.#third & other.#third) | (this.#fourth & other.#fourth)) !== 0;
  }
}

/** A set that stays as it was given. */
export class Topics {
  /** In the order they were given, each once. */
  readonly names: readonly Topic[];
  readonly bits = new TopicUnion();

  private constructor(names: readonly Topic[]) {
    this.names = names;
    for (const name of names) this.bits.addNamed(name);
  }

  static of(names: Iterable<Topic>): Topics {
    return new Topics([...new Set(names)]);
  }

  shares(other: Topics): boolean {
    return this.bits.shares(other.bits);
  }

  /** The first of these that the other has, too. */
  common(other: Topics): Topic | undefined {
    return this.shares(other) ? this.names.find((name) => other.names.includes(name)) : undefined;
  }
}
