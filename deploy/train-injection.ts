/**
 * Trains the injection scorer and writes its weights: `npm run train:injection -- --texts <file>`. The file of collected texts
 * (docs/injection-scorer.md says what it holds) is no part of this repository; everything else is generated from a seed or is
 * the repository itself, so the same of both gives the same weights.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Model } from '../services/core/detection/analysers/injection/model.ts';
import { readCorpus } from './training/corpus.ts';
import { calibrate, crossValidate, gateThreshold } from './training/evaluate.ts';
import { generatedSamples } from './training/generated.ts';
import { learn } from './training/learn.ts';
import { ownSamples } from './training/own-texts.ts';
import { Random } from './training/random.ts';
import { report } from './training/report.ts';

const ROOT = join(import.meta.dirname, '..');
const SEED = 20_260_101;
const TARGET = join(ROOT, 'services/core/detection/analysers/injection/weights.generated.ts');

const { values } = parseArgs({
  options: { texts: { type: 'string' }, dry: { type: 'boolean', default: false } },
});
if (values.texts === undefined || !existsSync(values.texts)) {
  process.stderr.write(
    'The collected texts are missing: npm run train:injection -- --texts <file>, one JSON object a line with "label" (jailbreak or benign), "source" and "text".\n',
  );
  process.exit(2);
}
train(values.texts, values.dry);

function train(texts: string, dry: boolean): void {
  const started = performance.now();
  const samples = [...readCorpus(texts), ...ownSamples(ROOT), ...generatedSamples(new Random(SEED))];
  const heldOut = crossValidate(samples, SEED, tell);
  const calibration = calibrate(heldOut);
  tell(report(samples, heldOut, calibration));
  const learnt: Model = { ...learn(samples, new Random(SEED)), ...calibration };
  const model = { ...learnt, gateThreshold: gateThreshold(samples, learnt) };
  tell(
    `\nthreshold ${model.threshold.toFixed(3)}, gate ${model.gateThreshold}, slopes ${model.slopes.map((slope) => slope.toFixed(3)).join(' ')}`,
  );
  tell(
    `weights not nought: ${model.weights.filter((weight) => weight !== 0).length} of ${model.weights.length}`,
  );
  if (!dry) writeFileSync(TARGET, moduleOf(model));
  tell(`${Math.round((performance.now() - started) / 1000)} s`);
}

function moduleOf(model: Model): string {
  const data = { ...model, weights: base64(model.weights), gate: base64(model.gate) };
  return `// Written by \`npm run train:injection\`; do not edit.\nimport type { ModelData } from './model.ts';\n\nexport const modelData: ModelData = ${JSON.stringify(data, null, 2)};\n`;
}

function base64(bytes: Int8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}
