/** The schemas as a module, and the history of those that records were ever written with. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RECORD_SCHEMAS } from '../../services/core/events/record-schemas.ts';
import { type ResolvedSchema, resolveAll } from '../../services/core/events/schema-set.ts';

const HISTORY = 'schemas/history';

/** services/core/events/schemas.generated.ts: the current schemas, and the older ones that readers must still resolve. */
export function schemaModule(root: string): string {
  const current = readCurrent(root);
  const fresh = new Set([...releases(current)].map(([path]) => path));
  const older = listAvsc(join(root, HISTORY))
    .map((file) => `${HISTORY}/${file}`)
    .filter((path) => !fresh.has(path))
    .map((path) => readJson(root, path));
  return [
    '// Generated from schemas/*.avsc by `npm run generate`. Do not edit.',
    `export const currentSchemas = ${JSON.stringify(current, null, 1)};`,
    `export const historicSchemas: readonly unknown[] = ${JSON.stringify(older, null, 1)};`,
    '',
  ].join('\n');
}

/** The current schemas that the history does not hold yet, by the path they belong at. */
export function releaseSchemas(root: string): Map<string, string> {
  const missing = [...releases(readCurrent(root))].filter(([path]) => !existsSync(join(root, path)));
  return new Map(missing.map(([path, { schema }]) => [path, `${JSON.stringify(schema, null, 2)}\n`]));
}

function releases(current: Record<string, unknown>): Map<string, ResolvedSchema> {
  const resolved = resolveAll(current);
  const records = Object.values(RECORD_SCHEMAS).map((name) => resolved.get(name) ?? missing(name));
  return new Map(
    records.map((schema) => [`${HISTORY}/${hex(schema.fingerprint)}.${schema.name}.avsc`, schema]),
  );
}

function readCurrent(root: string): Record<string, unknown> {
  const files = listAvsc(join(root, 'schemas'));
  return Object.fromEntries(files.map((file) => [file.split('.')[2], readJson(root, `schemas/${file}`)]));
}

function listAvsc(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.avsc'))
    .sort();
}

function readJson(root: string, path: string): unknown {
  return JSON.parse(readFileSync(join(root, path), 'utf8'));
}

function hex(fingerprint: bigint): string {
  return fingerprint.toString(16).padStart(16, '0');
}

function missing(name: string): never {
  throw new Error(`schemas/ lacks ${name}`);
}
