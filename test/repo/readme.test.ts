import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type OriginDefaults, produce } from '../../services/cli/produce.ts';
import { createProgram } from '../../services/cli/program.ts';
import { decodeEvent } from '../../services/core/events/codec.ts';
import { EVENT_SCHEMAS } from '../../services/core/events/record-schemas.ts';
import { type AvroObject, type AvroSchema, current } from '../../services/core/events/schema-set.ts';
import type { TriplineEvent } from '../../services/core/events/types.ts';
import { formatEmitterKey } from '../../services/core/evidence/emitter-key.ts';
import { createMemoryKafka, type MemoryKafka } from '../../services/platform/kafka/memory.ts';
import { topicNames, topicSpecs } from '../../services/platform/kafka/topics.ts';

const root = join(import.meta.dirname, '../..');
const DEFAULTS: OriginDefaults = { tenant: 'default', application: 'docs', environment: 'test' };

test("README's table names just the verbs of the command line, with their own verbs", () => {
  const listed = rowsUnder(page('README.md'), '## The command line').flatMap(([cell = '']) => verbsOf(cell));
  const known = createProgram().commands.flatMap((command) =>
    command.commands.length === 0
      ? [command.name()]
      : command.commands.map((child) => `${command.name()} ${child.name()}`),
  );
  const workers = createProgram().commands.find((command) => command.name() === 'run')
    ?.registeredArguments[0];
  const expected = [
    ...known.filter((verb) => verb !== 'run'),
    ...(workers?.argChoices ?? []).map((worker) => `run ${worker}`),
  ];
  assert.deepEqual(listed.toSorted(), expected.toSorted());
});

test('every npm script that a page names is there', () => {
  const { scripts } = JSON.parse(page('package.json')) as { scripts: Record<string, string> };
  const docs = readdirSync(join(root, 'docs')).filter((file) => file.endsWith('.md'));
  const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...docs.map((file) => `docs/${file}`)];
  const named = pages.flatMap((name) =>
    [...page(name).matchAll(/\bnpm (?:run (?:--silent )?([a-z][\w:-]*)|(test)\b)/g)].map(
      ([, script, standard]) => [name, script ?? standard ?? ''] as const,
    ),
  );
  assert.ok(named.length > 20);
  assert.deepEqual(
    named.filter(([, script]) => !Object.hasOwn(scripts, script)),
    [],
  );
});

describe('the examples in TypeScript run', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tripline-docs-'));
    process.env['TRIPLINE_EMITTER_KEY'] = formatEmitterKey('default', Buffer.alloc(32, 7));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  test("README's ten lines: two events, one the other's parent", async () => {
    const [asked, answered, ...others] = await run('README.md', folder);
    assert.deepEqual([asked?.type, answered?.type, others], ['prompt', 'output', []]);
    assert.equal(answered?.origin.parent_event_id, asked?.origin.event_id);
    assert.equal(answered?.origin.interaction_id, asked?.origin.interaction_id);
    assert.equal(asked?.origin.application, 'support-bot');
  });

  test('docs/emitter.md: one event of each of the four methods, in order', async () => {
    const arrived = await run('docs/emitter.md', folder);
    assert.deepEqual(
      arrived.map(({ type }) => type),
      ['prompt', 'output', 'tool', 'feedback'],
    );
    assert.equal(new Set(arrived.map(({ origin }) => origin.interaction_id)).size, 1);
  });

  test('docs/guard.md: a shell call that is denied, and one that is checked and runs', async () => {
    const arrived = await run('docs/guard.md', folder);
    assert.deepEqual(
      arrived.map((event) => event.type === 'tool' && `${event.phase} ${event.tool.name}`),
      ['REQUESTED run_shell', 'DENIED run_shell', 'REQUESTED refund', 'COMPLETED refund'],
    );
  });
});

describe('docs/events.md', () => {
  const events = page('docs/events.md');

  for (const type of Object.keys(EVENT_SCHEMAS)) {
    test(`${type}: its examples are taken as they stand`, async () => {
      const lines = blocksOf(sectionOf(events, `## ${type}`), 'jsonl').flatMap((block) => block.split('\n'));
      assert.ok(lines.length > 0);
      const { arrived, complaints } = await produceAll(lines);
      assert.deepEqual(complaints, []);
      assert.deepEqual(new Set(arrived.map((event) => event.type)), new Set([type]));
      assert.equal(arrived.length, lines.length);
    });
  }

  for (const [heading, schema] of [['origin', 'Origin'], ...Object.entries(EVENT_SCHEMAS)] as const) {
    test(`${heading}: the table has every field of its schema in order, which are required, and every listed string`, () => {
      const rows = rowsUnder(events, `## ${heading}`).map(([field = '', type = '', absent = '']) => ({
        field: field.replaceAll('`', ''),
        required: absent === 'required' || /^`produce`|^\[filled in\]/.test(absent),
        nullable: /\bnull$/.test(type),
        symbols: type.startsWith('`') ? type.replaceAll('`', '').split(', ') : [],
      }));
      assert.deepEqual(
        rows.map((row) => (row.field === 'capture' ? { ...row, required: false } : row)),
        fieldsOf(schema),
      );
    });
  }

  test('what it shows as refused is refused, in these words', async () => {
    const [lines = ''] = blocksOf(events, 'json');
    const [answers = ''] = blocksOf(events, 'text');
    const { arrived, complaints } = await produceAll(lines.split('\n'));
    assert.deepEqual(arrived, []);
    assert.deepEqual(complaints, answers.split('\n'));
  });

  test('tripline produce --help leads to it', () => {
    const produceHelp = createProgram().commands.find((command) => command.name() === 'produce');
    assert.match(produceHelp?.description() ?? '', /docs\/events\.md/);
  });
});

function page(name: string): string {
  return readFileSync(join(root, name), 'utf8');
}

/** From its heading to the next of the same or a higher rank. */
function sectionOf(text: string, heading: string): string {
  const [, rest] = text.split(`\n${heading}\n`);
  assert.ok(rest !== undefined, `no section ${heading}`);
  return rest.split(/^##? /m)[0] ?? '';
}

/** Cells of the first table of a section, without its head. */
function rowsUnder(text: string, heading: string): string[][] {
  const lines = sectionOf(text, heading).split('\n');
  const first = lines.findIndex((line) => /^\| ?-/.test(line));
  const rest = lines.slice(first + 1);
  const end = rest.findIndex((line) => !line.startsWith('|'));
  return rest.slice(0, end).map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function blocksOf(text: string, language: string): string[] {
  return [...text.matchAll(/^```(\w+)\n(.*?)\n```$/gms)]
    .filter(([, name]) => name === language)
    .map(([, , block]) => block ?? '');
}

/** `stack up\|down` → `stack up`, `stack down`; placeholders and options are no verbs. */
function verbsOf(cell: string): string[] {
  const [verb = '', rest = ''] = cell.replaceAll('`', '').split(' ');
  if (!/^[a-z]/.test(rest)) return [verb];
  return rest.split(String.raw`\|`).map((child) => `${verb} ${child}`);
}

/** Runs a page's TypeScript on a Kafka in memory and returns what arrived. */
async function run(name: string, folder: string): Promise<TriplineEvent[]> {
  const door = pathToFileURL(join(root, 'services/emitter/index.ts')).href;
  const code = blocksOf(page(name), 'ts')
    .filter((block) => !block.startsWith('await withContext('))
    .join('\n')
    .replaceAll(/kafka: \{[^}]*\}/g, 'kafka')
    .replaceAll("'policy.yaml'", JSON.stringify(join(root, 'deploy/policy.yaml')));
  const [first = '', ...body] = code.split('\n');
  assert.match(first, /^import \{ createEmitter\b[^}]* \} from 'tripline';$/);
  assert.match(code, /\bkafka\b/);
  const file = join(folder, `${name.replaceAll(/\W/g, '-')}.mts`);
  const imported = first.replace("'tripline'", JSON.stringify(door));
  writeFileSync(file, `${imported}\nexport async function run(kafka) {\n${body.join('\n')}\n}\n`);
  const { run: example } = (await import(pathToFileURL(file).href)) as {
    run: (kafka: MemoryKafka) => Promise<void>;
  };
  const kafka = await twin();
  await example(kafka);
  return arrivedOn(kafka);
}

async function produceAll(lines: string[]): Promise<{ arrived: TriplineEvent[]; complaints: string[] }> {
  const kafka = await twin();
  const complaints: string[] = [];
  const complain = (line: number, why: string) => complaints.push(`line ${line}: ${why}`);
  await produce(each(lines), await kafka.producer(), topicNames().events, DEFAULTS, complain);
  return { arrived: await arrivedOn(kafka), complaints };
}

async function* each(lines: string[]): AsyncGenerator<string> {
  yield* lines;
}

async function twin(): Promise<MemoryKafka> {
  const kafka = createMemoryKafka();
  await (await kafka.admin()).createTopics(topicSpecs('', 1));
  return kafka;
}

async function arrivedOn(kafka: MemoryKafka): Promise<TriplineEvent[]> {
  const arrived: TriplineEvent[] = [];
  for await (const { value } of kafka.read(topicNames().events)) arrived.push(decodeEvent(value));
  return arrived;
}

interface FieldRow {
  field: string;
  required: boolean;
  nullable: boolean;
  symbols: string[];
}

/** The fields of a record and, below them, those of its objects; an event's origin has a section of its own. */
function fieldsOf(name: string, prefix = ''): FieldRow[] {
  const record = current.get(name)?.schema;
  assert.ok(record !== undefined, `no schema ${name}`);
  return rowsOf(record, prefix);
}

function rowsOf(record: AvroObject, prefix: string): FieldRow[] {
  return (record.fields ?? []).flatMap((field) => {
    const nullable = Array.isArray(field.type);
    const schema = resolved(nullable ? nonNull(field.type as AvroSchema[]) : field.type);
    const path = `${prefix}${field.name}`;
    const row = {
      field: path,
      required: field.default === undefined,
      nullable,
      symbols: schema.symbols ?? [],
    };
    if (schema.name === 'Origin') return [row];
    const below = schema.items === undefined ? schema : resolved(schema.items);
    return [row, ...rowsOf(below, schema.items === undefined ? `${path}.` : `${path}[].`)];
  });
}

function nonNull(union: AvroSchema[]): AvroSchema {
  return union.find((branch) => branch !== 'null') ?? 'null';
}

function resolved(schema: AvroSchema): AvroObject {
  if (Array.isArray(schema)) return resolved(nonNull(schema));
  if (typeof schema !== 'string') return schema;
  for (const { schema: outer } of current.values()) {
    const found = named(outer, schema.replace('tripline.v1.', ''));
    if (found !== null) return found;
  }
  return { type: schema };
}

function named(schema: AvroSchema, name: string): AvroObject | null {
  if (typeof schema === 'string') return null;
  const parts = Array.isArray(schema)
    ? schema
    : [...(schema.fields ?? []).map(({ type }) => type), schema.items ?? 'null'];
  if (!Array.isArray(schema) && schema.name === name) return schema;
  for (const part of parts) {
    const found = named(part, name);
    if (found !== null) return found;
  }
  return null;
}
