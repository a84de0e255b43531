/**
 * Fits the weights by which code is told from prose and one language from another: `npm run train:languages -- --texts <file>`. The
 * file of texts is no part of this repository: one JSON object a line with "text" (some lines of a source file, or of prose and data),
 * "lang" (the language, or "none") and "source" (the project it is from). What only one project writes is left out.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { eachFeature, featureName } from '../services/core/detection/analysers/code/features.ts';
import { LineReader } from '../services/core/detection/analysers/code/reader.ts';
import { Random } from './training/random.ts';

const TARGET = join(import.meta.dirname, '../services/core/detection/analysers/code/weights.generated.ts');
const SEED = 20_260_102;
const NONE = 'none';
const MOST_LINES = 40;
const MOST_COUNTS = 3;
const LEAST_TEXTS = 20;
const EPOCHS = 25;
const RATE = 0.15;
/** L1: small weights become nothing. */
const SHRINKAGE = 0.0015;
const DROPPED = 0.25;
const SCALE = 1.6;
const MOST_WEIGHT = 9;

interface Sample {
  lang: string;
  source: string;
  counts: Map<string, number>;
}
interface Row {
  lang: number;
  features: readonly (readonly [feature: number, count: number])[];
}

const { values } = parseArgs({ options: { texts: { type: 'string' } } });
if (values.texts === undefined || !existsSync(values.texts)) {
  process.stderr.write(
    'The texts are missing: npm run train:languages -- --texts <file>, one JSON object a line with "text", "lang" and "source".\n',
  );
  process.exit(2);
}
train(values.texts);

function train(file: string): void {
  const samples = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => sampleOf(JSON.parse(line)));
  const languages = [...new Set(samples.map(({ lang }) => lang))].filter((lang) => lang !== NONE).toSorted();
  languages.push(NONE);
  const names = sharedFeatures(samples);
  const index = new Map(names.map((name, at) => [name, at]));
  const rows = samples.map(({ lang, counts }) => ({
    lang: languages.indexOf(lang),
    features: [...counts].flatMap(([name, count]) => {
      const at = index.get(name);
      return at === undefined ? [] : [[at, count] as const];
    }),
  }));
  const weights = fit(rows, names.length, languages.length);
  const lines = names.flatMap((name, at) => lineOf(name, at, weights, languages.length));
  const model = { languages, scale: SCALE, weights: lines.toSorted().join('\n') };
  writeFileSync(
    TARGET,
    `// Written by \`npm run train:languages\`; do not edit.\nimport type { LanguageModel } from './model.ts';\n\nexport const languageModel: LanguageModel = ${JSON.stringify(model, null, 2)};\n`,
  );
  process.stdout.write(`${samples.length} texts, ${lines.length} features\n`);
}

function sampleOf({ text, lang, source }: { text: string; lang: string; source: string }): Sample {
  const counts = new Map<string, number>();
  const reader = new LineReader();
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  for (const line of lines.slice(0, MOST_LINES))
    eachFeature(reader.tokens, reader.read(line, 0, line.length), (feature) => {
      const name = featureName(feature);
      counts.set(name, Math.min(MOST_COUNTS, (counts.get(name) ?? 0) + 1));
    });
  return { lang, source, counts };
}

/** Features of enough texts and of more than one project. */
function sharedFeatures(samples: readonly Sample[]): string[] {
  const texts = new Map<string, number>();
  const sources = new Map<string, Set<string>>();
  for (const { counts, source } of samples)
    for (const feature of counts.keys()) {
      texts.set(feature, (texts.get(feature) ?? 0) + 1);
      sources.set(feature, (sources.get(feature) ?? new Set()).add(source));
    }
  return [...texts]
    .filter(([feature, count]) => count >= LEAST_TEXTS && (sources.get(feature)?.size ?? 0) > 1)
    .map(([feature]) => feature)
    .toSorted();
}

/** Multinomial logistic regression: AdaGrad with L1, and features dropped at random so that none is relied on alone. */
function fit(rows: readonly Row[], features: number, languages: number): Float64Array {
  const weights = new Float64Array(features * languages);
  const squares = new Float64Array(features * languages).fill(1e-4);
  const random = new Random(SEED);
  const sizes = new Int32Array(languages);
  for (const { lang } of rows) sizes[lang] = (sizes[lang] as number) + 1;
  for (let epoch = 0; epoch < EPOCHS; epoch++)
    for (const { lang, features: active } of random.shuffle(rows)) {
      const norm = 1 / Math.sqrt(active.length + 4);
      const heard = active.filter(() => random.next() >= DROPPED);
      const chances = softmax(weights, heard, languages, norm / (1 - DROPPED));
      const importance = lang === languages - 1 ? 1.4 : Math.min(3, Math.sqrt(500 / (sizes[lang] as number)));
      for (let index = 0; index < languages; index++) {
        const error = ((chances[index] as number) - (index === lang ? 1 : 0)) * importance;
        if (Math.abs(error) < 1e-3) continue;
        for (const [feature, count] of active)
          step(weights, squares, feature * languages + index, error * count * norm);
      }
    }
  return weights;
}

function softmax(
  weights: Float64Array,
  active: Row['features'],
  languages: number,
  unit: number,
): Float64Array {
  const scores = new Float64Array(languages);
  for (const [feature, count] of active)
    for (let index = 0; index < languages; index++)
      scores[index] =
        (scores[index] as number) + (weights[feature * languages + index] as number) * count * unit;
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

function step(weights: Float64Array, squares: Float64Array, at: number, gradient: number): void {
  const square = (squares[at] as number) + gradient * gradient;
  squares[at] = square;
  const rate = RATE / Math.sqrt(square);
  const moved = (weights[at] as number) - rate * gradient;
  weights[at] = Math.sign(moved) * Math.max(0, Math.abs(moved) - rate * SHRINKAGE);
}

/** A feature's line in the model; none where all its weights are nothing. */
function lineOf(name: string, feature: number, weights: Float64Array, languages: number): string[] {
  let codes = '';
  for (let index = 0; index < languages; index++) {
    const weight = Math.round((weights[feature * languages + index] as number) * SCALE);
    const bounded = Math.max(-MOST_WEIGHT, Math.min(MOST_WEIGHT, weight));
    if (bounded !== 0) codes += String.fromCharCode(65 + index) + String.fromCharCode(78 + bounded);
  }
  return codes === '' ? [] : [`${name}\t${codes}`];
}
