/** The exam's parts that exist, and the hash that freezes each. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Part } from './exam.ts';

const FROZEN = join(import.meta.dirname, 'frozen.json');
export const PART_NAMES: readonly Part['name'][] = ['secrets', 'pii', 'injection', 'payload', 'shell'];

/** Undefined while nobody has written it. */
export async function loadPart(name: Part['name']): Promise<Part | undefined> {
  const path = join(import.meta.dirname, `${name}.ts`);
  if (!existsSync(path)) return undefined;
  const module = (await import(pathToFileURL(path).href)) as Record<string, (() => Part) | undefined>;
  return module[`${name}Part`]?.();
}

/** SHA-256 over the samples as JSON lines, hex. */
export function hashOf(part: Part): string {
  const hash = createHash('sha256');
  for (const { id, text, kind, tool_kind, expected } of part.samples)
    hash.update(
      `${JSON.stringify({ id, text, kind, tool_kind, expected: expected.map(({ category, type, start, end }) => ({ category, type, start, end })) })}\n`,
    );
  return hash.digest('hex');
}

/** Hash by part. */
export function readFrozen(): Record<string, string> {
  return JSON.parse(readFileSync(FROZEN, 'utf8')) as Record<string, string>;
}

/** Adds what is not frozen yet; never touches what is. */
export async function freeze(): Promise<void> {
  const frozen = readFrozen();
  for (const name of PART_NAMES) {
    const part = await loadPart(name);
    if (part !== undefined) frozen[name] ??= hashOf(part);
  }
  writeFileSync(FROZEN, `${JSON.stringify(frozen, null, 2)}\n`);
}
