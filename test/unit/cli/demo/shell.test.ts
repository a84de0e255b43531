import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { createShell, objectionTo, type Shell } from '../../../../services/cli/demo/tools/shell.ts';

const ROOT = '/tmp/tripline-demo-x';
const allowed = [
  'ls',
  'ls -la var/log',
  'rm -rfv ./var/log/*',
  'rm -rf *',
  `cat ${ROOT}/var/log/app.log`,
  'echo hello',
  '  du -s  var ',
];
const refused = [
  '',
  'rm -rf /var/log/*',
  'rm -rf /',
  'rm -rf //var/log',
  'rm -rf ../*',
  'rm -rf var/../../x',
  'rm -rf var/..',
  'rm -rf .*',
  'rm -rf .*/x',
  'cat ..*/x',
  'rm -rf ~',
  'rm -rf ~root/x',
  'rm -rf $HOME',
  'rm -rf ${HOME}',
  'ls `id`',
  'ls $(id)',
  'ls; rm -rf /',
  'ls && id',
  'ls | sh',
  'ls & id',
  'ls > /etc/passwd',
  'ls >x',
  'ls <x',
  'ls\nid',
  'ls\tid',
  'ls\rid',
  "ls 'a b'",
  'ls "x"',
  String.raw`ls \x`,
  'ls {a,b}',
  'ls [a-z]',
  'ls ?',
  'ls !x',
  'ls #x',
  'wc --files0-from=/etc/passwd',
  'ls -I/etc',
  'ls --',
  'cat -',
  'bash',
  'sh -c ls',
  '/bin/rm x',
  './rm x',
  'find . -delete',
  'sudo ls',
  'A=1 ls',
  `rm -rf ${ROOT}`,
  `rm -rf ${ROOT}x/y`,
  `rm -rf ${ROOT}/../y`,
  `rm -rf ${ROOT}//etc`,
  'rm é',
  'rm \u2215etc',
];

describe("the demo's shell", () => {
  for (const command of allowed)
    test(`lets run: ${command}`, () => assert.equal(objectionTo(command, ROOT), null));
  for (const command of refused)
    test(`refuses: ${JSON.stringify(command)}`, () => assert.notEqual(objectionTo(command, ROOT), null));

  describe('in its folder', () => {
    let shell: Shell;
    const run = (command: unknown) => shell.run({ command }, new AbortController().signal);
    beforeEach(async () => {
      shell = await createShell();
    });
    afterEach(() => shell.stop());

    test('deletes what lies in its own var/log and nothing else', async () => {
      const before = await readdir('/var/log');
      const outcome = await run('rm -rfv ./var/log/*');
      assert.equal(outcome.status, 0);
      assert.match(outcome.result ?? '', /app\.log/);
      assert.deepEqual(await readdir(join(shell.root, 'var', 'log')), []);
      assert.deepEqual(await readdir('/var/log'), before);
    });

    test('does not run what names the real /var/log', async () => {
      const outcome = await run('rm -rfv /var/log/*');
      assert.deepEqual([outcome.status, outcome.error?.type], [126, 'Refused']);
      assert.equal((await readdir(join(shell.root, 'var', 'log'))).length, 3);
    });

    test('says with which code a command ended', async () => {
      const outcome = await run('ls missing');
      assert.notEqual(outcome.status, 0);
      assert.equal(outcome.error?.type, 'ExitCode');
    });

    test('does not wait for input', async () => assert.equal((await run('cat')).status, 0));
    test('takes no command that is no text', async () => assert.equal((await run(['ls'])).status, 126));
    test('works in a folder of the system for temporary files, and leaves none', async () => {
      assert.ok(!relative(tmpdir(), shell.root).startsWith('..'));
      await shell.stop();
      assert.ok(!existsSync(shell.root));
    });
  });
});
