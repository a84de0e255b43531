import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { generate } from '../../deploy/generate.ts';

const root = join(import.meta.dirname, '../..');

const generated = await generate();

describe('what `npm run generate` writes is checked in as it would write it', () => {
  for (const [path, content] of generated) {
    test(path, () => {
      assert.ok(existsSync(join(root, path)), `${path} is missing: run \`npm run generate\``);
      assert.ok(
        readFileSync(join(root, path), 'utf8') === content,
        `${path} is not current: run \`npm run generate\``,
      );
    });
  }
});

test('every link between pages leads to a page and, where it names one, to a section', () => {
  const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', ...docs()].filter((page) =>
    existsSync(join(root, page)),
  );
  assert.ok(pages.length > 5);
  const broken = pages.flatMap((page) =>
    linksOf(page)
      .filter((link) => !leadsSomewhere(page, link))
      .map((link) => `${page}: ${link}`),
  );
  assert.deepEqual(broken, []);
});

function docs(): string[] {
  return readdirSync(join(root, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`);
}

function linksOf(page: string): string[] {
  const text = readFileSync(join(root, page), 'utf8').replaceAll(/```.*?```/gs, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link]) => link ?? '')
    .filter((link) => !/^[a-z]+:/.test(link));
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path = '', section] = link.split('#');
  const target = path === '' ? join(root, page) : join(root, dirname(page), path);
  if (!existsSync(target)) return false;
  return section === undefined || sectionsOf(target).has(section);
}

/** Anchors as GitHub makes them. */
function sectionsOf(file: string): Set<string> {
  const headings = readFileSync(file, 'utf8').match(/^#{1,6} .+$/gm) ?? [];
  return new Set(
    headings.map((heading) =>
      heading
        .replace(/^#+ /, '')
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}
