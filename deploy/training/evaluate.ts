/** Cross-validation by family, calibration on what was held out, and the figures. */
import { ALARM } from '../../services/core/detection/analysers/injection/analyser.ts';
import { Gate } from '../../services/core/detection/analysers/injection/gate.ts';
import { kindShift } from '../../services/core/detection/analysers/injection/kind-shift.ts';
import { combined, type Model, WINDOWS } from '../../services/core/detection/analysers/injection/model.ts';
import { Scorer } from '../../services/core/detection/analysers/injection/scorer.ts';
import { learn } from './learn.ts';
import { Random } from './random.ts';
import type { Sample } from './sample.ts';

export const FOLDS = 5;
/** Share of ordinary texts that may be reported, and of those that are made to look like attacks. */
const FALSE_ALARMS = 0.002;
const NEAR_MISS_ALARMS = 0.1;
/** Share of attacks that raise an alarm that the gate must let through. */
const GATE_RECALL = 0.98;
const PLATT_STEPS = 600;
const PLATT_RATE = 0.3;

/** What a model that never saw the sample's family says of it. */
export interface HeldOut {
  sample: Sample;
  best: Float64Array;
}

export interface Calibration {
  slopes: number[];
  offsets: number[];
  threshold: number;
}

export function crossValidate(
  samples: readonly Sample[],
  seed: number,
  told: (line: string) => void,
): HeldOut[] {
  const foldOf = foldsByFamily(samples, new Random(seed));
  return Array.from({ length: FOLDS }, (_, fold) => {
    const random = new Random(seed + fold + 1);
    const model = learn(
      samples.filter((sample) => foldOf.get(sample.family) !== fold),
      random,
    );
    told(`fold ${fold + 1} of ${FOLDS} learnt`);
    return judge(
      samples.filter((sample) => foldOf.get(sample.family) === fold),
      model,
    );
  }).flat();
}

/** Families in turn, attacks and harmless ones apart, so that every fold has its share of each. */
function foldsByFamily(samples: readonly Sample[], random: Random): Map<string, number> {
  const attacks = new Set(samples.filter(({ attack }) => attack).map(({ family }) => family));
  const harmless = new Set(samples.filter(({ attack }) => !attack).map(({ family }) => family));
  return new Map(
    [attacks, harmless].flatMap((families) =>
      random
        .shuffle([...families].toSorted())
        .map((family, index): [string, number] => [family, index % FOLDS]),
    ),
  );
}

export function judge(samples: readonly Sample[], model: Model): HeldOut[] {
  const scorer = new Scorer(model);
  return samples.flatMap((sample) => {
    const score = scorer.score(sample.text);
    return score === null ? [] : [{ sample, best: score.best }];
  });
}

/**
 * Every size of window is first made as rare among harmless texts as any other, then the whole gets the log-odds that attacks and
 * harmless texts really have at it (Platt), and last the threshold that so few harmless texts pass.
 */
export function calibrate(heldOut: readonly HeldOut[]): Calibration {
  const labels = heldOut.map(({ sample }) => sample.attack);
  const ordinary = heldOut.filter(({ sample }) => !sample.attack && !sample.nearMiss);
  const sizes = WINDOWS.map((_, size) => {
    const { slope } = platt(
      heldOut.map(({ best }) => best[size] as number),
      labels,
    );
    const rare = quantile(
      ordinary.map(({ best }) => best[size] as number),
      1 - FALSE_ALARMS,
    );
    return { slope, offset: -slope * rare };
  });
  const slopes = sizes.map(({ slope }) => slope);
  const offsets = sizes.map(({ offset }) => offset);
  const whole = platt(
    heldOut.map(({ sample, best }) => combined(best, sample.text.length, slopes, offsets)),
    labels,
  );
  const calibrated = {
    slopes: slopes.map((slope) => slope * whole.slope),
    offsets: offsets.map((offset) => offset * whole.slope + whole.offset),
    threshold: 0,
  };
  const highest = (nearMiss: boolean, share: number) =>
    quantile(
      heldOut
        .filter(({ sample }) => !sample.attack && sample.nearMiss === nearMiss)
        .map((one) => logOddsOf(one, calibrated)),
      1 - share,
    );
  return {
    ...calibrated,
    threshold: Math.max(highest(false, FALSE_ALARMS), highest(true, NEAR_MISS_ALARMS)),
  };
}

/** Log-odds as a line through a score: logistic regression of one feature, both classes alike in weight. */
function platt(scores: readonly number[], labels: readonly boolean[]): { slope: number; offset: number } {
  const attacks = labels.filter(Boolean).length;
  let slope = 0.5;
  let offset = 0;
  for (let step = 0; step < PLATT_STEPS; step++) {
    let toSlope = 0;
    let toOffset = 0;
    scores.forEach((score, index) => {
      const isAttack = labels[index] === true;
      const error = 1 / (1 + Math.exp(-(slope * score + offset))) - (isAttack ? 1 : 0);
      const weighed = (error * 0.5) / (isAttack ? attacks : labels.length - attacks);
      toSlope += weighed * score;
      toOffset += weighed;
    });
    slope -= PLATT_RATE * toSlope;
    offset -= PLATT_RATE * toOffset;
  }
  return { slope, offset };
}

export function logOddsOf(
  { sample, best }: HeldOut,
  { slopes, offsets }: Omit<Calibration, 'threshold'>,
): number {
  return combined(best, sample.text.length, slopes, offsets) + kindShift(sample.kind);
}

/** Highest gate that lets nearly all attacks that raise an alarm through. */
export function gateThreshold(samples: readonly Sample[], model: Model): number {
  const scorer = new Scorer(model);
  const gate = new Gate(model.gate);
  const sums = samples
    .filter(({ attack, kind, text }) => {
      if (!attack) return false;
      const score = scorer.score(text);
      return score !== null && score.logOdds + kindShift(kind) >= model.threshold + ALARM;
    })
    .map(({ text }) => gate.highest(text));
  return Math.floor(quantile(sums, 1 - GATE_RECALL));
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length)))] ?? 0;
}
