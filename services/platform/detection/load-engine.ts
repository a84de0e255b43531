/** The engine of a process: the built-in rules with the organisation's own, read from the files that settings name. */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
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
import { type OwnRules, parseOwnRules } from '../../core/detection/own/own-rules.ts';
import type { Engine } from '../../core/detection/types.ts';
import { TriplineError } from '../../core/errors.ts';
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

const NOTHING: OwnRules = { rules: [], dictionaries: [], disabled: new Set(), allowed: new Set() };

/** `said`: the setting that named it. @throws TriplineError CONFIG_INVALID naming the file, with every problem of it */
export async function readOwnRules(path: string, said = ''): Promise<OwnRules> {
  const called = `The rule file ${path}${said}`;
  const document = parseYaml(readBytes(path, called).toString('utf8'), called);
  const parsed = parseOwnRules(document, {
    builtInIds: builtInIds(),
    prove: await createProver(),
    readBeside: (name) => readOrNull(resolve(dirname(path), name)),
  });
  if ('own' in parsed) return parsed.own;
  throw new TriplineError(
    'CONFIG_INVALID',
    `${called} has ${counted(parsed.problems.length, 'problem')}:${parsed.problems.map((each) => `\n  ${each}`).join('')}\n`,
  );
}

function parseYaml(text: string, called: string): unknown {
  try {
    return parse(text, { maxAliasCount: 100 });
  } catch (error) {
    // The parser's message quotes the text.
    const line = (error as { linePos?: { line: number }[] }).linePos?.[0]?.line;
    throw new TriplineError(
      'CONFIG_INVALID',
      `${called} is not YAML${line === undefined ? '' : `: line ${line}`}.`,
    );
  }
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
