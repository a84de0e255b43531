/** The linear model by which languages are told, as it is kept in a file and as it runs: weights in typed arrays, found by probing. */
import { featureNamed } from './features.ts';

export interface LanguageModel {
  /** The classes; the last is what is no code. */
  languages: readonly string[];
  /** What one of the model's units is in weights. */
  scale: number;
  /** A line a feature: its name, a tab, then pairs of the class (`A` is the first) and the weight (`N` is 0). */
  weights: string;
}

export interface Model {
  languages: readonly string[];
  scale: number;
  /** How many features it weighs. */
  size: number;
  /** By feature: where its weights begin; one more than there are features. */
  starts: Uint32Array;
  classes: Uint8Array;
  values: Int8Array;
  /** A feature's index, or -1. */
  indexOf(feature: number): number;
}

export function readModel({ languages, scale, weights }: LanguageModel): Model {
  const entries = weights.split('\n').map((line): [number, string] => {
    const tab = line.indexOf('\t');
    return [featureNamed(line.slice(0, tab)), line.slice(tab + 1)];
  });
  const starts = new Uint32Array(entries.length + 1);
  entries.forEach(([, codes], index) => {
    starts[index + 1] = (starts[index] as number) + codes.length / 2;
  });
  const all = entries.map(([, codes]) => codes).join('');
  return {
    languages,
    scale,
    size: entries.length,
    starts,
    classes: Uint8Array.from({ length: all.length / 2 }, (_, at) => all.charCodeAt(2 * at) - 65),
    values: Int8Array.from({ length: all.length / 2 }, (_, at) => all.charCodeAt(2 * at + 1) - 78),
    indexOf: probe(entries.map(([feature]) => feature)),
  };
}

/** Open addressing over a table at most half full. */
function probe(features: readonly number[]): (feature: number) => number {
  const size = 2 ** Math.ceil(Math.log2(2 * features.length + 2));
  const mask = size - 1;
  const keys = new Int32Array(size).fill(-1);
  const indices = new Int32Array(size);
  const slotOf = (feature: number) => {
    let slot = (Math.imul(feature, 0x9e3779b1) >>> 12) & mask;
    while (keys[slot] !== -1 && keys[slot] !== feature) slot = (slot + 1) & mask;
    return slot;
  };
  features.forEach((feature, index) => {
    const slot = slotOf(feature);
    keys[slot] = feature;
    indices[slot] = index;
  });
  return (feature) => {
    const slot = slotOf(feature);
    return keys[slot] === -1 ? -1 : (indices[slot] as number);
  };
}
