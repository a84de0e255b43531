import assert from 'node:assert/strict';
import { PassThrough, Readable, Writable } from 'node:stream';
import test from 'node:test';
import { scanCommand, scanStream } from '../../../services/cli/scan.ts';
import { defaultEngine } from '../../../services/core/detection/default-engine.ts';

type Answer = {
  id: unknown;
  findings?: { type: string; start: number; end: number }[];
  error?: { code: string; message: string };
};

async function scanChunks(chunks: (Buffer | string)[]): Promise<Answer[]> {
  const output = new PassThrough();
  const collected = output.toArray();
  await scanStream(Readable.from(chunks), output.setMaxListeners(0), defaultEngine());
  output.end();
  const text = Buffer.concat(await collected).toString('utf8');
  assert.ok(text === '' || text.endsWith('\n'));
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Answer);
}

const CARD = '4242 4242 4242 4242';

test('one line out for each line in, in order, with exactly the fields promised', async () => {
  const answers = await scanChunks([`{"id":"a","text":"card ${CARD}"}\n{"id":2,"text":"nothing"}\n`]);
  assert.deepEqual(answers, [
    {
      id: 'a',
      findings: [
        {
          rule_id: 'credit-card',
          category: 'PII',
          type: 'credit_card',
          severity: 'HIGH',
          confidence: 0.6,
          start: 5,
          end: 24,
        },
      ],
    },
    { id: 2, findings: [] },
  ]);
});

const bad: { line: string; code: string }[] = [
  { line: '', code: 'NOT_JSON' },
  { line: '{"id":1,"text":"secret-canary', code: 'NOT_JSON' },
  { line: '[1]', code: 'NOT_AN_OBJECT' },
  { line: 'null', code: 'NOT_AN_OBJECT' },
  { line: '{"id":{"secret-canary":1},"text":"x"}', code: 'ID_INVALID' },
  { line: '{"id":12345678901234567890,"text":"x"}', code: 'ID_INVALID' },
  { line: '{"id":1e400,"text":"x"}', code: 'ID_INVALID' },
  { line: '{"id":1}', code: 'TEXT_INVALID' },
  { line: '{"id":1,"text":["secret-canary"]}', code: 'TEXT_INVALID' },
  { line: '{"id":1,"text":"x","kind":"secret-canary"}', code: 'KIND_INVALID' },
  {
    line: '{"id":1,"text":"x","kind":"tool_arguments","tool_kind":"secret-canary"}',
    code: 'TOOL_KIND_INVALID',
  },
];
for (const { line, code } of bad) {
  test(`a bad line is answered with ${code}, repeats nothing and stops nothing: ${line.slice(0, 30)}`, async () => {
    const [first, second, ...rest] = await scanChunks([`${line}\n{"id":9,"text":""}\n`]);
    assert.equal(first?.id, null);
    assert.equal(first.error?.code, code);
    assert.ok(!JSON.stringify(first).includes('secret-canary'));
    assert.deepEqual(second, { id: 9, findings: [] });
    assert.deepEqual(rest, []);
  });
}

test('a last line without an end, CRLF, unknown fields and a missing id are taken', async () => {
  const answers = await scanChunks(['{"id":1,"text":"a","more":true}\r\n{"text":"b"}']);
  assert.deepEqual(answers, [
    { id: 1, findings: [] },
    { id: null, findings: [] },
  ]);
});

test('no input gives no output', async () => {
  assert.deepEqual(await scanChunks([]), []);
});

test('UTF-8 split at every byte, and lone surrogates, keep offsets in UTF-16 code units', async () => {
  const line = Buffer.from(`{"id":"ü🙂","text":"日本🙂\\ud800 ${CARD}"}\n`);
  const [answer] = await scanChunks([...line].map((octet) => Buffer.from([octet])));
  assert.equal(answer?.id, 'ü🙂');
  assert.deepEqual(
    answer.findings?.map(({ start, end }) => [start, end]),
    [[6, 25]],
  );
});

test('a line of many MiB works', async () => {
  const long = 'lorem ipsum dolor '.repeat(500_000);
  const [answer] = await scanChunks([`{"id":1,"text":"${long}${CARD}"}\n`]);
  assert.deepEqual(
    answer?.findings?.map(({ start }) => start),
    [long.length],
  );
});

test('kind and tool_kind choose the rules', async () => {
  const text = 'rm -rf /var/log/*';
  const lines = [
    { id: 1, text, kind: 'tool_arguments', tool_kind: 'SHELL' },
    { id: 2, text, kind: 'tool_arguments', tool_kind: 'DATABASE' },
    { id: 3, text: 'a' },
  ];
  const answers = await scanChunks(lines.map((line) => `${JSON.stringify(line)}\n`));
  assert.deepEqual(
    answers.map(({ findings }) => findings?.map(({ type }) => type)),
    [['destructive_delete'], [], []],
  );
});

test('the answers to a chunk go out before the next chunk comes', async () => {
  const input = new PassThrough();
  const output = new PassThrough();
  const done = scanStream(input, output, defaultEngine());
  for (const id of [1, 2, 3]) {
    input.write(`{"id":${id},"text":"x"}\n`);
    const [answer] = (await output.iterator({ destroyOnReturn: false }).next()).value.toString().split('\n');
    assert.deepEqual(JSON.parse(answer ?? ''), { id, findings: [] });
  }
  input.end();
  await done;
});

test('a slow reader holds the input back', async () => {
  let pulled = 0;
  function* chunks() {
    for (pulled = 0; pulled < 50; pulled++) yield Buffer.from(`{"id":${pulled},"text":"x"}\n`);
  }
  const waiting: (() => void)[] = [];
  const output = new Writable({
    highWaterMark: 1,
    write: (_chunk, _encoding, taken) => void waiting.push(taken),
  });
  const done = scanStream(Readable.from(chunks(), { highWaterMark: 1 }), output, defaultEngine());
  await new Promise((resolve) => setImmediate(resolve));
  assert.ok(pulled < 10);
  for (let turn = 0; turn < 200; turn++) {
    waiting.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await done;
  assert.equal(pulled, 50);
});

test('the command explains itself', () => {
  const command = scanCommand();
  assert.equal(command.name(), 'scan');
  assert.match(command.helpInformation(), /one JSON object a line/);
});

test('a byte order mark before the first line is passed over, a null kind is as none', async () => {
  const answers = await scanChunks(['\ufeff{"id":1,"text":"x","kind":null}\n{"id":2,"text":"y"}']);
  assert.deepEqual(answers, [
    { id: 1, findings: [] },
    { id: 2, findings: [] },
  ]);
});

test('a line longer than any event is answered, not gathered; those after it are scanned', async () => {
  const chunk = Buffer.alloc(8 * 1024 * 1024, 'a');
  function* input() {
    yield '{"id":0,"text":"x"}\n';
    for (let at = 0; at < 9; at++) yield chunk;
    yield 'end\n{"id":1,"text":"y"}\n{"id":2,';
    yield '"text":"z"}';
  }
  const output = new PassThrough();
  const collected = output.toArray();
  await scanStream(Readable.from(input()), output, defaultEngine());
  output.end();
  const lines = Buffer.concat(await collected)
    .toString('utf8')
    .trim()
    .split('\n');
  const answers = lines.map((line) => JSON.parse(line) as Answer);
  assert.deepEqual(
    answers.map(({ id, error }) => [id, error?.code ?? null]),
    [
      [0, null],
      [null, 'LINE_TOO_LONG'],
      [1, null],
      [2, null],
    ],
  );
});
