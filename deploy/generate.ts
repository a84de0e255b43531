/** `npm run generate`: writes every file that is derived from another. test/repo fails when one is not what this makes. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { documentSettings } from '../services/platform/config/document-settings.ts';
import { documentErrors } from './generate/errors.ts';
import { PROOFS, recordProofs } from './generate/proofs.ts';
import { documentRules } from './generate/rules.ts';
import { releaseSchemas, schemaModule } from './generate/schemas.ts';
import { kibanaObjects } from './kibana/objects.ts';

const root = join(import.meta.dirname, '..');

/** What each derived file should hold, by its path in the repository. Released schemas are added to, never changed. */
export async function generate(): Promise<Map<string, string>> {
  return new Map([
    ...releaseSchemas(root),
    ['services/core/events/schemas.generated.ts', schemaModule(root)],
    ['docs/configuration.md', documentSettings()],
    ['docs/errors.md', documentErrors()],
    ['docs/rules.md', documentRules()],
    [PROOFS, await recordProofs(root)],
    ['deploy/kibana/tripline.ndjson', kibanaObjects()],
  ]);
}

if (process.argv[1] === import.meta.filename) {
  for (const [path, content] of await generate()) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}
