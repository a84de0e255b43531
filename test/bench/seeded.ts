/** Random numbers that are the same in every run: what is compared gets the same load. */
export interface Seeded {
  /** Uniform in [0, 1). */
  next(): number;
  /** A whole number in [least, most]. */
  whole(least: number, most: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  hex(digits: number): string;
}

/** mulberry32 (public domain, Tommy Ettinger). */
export function seeded(seed: number): Seeded {
  let state = seed >>> 0;
  return { next, whole, chance: (probability) => next() < probability, pick, hex };

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  function whole(least: number, most: number): number {
    return least + Math.floor(next() * (most - least + 1));
  }

  function pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(next() * items.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }

  function hex(digits: number): string {
    let text = '';
    while (text.length < digits)
      text += Math.floor(next() * 2 ** 32)
        .toString(16)
        .padStart(8, '0');
    return text.slice(0, digits);
  }
}
