/** The collected texts: one JSON object a line, `{"label": "jailbreak" | "benign", "source", "text"}`. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Sample } from './sample.ts';

/** So many groups: each is held out as a family is. */
const GROUPS = 20;

/** @throws Error for a file that cannot be read or a line that says something else */
export function readCorpus(path: string): Sample[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(toSample);
}

function toSample(line: string, index: number): Sample {
  const entry: unknown = JSON.parse(line);
  if (!isEntry(entry)) throw new Error(`line ${index + 1} is not {"label", "source", "text"}`);
  const { label, source, text } = entry;
  const group = createHash('sha256').update(text.slice(0, 60).toLowerCase()).digest()[0] ?? 0;
  const isAnswer = /davinci|alpaca-7b/.test(source);
  return {
    text,
    attack: label === 'jailbreak',
    family: `collected-${source}-${group % GROUPS}`,
    kind: label === 'benign' && isAnswer ? 'output' : 'prompt',
    language: 'en',
    nearMiss: false,
  };
}

function isEntry(entry: unknown): entry is { label: 'jailbreak' | 'benign'; source: string; text: string } {
  if (typeof entry !== 'object' || entry === null) return false;
  const { label, source, text } = entry as Record<string, unknown>;
  return (
    (label === 'jailbreak' || label === 'benign') && typeof source === 'string' && typeof text === 'string'
  );
}
