import assert from 'node:assert/strict';
import test from 'node:test';
import { codeAnalyser } from '../../../../../services/core/detection/analysers/code/analyser.ts';
import { checkAnalyser } from '../../../../../services/core/detection/check-rules.ts';

/** Each block found: its language and what it spans. */
function blocksIn(text: string): [string, string][] {
  return codeAnalyser
    .analyse(text, { kind: 'output' })
    .map(({ rule_id, start, end }) => [rule_id.replace(/^code-/, ''), text.slice(start, end)]);
}

function languagesIn(text: string): string[] {
  return blocksIn(text).map(([language]) => language);
}

const PYTHON = 'def area(r):\n    if r < 0:\n        raise ValueError("negative")\n    return 3.14 * r ** 2';
const GO =
  'func area(r float64) (float64, error) {\n\tif r < 0 {\n\t\treturn 0, errors.New("negative")\n\t}\n\treturn 3.14 * r * r, nil\n}';

test('every card holds its own examples', () => {
  assert.deepEqual(checkAnalyser(codeAnalyser), []);
});

test('a block is found between sentences, with its span', () => {
  const text = `Sure, here is what you asked for:\n\n${PYTHON}\n\nIt squares the radius and multiplies it. Tell me if you need more.`;
  assert.deepEqual(blocksIn(text), [['python', PYTHON]]);
});

test('two blocks in two languages are two findings', () => {
  const between = 'The same in another language, which is a little longer because errors are values there:';
  assert.deepEqual(languagesIn(`\`\`\`\n${PYTHON}\n\`\`\`\n${between}\n\`\`\`\n${GO}\n\`\`\``), [
    'python',
    'go',
  ]);
});

test('a fence is believed unless its lines say otherwise', () => {
  const cases: [info: string, body: string, languages: string[]][] = [
    ['python', 'x = 1', ['python']],
    ['js', PYTHON, ['python']],
    ['text', PYTHON, ['python']],
    ['zig', 'const std = @import("std");', ['block']],
    ['json', '{"name": "a", "tags": ["b"]}', []],
    ['yaml', 'name: a\ntags:\n  - b', []],
    ['', PYTHON, ['python']],
    ['', 'The meeting is at noon, and all of you are welcome to come.', []],
    ['bash', 'npm install express', ['bash']],
  ];
  for (const [info, body, languages] of cases)
    assert.deepEqual(
      languagesIn(`See:\n\`\`\`${info}\n${body}\n\`\`\`\nDone.`),
      languages,
      `${info}: ${body}`,
    );
});

test('a fence spans its marks, closed or not', () => {
  const fenced = `~~~python\n${PYTHON}\n~~~`;
  assert.deepEqual(blocksIn(`See:\n${fenced}\nDone.`), [['python', fenced]]);
  assert.deepEqual(blocksIn(`See:\n\`\`\`python\n${PYTHON}`), [['python', `\`\`\`python\n${PYTHON}`]]);
});

test('what is no code is left alone', () => {
  const texts = {
    prose:
      'We import goods from France. Let us go while it lasts, for the class was full (again); return soon.',
    inline:
      'Call `foo()` first; in Python the `import` statement does it, e.g. `import os`. Use `arr[0] = 1;` then.',
    poem: 'if you could see the river\nwhile the morning is young,\nfor all of the silver\nreturn to the sun',
    recipe: '- 200 g flour\n- 2 eggs, beaten\n- 1 tbsp oil; olive\n\n1. Mix (slowly).\n2. Bake: 20 minutes.',
    json: '{\n  "class": "a",\n  "return": ["b", "c"],\n  "import": {"from": "d"}\n}',
    yaml: 'name: build\non: [push]\njobs:\n  test:\n    runs-on: ubuntu-latest\n    timeout-minutes: 5',
    table: '| Name | Count |\n|------|------:|\n| `a` | 1 |\n| `b` | 2 |',
    log: '2026-01-12T10:00:00Z INFO [main] c.e.App - user=1 took 20ms\n2026-01-12T10:00:01Z WARN [main] c.e.App - retry (1/3)\n2026-01-12T10:00:02Z INFO [main] c.e.App - done',
    mail: 'From: ann@corp.example\nTo: bob@corp.example\nSubject: Lunch\n\nHi Bob,\n\nlet us meet at noon (if you can).\n\nAnn',
    math: "Let f(x) = x^2 + 3x. Then f'(x) = 2x + 3.\n\nSo x = (3 + 5) / 2 = 4.",
    csv: 'id,name,city\n1,Ann,Berlin\n2,Bob,Paris\n3,Cid,Rome',
  };
  for (const [name, text] of Object.entries(texts)) assert.deepEqual(languagesIn(text), [], name);
});

test('no text of 1 MiB takes long', () => {
  const units = [
    'a',
    '{',
    '```\n',
    '```\nx=1\n',
    'x = 1\n',
    'def f(x):\n',
    '/*',
    '"',
    'SELECT a\n',
    'foo(\n',
    '  \n',
  ];
  for (const unit of units) {
    const text = unit.repeat(Math.ceil((1 << 20) / unit.length));
    const started = performance.now();
    codeAnalyser.analyse(text, { kind: 'output' });
    const took = performance.now() - started;
    assert.ok(took < 1000, `${JSON.stringify(unit)} took ${Math.round(took)} ms`);
  }
});
