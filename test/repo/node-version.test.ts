import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

const ROOT = join(import.meta.dirname, '..', '..');

interface Manifest {
  scripts: Record<string, string>;
  engines: { node: string };
  optionalDependencies: Record<string, string>;
}
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;
const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, { version?: string; integrity?: string; hasInstallScript?: boolean }>;
};

/** pinned-node.mjs as seen by a Node of another version. */
function assertedOn(version: string): { status: number | null; stderr: string } {
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '${version}' });
    await import(${JSON.stringify(`file://${join(ROOT, 'deploy/pinned-node.mjs')}`)});`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', pretend], { encoding: 'utf8' });
}

describe('the Node that runs the repository', () => {
  test('is 24, here and now', () => {
    assert.match(process.version, /^v24\./);
  });

  test('is pinned for every platform by a package of Node 24 without an install script, integrity locked', () => {
    const pins = Object.entries(manifest.optionalDependencies).filter(([name]) => name.startsWith('node-'));
    assert.ok(pins.length >= 4);
    for (const [name, version] of pins) {
      assert.match(version, /^24\.\d+\.\d+$/, name);
      const locked = lock.packages[`node_modules/${name}`];
      assert.equal(locked?.version, version, name);
      assert.match(locked?.integrity ?? '', /^sha512-/, name);
      assert.equal(locked?.hasInstallScript, undefined, name);
    }
  });

  test('is asserted first by every script that runs our code', () => {
    const ours = Object.entries(manifest.scripts).filter(([, script]) => script.includes('--import tsx'));
    assert.ok(ours.length >= 5);
    for (const [name, script] of ours)
      assert.match(script, /^node --import \.\/deploy\/pinned-node\.mjs --import tsx /, name);
  });

  for (const version of ['20.20.2', '22.19.0', '25.1.0']) {
    test(`${version} is refused with what to do`, () => {
      const { status, stderr } = assertedOn(version);
      assert.equal(status, 2);
      assert.match(stderr, new RegExp(`this is Node ${version.replaceAll('.', '\\.')}`));
      assert.match(stderr, /node deploy\/setup\.mjs/);
    });
  }

  test('24.0.0 is taken', () => {
    assert.equal(assertedOn('24.0.0').status, 0);
  });
});

test('the lock file holds no entry without a version: npm ci would refuse it', () => {
  const broken = Object.entries(lock.packages).filter(([path, entry]) => path !== '' && !entry.version);
  assert.deepEqual(
    broken.map(([path]) => path),
    [],
  );
});

test('what runs before npm ci imports nothing that is not Node’s own', () => {
  for (const file of ['setup', 'manifest', 'pinned-node']) {
    const text = readFileSync(join(ROOT, 'deploy', `${file}.mjs`), 'utf8');
    const imports = [...text.matchAll(/from '([^']+)'/g)].map(([, name = '']) => name);
    assert.deepEqual(
      imports.filter((name) => !/^(node:|\.\/(manifest)\.mjs$)/.test(name)),
      [],
      file,
    );
  }
});
