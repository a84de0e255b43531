import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, relative, sep } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { createKafka } from '../../services/platform/kafka/kafkajs.ts';
import { noStack, testStack } from '../support/stack.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const NOT_COPIED = new Set(['node_modules', '.git', '.tripline', 'dist', 'coverage']);

const EMITS = `
import { createEmitter } from 'tripline';

const emitter = createEmitter({
  kafka: { brokers: [process.env.BROKER] },
  tenant: 'acme',
  application: 'packed',
  environment: 'test',
  sampling: 'off',
});
const receipt = emitter.prompt({
  model: 'a-model',
  messages: [{ role: 'user', content: 'hello from the tarball' }],
  interaction_id: process.env.INTERACTION,
});
await emitter.flush();
await receipt.acknowledged;
await emitter.close();
console.log(JSON.stringify(emitter.stats()));
`;

const TYPED = `
import { createEmitter } from 'tripline';

const emitter = createEmitter({ kafka: { brokers: ['127.0.0.1:9092'] }, application: 'b', sampling: 'off' });
const accepted: boolean = emitter.prompt({ model: 'm', messages: [{ role: 'user', content: 'x' }] }).accepted;
// @ts-expect-error: a message needs its content, so the types are there and not any
emitter.prompt({ model: 'm', messages: [{ role: 'user' }] });
await emitter.close();
export { accepted };
`;

const TSCONFIG = {
  compilerOptions: {
    module: 'nodenext',
    target: 'es2022',
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    types: ['node'],
  },
  include: ['typed.ts'],
};

let folder: string;
let project: string;
let files: string[];
let installed: Record<string, unknown>;

interface Ran {
  stdout: string;
  stderr: string;
}

/** A user's environment: nothing of ours on PATH but this very Node, nothing of npm's own run. */
function run(program: string, args: string[], cwd: string, env: Record<string, string> = {}): Promise<Ran> {
  const outer = Object.entries(process.env).filter(([name]) => !/^(npm_|TRIPLINE_)/i.test(name));
  const path = [dirname(process.execPath), ...(process.env['PATH'] ?? '').split(delimiter)];
  return promisify(execFile)(program, args, {
    cwd,
    env: { ...Object.fromEntries(outer), PATH: path.join(delimiter), ...env },
    maxBuffer: 64 * 1024 * 1024,
  });
}

/** Packing rewrites package.json for a moment: done in a copy, so that nobody else's npm sees it. */
async function copyOfTheRepository(): Promise<string> {
  const copy = join(folder, 'repository');
  const filter = (source: string) => !NOT_COPIED.has(relative(ROOT, source).split(sep)[0] ?? '');
  await cp(ROOT, copy, { recursive: true, filter });
  await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

async function packAndInstall(): Promise<void> {
  const copy = await copyOfTheRepository();
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], copy);
  const [packed] = JSON.parse(stdout.slice(stdout.indexOf('['))) as {
    filename: string;
    files: { path: string }[];
  }[];
  assert.ok(packed);
  files = packed.files.map(({ path }) => path);
  project = join(folder, 'project');
  await mkdir(project);
  await writeFile(join(project, 'package.json'), '{ "name": "project", "type": "module", "private": true }');
  const args = ['install', '--prefer-offline', '--no-audit', '--no-fund', join(folder, packed.filename)];
  await run('npm', args, project);
  const manifest = await readFile(join(project, 'node_modules', 'tripline', 'package.json'), 'utf8');
  installed = JSON.parse(manifest) as Record<string, unknown>;
  assert.deepEqual(await readFile(join(copy, 'package.json')), await readFile(join(ROOT, 'package.json')));
}

describe('the tarball, installed in an empty project', { skip: noStack }, () => {
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tripline-pack-'));
    await packAndInstall();
  });
  after(() => rm(folder, { recursive: true, force: true }));

  test('holds JavaScript, declarations, schemas and documents, and no sources, tests or build files', () => {
    for (const file of [
      'package.json',
      'README.md',
      'LICENSE',
      'dist/services/emitter/index.d.ts',
      'deploy/local/pom.xml',
    ]) {
      assert.ok(files.includes(file), file);
    }
    assert.ok(files.some((file) => /^schemas\/.*\.avsc$/.test(file)));
    assert.deepEqual(
      files.filter((file) => /(?<!\.d)\.ts$|\.test\.|^(test|services|node_modules|\.)/.test(file)),
      [],
    );
  });

  test('does not bring the Node pin, nor what only the repository needs', () => {
    for (const key of ['optionalDependencies', 'devDependencies', 'scripts'])
      assert.equal(installed[key], undefined, key);
    assert.deepEqual(installed['engines'], { node: '>=22.19.0' });
    assert.ok(installed['dependencies']);
  });

  test('emits to Kafka', async () => {
    const { kafkaBrokers } = testStack();
    const interaction = '01890000-0000-7000-8000-0000000000aa';
    await writeFile(join(project, 'emit.js'), EMITS);
    const ran = await run(process.execPath, ['emit.js'], project, {
      BROKER: kafkaBrokers[0] ?? '',
      INTERACTION: interaction,
    });
    const stats = JSON.parse(ran.stdout) as Record<string, number>;
    assert.equal(stats['acknowledged'], 1);
    const seen: Buffer[] = [];
    const kafka = createKafka({ brokers: kafkaBrokers, clientId: 'pack-test' });
    for await (const record of kafka.read('llm.events')) if (record.value) seen.push(record.value);
    assert.equal(seen.filter((value) => value.includes('hello from the tarball')).length, 1);
  });

  test('has types that a strict TypeScript project checks against', async () => {
    await writeFile(join(project, 'typed.ts'), TYPED);
    await writeFile(join(project, 'tsconfig.json'), JSON.stringify(TSCONFIG));
    const types = join('node_modules', '@types');
    await mkdir(join(project, types), { recursive: true });
    await symlink(join(ROOT, types, 'node'), join(project, types, 'node')).catch(() => {});
    const tsc = join(
      dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
      'bin',
      'tsc',
    );
    await run(process.execPath, [tsc, '-p', '.'], project).catch((error: Error & Ran) =>
      assert.fail(error.stdout),
    );
  });

  test('brings the command: npx tripline --help', async () => {
    const { stdout } = await run('npx', ['--no-install', 'tripline', '--help'], project);
    for (const verb of ['stack', 'run', 'scan', 'trail']) assert.match(stdout, new RegExp(`\\b${verb}\\b`));
  });
});
