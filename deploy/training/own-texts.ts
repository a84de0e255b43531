/** The code and the pages of this repository: ordinary text of the sort that rules cannot generate. What speaks of attacks is left out. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sample } from './sample.ts';

const FOLDERS = ['services', 'docs', 'schemas', 'test', 'deploy'];
const PASSED_OVER =
  /^(services\/core\/detection|test\/bench|test\/unit\/core\/detection|test\/fixtures|deploy\/training)\/|injection|generated|docs\/rules\.md/;
const READ = /\.(?:ts|mjs|md|json|yml|avsc|py|java)$/;
/** A file is cut to texts of so many code units. */
const LENGTH = 4000;

export function ownSamples(root: string): Sample[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
      .filter((file) => READ.test(file) && !PASSED_OVER.test(file))
      .toSorted()
      .flatMap((file) => textsOf(readFileSync(join(root, file), 'utf8'), file)),
  );
}

function textsOf(content: string, file: string): Sample[] {
  return Array.from({ length: Math.ceil(content.length / LENGTH) }, (_, part) => ({
    text: content.slice(part * LENGTH, (part + 1) * LENGTH),
    attack: false,
    family: `own-${file}`,
    kind: file.endsWith('.md') ? 'tool_result' : 'output',
    language: 'en',
    nearMiss: false,
  }));
}
