/** What training leaves: weights of hashed features in eight bits, a gate before them, and how windows become a probability. */
import { BUCKETS } from './features.ts';
import { GATE_BUCKETS } from './gate.ts';

/** Tokens in a window: a sentence, a few, a paragraph, a page. */
export const WINDOWS = [12, 32, 96, 320] as const;
/** Code units of a text that counts as one chance; longer ones must say more. */
const PAGE = 600;
/** Neighbouring windows share words: so many pages are fewer chances than pages. */
const RARER = 0.9;
/** Keeps a window of a few words from being all noise. */
const SHRINK = 4;

/** As the training program writes it: numbers, and the bytes in base64. */
export interface ModelData {
  wordScale: number;
  letterScale: number;
  bias: number;
  /** Lowest sum of the gate's weights, over the best of its windows, that is looked at any further. */
  gateThreshold: number;
  /** By size of window: what makes log-odds of its sum. */
  slopes: readonly number[];
  offsets: readonly number[];
  /** Log-odds from which on a text is reported. */
  threshold: number;
  /** First 16 hex digits of a SHA-256 over the weights. */
  digest: string;
  weights: string;
  gate: string;
}

export interface Model extends Omit<ModelData, 'weights' | 'gate'> {
  weights: Int8Array;
  gate: Int8Array;
}

export function decodeModel(data: ModelData): Model {
  return { ...data, weights: bytesOf(data.weights, BUCKETS), gate: bytesOf(data.gate, GATE_BUCKETS) };
}

/** What a window's sum is divided by: evidence adds up like a walk's steps, not like a count. */
export function windowNorm(tokens: number): number {
  return Math.sqrt(tokens + SHRINK);
}

/** Log-odds of a text: the most telling of its best windows decides, so that neither a lone sentence nor a whole page is missed. */
export function combined(
  best: ArrayLike<number>,
  units: number,
  slopes: readonly number[],
  offsets: readonly number[],
): number {
  let highest = Number.NEGATIVE_INFINITY;
  for (let size = 0; size < WINDOWS.length; size++)
    highest = Math.max(
      highest,
      (slopes[size] as number) * (best[size] as number) + (offsets[size] as number),
    );
  return highest - chances(units);
}

/** The best of many windows is high by chance: what holds for one must hold for that many times less likely. */
function chances(units: number): number {
  return RARER * Math.log(Math.max(1, units / PAGE));
}

function bytesOf(base64: string, length: number): Int8Array {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length !== length) throw new RangeError('the weights do not fit the features');
  return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
