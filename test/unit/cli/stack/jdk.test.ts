import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { RunCommand } from '../../../../services/cli/stack/command.ts';
import { findJdk } from '../../../../services/cli/stack/jdk.ts';

let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'tripline-jdk-')));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const silent: RunCommand = async () => ({ code: 1, stdout: '', stderr: '' });

interface Planted {
  version?: string;
  compiler?: boolean;
}

async function plant(name: string, { version, compiler = true }: Planted): Promise<string> {
  const home = join(folder, name);
  await mkdir(join(home, 'bin'), { recursive: true });
  for (const program of compiler ? ['java', 'javac'] : ['java']) {
    await writeFile(join(home, 'bin', program), '');
    await chmod(join(home, 'bin', program), 0o755);
  }
  if (version) await writeFile(join(home, 'release'), `IMPLEMENTOR="x"\nJAVA_VERSION="${version}"\n`);
  return home;
}

describe('the JDK that is found', () => {
  test('is the one of JAVA_HOME before a newer one in a folder', async () => {
    const home = await plant('chosen', { version: '21.0.2' });
    await plant('jvm/newer', { version: '25' });
    const { jdk } = await findJdk({ env: { JAVA_HOME: home }, patterns: [`${folder}/jvm/*`] }, silent);
    assert.deepEqual(jdk, { home, major: 21 });
  });

  test('is the one behind java on PATH, through links', async () => {
    const home = await plant('real', { version: '22.0.1' });
    await mkdir(join(folder, 'path'));
    await symlink(join(home, 'bin', 'java'), join(folder, 'path', 'java'));
    const { jdk } = await findJdk({ env: { PATH: `/nowhere:${folder}/path` }, patterns: [] }, silent);
    assert.deepEqual(jdk, { home, major: 22 });
  });

  test('is the newest of the usual folders where JAVA_HOME and PATH hold an old one', async () => {
    const old = await plant('old', { version: '17.0.15' });
    await plant('jvm/a', { version: '21.0.1' });
    const newest = await plant('jvm/b', { version: '25.0.1' });
    const found = await findJdk({ env: { JAVA_HOME: old }, patterns: [`${folder}/jvm/*`] }, silent);
    assert.deepEqual(found.jdk, { home: newest, major: 25 });
    assert.deepEqual(found.unfit, [{ home: old, why: 'is Java 17' }]);
  });

  test('is asked for its version where it has no release file', async () => {
    const home = await plant('asked', {});
    const stderr = 'openjdk version "23.0.1" 2024-10-15\n';
    const { jdk } = await findJdk({ env: { JAVA_HOME: home }, patterns: [] }, async () => ({
      code: 0,
      stdout: '',
      stderr,
    }));
    assert.equal(jdk?.major, 23);
  });

  const unfit: [string, Planted, string][] = [
    ['Java 8 by its old numbering', { version: '1.8.0_392' }, 'is Java 8'],
    [
      'a runtime without a compiler',
      { version: '25.0.1', compiler: false },
      'is a Java 25 without its compiler',
    ],
    ['one that tells no version', {}, 'tells no version'],
  ];
  for (const [what, planted, why] of unfit) {
    test(`is none where there is only ${what}, and the reason is kept`, async () => {
      const home = await plant('jvm/x', planted);
      const found = await findJdk({ env: {}, patterns: [`${folder}/jvm/*`] }, silent);
      assert.deepEqual(found, { jdk: null, unfit: [{ home, why }] });
    });
  }

  test('survives a JAVA_HOME that does not exist', async () => {
    const home = join(folder, 'gone');
    const found = await findJdk({ env: { JAVA_HOME: home }, patterns: [] }, silent);
    assert.deepEqual(found, { jdk: null, unfit: [{ home, why: 'holds no bin/java' }] });
  });
});
