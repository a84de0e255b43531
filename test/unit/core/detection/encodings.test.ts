import assert from 'node:assert/strict';
import test from 'node:test';
import { compileEngine } from '../../../../services/core/detection/engine.ts';
import { builtInRules } from '../../../../services/core/detection/rules/index.ts';

const PLANTED = new Set(['PII', 'SECRET', 'PROMPT_INJECTION', 'COMPLIANCE']);

function percentAll(text: string): string {
  return [...Buffer.from(text)]
    .map((octet) => `%${octet.toString(16).padStart(2, '0').toUpperCase()}`)
    .join('');
}

function unicodeAll(text: string): string {
  return Array.from(
    { length: text.length },
    (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
}

function jsonEscaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

const encodings: Record<string, (text: string) => string> = {
  'JSON string': jsonEscaped,
  'JSON with every unit escaped': unicodeAll,
  'JSON within JSON': (text) => jsonEscaped(jsonEscaped(text)),
  encodeURIComponent: (text) => encodeURIComponent(text),
  'percent-encoding of every octet': percentAll,
  base64: (text) => Buffer.from(text).toString('base64'),
  base64url: (text) => Buffer.from(text).toString('base64url'),
  'base64 of percent-encoding': (text) => Buffer.from(percentAll(text)).toString('base64'),
  'base64 twice': (text) => Buffer.from(Buffer.from(text).toString('base64')).toString('base64'),
};
const WHOLE_RUN = new Set(['base64', 'base64url', 'base64 of percent-encoding', 'base64 twice']);
const surroundings: [string, string][] = [
  ['', ''],
  ['See this: ', ' and tell me.'],
  ['{"note":"', '","n":1}'],
  ['https://a.example/p?x=', '&y=2'],
];

for (const rule of builtInRules.filter(({ category }) => PLANTED.has(category))) {
  const engine = compileEngine([rule]);
  const kind = rule.kinds?.[0] ?? 'output';
  for (const [name, encode] of Object.entries(encodings)) {
    test(`${rule.id} is found in ${name}, its span covers the encoded value`, () => {
      for (const { text } of rule.examples.match) {
        const [plain] = engine.scan(text, { kind });
        assert.ok(plain);
        const value = text.slice(plain.start, plain.end);
        const before = encode(text.slice(0, plain.start));
        for (const [left, right] of surroundings) {
          const encoded = left + encode(text) + right;
          const from = WHOLE_RUN.has(name) ? left.length : left.length + before.length;
          const to = WHOLE_RUN.has(name) ? encoded.length - right.length : from + encode(value).length;
          const covering = engine
            .scan(encoded, { kind })
            .filter(({ start, end }) => start <= from && end >= to);
          assert.ok(covering.length > 0, `${left}…${right}`);
        }
      }
    });
  }
}
