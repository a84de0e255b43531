/** The engine of a process: the built-in rules with the organisation's own, read from the files that settings name. */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { counted } from '../../core/counted.ts';
import { defaultEngine } from '../../core/detection/default-engine.ts';
import { FingerprintStore } from '../../core/detection/own/fingerprint-store.ts';
import {
  builtInIds,
  type Own,
  ownEngine,
  ownRuleSet,
  type RuleSet,
} from '../../core/detection/own/own-engine.ts';
import { type OwnRules, type Parsed, parseOwnRules } from '../../core/detection/own/own-rules.ts';
import type { Engine } from '../../core/detection/types.ts';
import { TriplineError } from '../../core/errors.ts';
import { type LinedProblem, readYaml } from '../../core/policy/gate/yaml-document.ts';
import { createProver } from './prover.ts';

export interface DetectionFiles {
  /** A rule file (YAML). */
  rules?: string | undefined;
  /** What `tripline fingerprint` keeps. */
  fingerprints?: string | undefined;
}

/** @throws TriplineError CONFIG_INVALID with every problem of the files */
export async function loadEngine(files: DetectionFiles): Promise<Engine> {
  if (files.rules === undefined && files.fingerprints === undefined) return defaultEngine();
  return ownEngine(await readOwn(files));
}

/** @throws TriplineError CONFIG_INVALID with every problem of the files */
export async function loadRuleSet(files: DetectionFiles): Promise<RuleSet> {
  return ownRuleSet(await readOwn(files));
}

async function readOwn({ rules, fingerprints }: DetectionFiles): Promise<Own> {
  return {
    rules: rules === undefined ? NOTHING : await readOwnRules(rules, ' (TRIPLINE_RULES_FILE)'),
    fingerprints: fingerprints === undefined ? new FingerprintStore() : readFingerprints(fingerprints),
  };
}

/** Terms stand in files of their own. */
const MAX_RULE_BYTES = 16 * 1024 * 1024;
const NOTHING: OwnRules = { rules: [], dictionaries: [], disabled: new Set(), allowed: new Set() };

/** Its rules, or every problem of it. @throws TriplineError CONFIG_INVALID where it cannot be read */
export async function lintOwnRules(path: string): Promise<Parsed> {
  return parseRuleFile(path, `The rule file ${path}`);
}

/** `said`: the setting that named it. @throws TriplineError CONFIG_INVALID naming the file, with every problem of it */
async function readOwnRules(path: string, said: string): Promise<OwnRules> {
  const called = `The rule file ${path}${said}`;
  const parsed = await parseRuleFile(path, called);
  if ('own' in parsed) return parsed.own;
  throw new TriplineError(
    'CONFIG_INVALID',
    `${called} has ${counted(parsed.problems.length, 'problem')}:${parsed.problems.map((each) => `\n  ${each}`).join('')}\n`,
  );
}

async function parseRuleFile(path: string, called: string): Promise<Parsed> {
  const yaml = readYaml(readBytes(path, called).toString('utf8'), MAX_RULE_BYTES);
  if (Array.isArray(yaml)) return { problems: yaml.map(lined) };
  const parsed = parseOwnRules(yaml.value, {
    builtInIds: builtInIds(),
    prove: await createProver(),
    readBeside: (name) => readOrNull(resolve(dirname(path), name)),
  });
  if (yaml.problems.length === 0) return parsed;
  return { problems: [...yaml.problems.map(lined), ...('problems' in parsed ? parsed.problems : [])] };
}

function lined({ line, problem }: LinedProblem): string {
  return `line ${line}: ${problem}`;
}

function readFingerprints(path: string): FingerprintStore {
  const called = `The fingerprint file ${path} (TRIPLINE_FINGERPRINTS_FILE)`;
  return FingerprintStore.decode(readBytes(path, called), called);
}

function readBytes(path: string, called: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new TriplineError(
      'CONFIG_INVALID',
      `${called} cannot be read: ${(error as NodeJS.ErrnoException).code}.`,
    );
  }
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
