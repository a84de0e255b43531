import assert from 'node:assert/strict';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
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
