/** `npm run generate`: writes every file that is derived from another. CI runs it and fails on a difference. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

export function generateSchemas(): string {
  const read = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8')) as unknown;
  const files = readdirSync(join(root, 'schemas'))
    .filter((file) => file.endsWith('.avsc'))
    .sort();
  const history = readdirSync(join(root, 'schemas/history'))
    .filter((file) => file.endsWith('.avsc'))
    .sort();
  const current = Object.fromEntries(files.map((file) => [file.split('.')[2], read(`schemas/${file}`)]));
  const historic = history.map((file) => read(`schemas/history/${file}`));
  return [
    '// Generated from schemas/*.avsc by `npm run generate`. Do not edit.',
    `export const currentSchemas = ${JSON.stringify(current, null, 1)};`,
    `export const historicSchemas: readonly unknown[] = ${JSON.stringify(historic, null, 1)};`,
    '',
  ].join('\n');
}

writeFileSync(join(root, 'services/core/events/schemas.generated.ts'), generateSchemas());
