/** The exam's parts that exist, and the hash that freezes each. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Part } from './exam.ts';

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
