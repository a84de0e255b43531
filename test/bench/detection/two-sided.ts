/** A part with attacks on one side and ordinary texts on the other, all of them different. */
import { type Seeded, seeded } from '../seeded.ts';
import type { Part, Sample } from './exam.ts';
import { distinct } from './injection-grammar.ts';

type Side = [count: number, make: (index: number, random: Seeded) => Sample];

/** The attacks are drawn first, both sides from one seed: another order is another exam. */
export function twoSided(name: Part['name'], seed: number, attacks: Side, clean: Side): Part {
  const random = seeded(seed);
  const samplesOf = ([count, make]: Side) =>
    distinct(
      count,
      (index) => make(index, random),
      ({ text }) => text,
    );
  return { name, samples: [...samplesOf(attacks), ...samplesOf(clean)] };
}
