/** Builds dist/: JavaScript and d.ts of services/. */
import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');

rmSync(dist, { recursive: true, force: true });
const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');
const { status } = spawnSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json')], {
  stdio: ['ignore', 2, 2],
});
if (status !== 0) process.exit(status ?? 1);
rewriteDeclarations();
chmodSync(join(dist, 'services', 'cli', 'main.js'), 0o755);

/** tsc rewrites './x.ts' to './x.js' in JavaScript only: declarations would point at sources that the tarball lacks. */
function rewriteDeclarations() {
  for (const file of readdirSync(dist, { recursive: true }).filter((name) => name.endsWith('.d.ts'))) {
    const path = join(dist, file);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace(/((?:from|import) ?\(?["']\.[^"'\n]*)\.ts(["'])/g, '$1.js$2'));
  }
}
