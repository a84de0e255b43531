import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { after, before, describe, test } from 'node:test';

const ROOT = join(import.meta.dirname, '..', '..');
const IO =
  /^(node:)?(fs|net|http|https|http2|tls|dns|dgram|child_process|cluster|worker_threads|readline)(\/|$)|^(kafkajs|fastify|pino|prom-client|undici|p-queue)$|^@elastic\//;
const EMITTER_PLATFORM = ['kafka', 'http', 'config', 'metrics', 'control', 'policy'];

interface Import {
  from: string;
  to: string;
}

/** design.md §2: service → platform → core; anyone may import the emitter's door; `tripline run` loads a worker's main. */
function isAllowed({ from, to }: Import): boolean {
  const [home = ''] = from.split('/');
  if (!to.startsWith('services/')) return !(home === 'core' && IO.test(to));
  const path = to.slice('services/'.length);
  const [layer = '', part = ''] = path.split('/');
  if (layer === home || layer === 'core') return true;
  if (layer === 'platform') return home !== 'core' && (home !== 'emitter' || EMITTER_PLATFORM.includes(part));
  if (home === 'core' || home === 'platform') return false;
  return (
    path === 'emitter/index.ts' ||
    (home === 'cli' && /^(detector|indexer|gateway|console)\/main\.ts$/.test(path))
  );
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(ROOT, 'services', file), 'utf8');
  const specifiers = [...text.matchAll(/(?:^|[\s;}])(?:from|import)\s*\(?\s*['"]([^'"\n]+)['"]/g)].map(
    ([, name = '']) => name,
  );
  return specifiers.map((name) => ({ from: file, to: name.startsWith('.') ? resolved(file, name) : name }));
}

function resolved(file: string, specifier: string): string {
  return posix.join('services', posix.dirname(file), specifier);
}

test('every import of services/ follows the arrows', () => {
  const files = readdirSync(join(ROOT, 'services'), { recursive: true, encoding: 'utf8' });
  const imports = files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => importsOf(file.replaceAll('\\', '/')));
  assert.ok(imports.length > 100, 'the scan sees imports');
  assert.deepEqual(
    imports.filter((edge) => !isAllowed(edge)),
    [],
  );
});

describe('lint', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tripline-imports-'));
    cpSync(join(ROOT, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  function lintOf(file: string, statement: string): string {
    const path = join(folder, 'services', file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${statement}\n`);
    const oxlint = join(
      dirname(createRequire(import.meta.url).resolve('oxlint/package.json')),
      'bin',
      'oxlint',
    );
    const { stdout } = spawnSync(process.execPath, [oxlint, '--deny-warnings', path], {
      cwd: folder,
      encoding: 'utf8',
    });
    rmSync(path);
    return stdout;
  }

  const planted: [string, string][] = [
    ['core/events/a.ts', '../../platform/kafka/port.ts'],
    ['core/events/a.ts', '../../emitter/index.ts'],
    ['core/a.ts', '../detector/app.ts'],
    ['core/a.ts', 'node:fs'],
    ['core/a.ts', 'node:fs/promises'],
    ['core/a.ts', 'node:child_process'],
    ['core/a.ts', 'node:worker_threads'],
    ['core/a.ts', 'kafkajs'],
    ['core/a.ts', '@elastic/elasticsearch'],
    ['platform/kafka/a.ts', '../../emitter/index.ts'],
    ['platform/kafka/a.ts', '../../indexer/app.ts'],
    ['emitter/a.ts', '../detector/app.ts'],
    ['emitter/a.ts', '../platform/elasticsearch/client.ts'],
    ['emitter/a.ts', '../platform/log/logger.ts'],
    ['detector/a.ts', '../indexer/app.ts'],
    ['detector/a.ts', '../cli/program.ts'],
    ['detector/a.ts', '../emitter/queue.ts'],
    ['indexer/a.ts', '../detector/app.ts'],
    ['indexer/a.ts', '../emitter/queue.ts'],
    ['cli/a.ts', '../detector/app.ts'],
    ['cli/stack/a.ts', '../../indexer/app.ts'],
    ['cli/a.ts', '../emitter/queue.ts'],
    ['gateway/a.ts', '../detector/app.ts'],
    ['console/a.ts', '../gateway/app.ts'],
  ];
  for (const [from, to] of planted) {
    test(`sees that ${from} must not import ${to}`, () => {
      const specifier = to.startsWith('.') ? resolved(from, to) : to;
      assert.equal(isAllowed({ from, to: specifier }), false);
      assert.match(lintOf(from, `import * as a from '${to}';\nexport const b = a;`), /no-restricted-imports/);
    });
  }

  const welcome: [string, string][] = [
    ['core/events/a.ts', '../errors.ts'],
    ['core/a.ts', 'node:crypto'],
    ['platform/kafka/a.ts', '../../core/errors.ts'],
    ['emitter/a.ts', '../platform/kafka/port.ts'],
    ['emitter/a.ts', '../platform/control/control-log.ts'],
    ['detector/a.ts', '../emitter/index.ts'],
    ['indexer/a.ts', '../platform/elasticsearch/port.ts'],
    ['cli/a.ts', '../detector/main.ts'],
    ['cli/stack/a.ts', '../../platform/kafka/port.ts'],
    ['gateway/a.ts', '../emitter/index.ts'],
  ];
  for (const [from, to] of welcome) {
    test(`lets ${from} import ${to}`, () => {
      const specifier = to.startsWith('.') ? resolved(from, to) : to;
      assert.equal(isAllowed({ from, to: specifier }), true);
      assert.doesNotMatch(
        lintOf(from, `import * as a from '${to}';\nexport const b = a;`),
        /no-restricted-imports/,
      );
    });
  }
});
