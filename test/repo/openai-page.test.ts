import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { MemoryKafka } from '../../services/platform/kafka/memory.ts';
import { completion, json, startModel } from '../unit/emitter/instrument/openai/support.ts';
import { events, twin } from '../unit/emitter/support.ts';

const root = join(import.meta.dirname, '../..');

test('docs/openai.md: its example runs and leaves a prompt and an output of one interaction', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'tripline-docs-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const model = await startModel(t);
  model.answers(json(completion({ content: 'On its way.' })));
  Object.assign(process.env, { OPENAI_API_KEY: 'k', OPENAI_BASE_URL: model.url });
  const [, example = ''] =
    /^```ts\n(.*?)^```$/ms.exec(readFileSync(join(root, 'docs/openai.md'), 'utf8')) ?? [];
  const lines = example.replaceAll(/kafka: \{[^}]*\}/g, 'kafka').split('\n');
  const imports = lines.filter((line) => line.startsWith('import ')).join('\n');
  const body = lines.filter((line) => !line.startsWith('import ')).join('\n');
  const file = join(folder, 'example.mts');
  writeFileSync(file, `${resolved(imports)}\nexport async function run(kafka) {\n${body}\n}\n`);
  const kafka = await twin();
  const { run } = (await import(pathToFileURL(file).href)) as { run: (kafka: MemoryKafka) => Promise<void> };
  await run(kafka);
  const [prompt, output, ...others] = await events(kafka);
  assert.deepEqual([prompt?.type, output?.type, others], ['prompt', 'output', []]);
  assert.equal(output?.origin.parent_event_id, prompt?.origin.event_id);
  assert.equal(prompt?.origin.actor.user_id, 'ada');
});

function resolved(imports: string): string {
  const door = pathToFileURL(join(root, 'services/emitter/index.ts')).href;
  return imports
    .replace("'tripline'", JSON.stringify(door))
    .replace("'openai'", JSON.stringify(import.meta.resolve('openai')));
}
