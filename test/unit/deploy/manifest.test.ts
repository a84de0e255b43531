import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';

const MODULE = new URL('../../../deploy/manifest.mjs', import.meta.url).href;
const ORIGINAL = `${JSON.stringify({ name: 'x', scripts: { a: 'b' }, dependencies: { c: '1' }, devDependencies: { d: '1' }, optionalDependencies: { 'node-y': '24' } }, null, 2)}\n`;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tripline-manifest-'));
  writeFileSync(join(root, 'package.json'), ORIGINAL);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function call(name: 'stripManifest' | 'restoreManifest'): void {
  const code = `(await import('${MODULE}')).${name}(${JSON.stringify(root)})`;
  execFileSync(process.execPath, ['--input-type=module', '-e', code]);
}
const manifest = () => readFileSync(join(root, 'package.json'), 'utf8');
const saved = () => existsSync(join(root, '.package.json.saved'));

describe('the package.json of the tarball', () => {
  test('is without pin, scripts and development, and comes back to the byte', () => {
    call('stripManifest');
    assert.deepEqual(JSON.parse(manifest()), { name: 'x', dependencies: { c: '1' } });
    call('restoreManifest');
    assert.equal(manifest(), ORIGINAL);
    assert.equal(saved(), false);
  });

  test('comes back after an interrupted pack and a second one', () => {
    call('stripManifest');
    call('stripManifest');
    call('restoreManifest');
    assert.equal(manifest(), ORIGINAL);
  });

  test('never overwrites a package.json that is whole again, whatever lies saved beside it', () => {
    writeFileSync(join(root, '.package.json.saved'), '{"name":"old"}');
    call('restoreManifest');
    assert.equal(manifest(), ORIGINAL);
    assert.equal(saved(), false);
  });
});
