import assert from 'node:assert/strict';
import { mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { isTriplineError } from '../../../../services/core/errors.ts';
import { reloadingEngine } from '../../../../services/platform/detection/reloading-engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'tripline-reload-'));
const rules = join(folder, 'rules.yaml');
after(() => rmSync(folder, { recursive: true }));

function write(content: string): void {
  writeFileSync(`${rules}.new`, content);
  renameSync(`${rules}.new`, rules);
}

const names = (term: string) =>
  `dictionaries:\n  - {id: names, type: name, severity: LOW, description: Names., terms: [${term}]}\n`;

test('rules follow their file; a wrong file changes nothing', { timeout: 60_000 }, async () => {
  write(names('Globex'));
  let told = Promise.withResolvers<string>();
  const engine = await reloadingEngine(
    { rules },
    { reloaded: () => told.resolve('reloaded'), refused: () => told.resolve('refused') },
    10,
  );
  // The engine's own timer keeps no process alive.
  const alive = setInterval(() => undefined, 1000);
  const isFound = (text: string) => engine.scan(text, { kind: 'output' }).some(({ type }) => type === 'name');
  const first = engine.rulesDigest;
  assert.deepEqual([isFound('Globex'), isFound('Initech')], [true, false]);

  write('dictionaries: 7');
  assert.equal(await told.promise, 'refused');
  assert.deepEqual([isFound('Globex'), engine.rulesDigest], [true, first]);

  told = Promise.withResolvers<string>();
  write(names('Initech').replace('Names.', 'Other names.'));
  assert.equal(await told.promise, 'reloaded');
  assert.deepEqual([isFound('Globex'), isFound('Initech')], [false, true]);
  assert.notEqual(engine.rulesDigest, first);
  clearInterval(alive);
});

test('a file that cannot be looked at is reported once, the rules stay, and it is looked at again', {
  timeout: 60_000,
}, async () => {
  write(names('Globex'));
  const refused: unknown[] = [];
  const told = { refused: Promise.withResolvers<void>(), reloaded: Promise.withResolvers<void>() };
  const engine = await reloadingEngine(
    { rules },
    {
      reloaded: () => told.reloaded.resolve(),
      refused: (error) => {
        refused.push(error);
        told.refused.resolve();
      },
    },
    10,
  );
  const alive = setInterval(() => undefined, 1000);
  const first = engine.rulesDigest;

  // ELOOP, which, unlike EACCES, also stops root.
  symlinkSync(rules, `${rules}.new`);
  renameSync(`${rules}.new`, rules);
  await told.refused.promise;
  assert.equal(engine.rulesDigest, first);

  write(names('Initech').replace('Names.', 'Other names.'));
  await told.reloaded.promise;
  assert.notEqual(engine.rulesDigest, first);
  assert.deepEqual(
    refused.map((error) => isTriplineError(error) && [error.code, error.detail]),
    [['CONFIG_INVALID', `The rule file ${rules} (TRIPLINE_RULES_FILE) cannot be read: ELOOP.`]],
  );
  clearInterval(alive);
});

test('of files that are wrong it is said which, and by which setting it was named', async () => {
  write('dictionaries: 7');
  const notOne = { rules: undefined, fingerprints: rules };
  const gone = join(folder, 'gone');
  const ignored = { reloaded: () => undefined, refused: () => undefined };
  for (const [files, said] of [
    [{ rules }, `The rule file ${rules} (TRIPLINE_RULES_FILE) has 1 problem:`],
    [notOne, `The fingerprint file ${rules} (TRIPLINE_FINGERPRINTS_FILE) is damaged or not one.`],
    [
      { fingerprints: gone },
      `The fingerprint file ${gone} (TRIPLINE_FINGERPRINTS_FILE) cannot be read: ENOENT.`,
    ],
  ] as const)
    await assert.rejects(
      reloadingEngine(files, ignored),
      (error) => isTriplineError(error, 'CONFIG_INVALID') && error.detail.startsWith(said),
    );
});
