/**
 * What `npm run demo` and `npm test` run first: makes node_modules fit package-lock.json. Runs in a fresh clone, on
 * whatever Node the machine has, so it imports nothing that is not Node's own and keeps to Node 20's ways.
 * The JDK and the jars are the local stack's business, which looks for them when it starts.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { restoreManifest } from './manifest.mjs';

const WANTED_NODE = 24;
const root = dirname(dirname(fileURLToPath(import.meta.url)));

if (restoreManifest(root)) say('package.json restored from an interrupted `npm pack`');
if (isStale()) await install();
assertPin();

/** npm writes node_modules/.package-lock.json last: where it is missing, an installation was cut off. */
function isStale() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return true;
  return statSync(join(root, 'package-lock.json')).mtimeMs > statSync(installed).mtimeMs;
}

async function install() {
  say('installing packages with npm ci');
  const began = Date.now();
  const ticking = setInterval(() => say(`  still installing (${seconds(began)})`), 15_000);
  const { code, output } = await npm([
    'ci',
    '--ignore-scripts',
    '--loglevel=error',
    '--no-audit',
    '--no-fund',
  ]);
  clearInterval(ticking);
  if (code !== 0)
    fail(
      `npm ci failed:\n\n${output.trim().slice(0, 3000)}\n\nCheck the network and npm's registry, then run the command again.`,
    );
  say(`packages installed (${seconds(began)})`);
}

/** The very npm that runs us, where one does: it need not be on PATH. */
function npm(args) {
  const cli = process.env['npm_execpath'];
  const [program, first] = cli?.endsWith('.js') ? [process.execPath, [cli]] : ['npm', []];
  return new Promise((resolve) => {
    const child = spawn(program, [...first, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.once('error', (error) =>
      resolve({ code: 1, output: `npm could not be started: ${error.message}` }),
    );
    child.once('close', (code) => resolve({ code, output }));
  });
}

function assertPin() {
  const pinned = join(root, 'node_modules', '.bin', 'node');
  const program = existsSync(pinned) ? pinned : process.execPath;
  const version = spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout?.trim() ?? '';
  if (version.startsWith(`v${WANTED_NODE}.`)) return;
  fail(
    `Node ${WANTED_NODE} is needed. npm has none for ${process.platform} ${process.arch} that works here` +
      `${version ? `, and the system's is ${version}` : ''}.\nInstall Node ${WANTED_NODE} from nodejs.org or with your package manager, and run the command again.`,
  );
}

function seconds(began) {
  return `${((Date.now() - began) / 1000).toFixed(0)} s`;
}
function say(line) {
  process.stdout.write(`set-up: ${line}\n`);
}
function fail(message) {
  process.stderr.write(`set-up: ${message}\n`);
  process.exit(1);
}
