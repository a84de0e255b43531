import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';

const ROOT = join(import.meta.dirname, '..', '..');
/** This file names what it looks for. */
const ITSELF = 'test/repo/no-leaks.test.ts';

/** What detection looks for are such paths: anybody's, and no machine's of ours. */
const ATTACKS = /^(?:services\/core\/detection|test\/unit\/core\/detection|test\/bench\/detection)\//;
const IN_ATTACKS: ReadonlySet<string> = new Set(['a home folder', "root's folder"]);

const LEAKS: [string, RegExp][] = [
  ['a home folder', /\/(?:home|Users)\/(?!<|node\b|user\b|you\b|alice\b|bob\b)[a-z][\w.-]*\//],
  ["root's folder", /(?<![\w.])\/root\/[\w.]/],
  ['a workspace', /(?<![\w.])\/(?:work|workspace|builds)\/[\w.]/],
  ['a registry in the lock file or settings', /"resolved": "|^\s*(?:@[\w-]+:)?registry\s*=/m],
  ['a package mirror', /(?:artifactory|nexus|verdaccio|codeartifact|pkgs\.dev\.azure)[\w.-]*\//i],
];

function committed(): string[] {
  return execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' }).split('\0').filter(Boolean);
}

function isText(content: Buffer): boolean {
  return !content.subarray(0, 8192).includes(0);
}

describe('committed files name no machine of ours', () => {
  const files = committed().filter((file) => file !== ITSELF);
  const texts = files.flatMap((file) => {
    const content = readFileSync(join(ROOT, file));
    return isText(content) ? [{ file, text: content.toString('latin1') }] : [];
  });

  test('there are files to look at', () => {
    assert.ok(texts.length > 50);
  });

  for (const [what, pattern] of LEAKS) {
    test(`no ${what}`, () => {
      const found = texts
        .filter(({ file, text }) => pattern.test(text) && !(IN_ATTACKS.has(what) && ATTACKS.test(file)))
        .map(({ file, text }) => `${file}: ${pattern.exec(text)?.[0]}`);
      assert.deepEqual(found, []);
    });
  }

  test('not the folder that this checkout lies in, nor this home', () => {
    const here = [ROOT, homedir()].filter((path) => path.split('/').length > 2);
    const found = texts
      .filter(({ text }) => here.some((path) => text.includes(`${path}/`)))
      .map(({ file }) => file);
    assert.deepEqual(found, []);
  });

  test('each pattern finds what it is for', () => {
    const examples = [
      '/home/carol/x',
      '/root/.npmrc',
      '/work/main/x',
      '"resolved": "https://r',
      'https://nexus.corp/x',
    ];
    LEAKS.forEach(([what, pattern], index) => assert.match(examples[index] ?? '', pattern, what));
  });
});
