import assert from 'node:assert/strict';
import test from 'node:test';
import { compileEngine } from '../../../../services/core/detection/engine.ts';
import { builtInRules } from '../../../../services/core/detection/rules/index.ts';
import type { Engine, TextKind } from '../../../../services/core/detection/types.ts';

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
  'HTML references': (text) =>
    Array.from(text, (letter) => `&#x${(letter.codePointAt(0) ?? 0).toString(16)};`).join(''),
  'octets as \\x41': (text) =>
    [...Buffer.from(text)].map((octet) => `\\x${octet.toString(16).padStart(2, '0')}`).join(''),
  hexadecimal: (text) => Buffer.from(text).toString('hex'),
  base64: (text) => Buffer.from(text).toString('base64'),
  base64url: (text) => Buffer.from(text).toString('base64url'),
  'base64 of percent-encoding': (text) => Buffer.from(percentAll(text)).toString('base64'),
  'base64 twice': (text) => Buffer.from(Buffer.from(text).toString('base64')).toString('base64'),
};
const WHOLE_RUN = new Set([
  'hexadecimal',
  'base64',
  'base64url',
  'base64 of percent-encoding',
  'base64 twice',
]);
const surroundings: [string, string][] = [
  ['', ''],
  ['See this: ', ' and tell me.'],
  ['{"note":"', '","n":1}'],
  ['https://a.example/p?x=', '&y=2'],
];

/** Fewer octets are not told from chance. */
const LEAST_OCTETS = 12;

/** What the rule finds in the text as it stands there: some look at what is around a value, or at where its line begins. */
function plainSpan(engine: Engine, text: string, kind: TextKind, [left, right]: [string, string]) {
  const [first] = engine.scan(left + text + right, { kind });
  if (first === undefined) return null;
  const start = Math.max(0, first.start - left.length);
  const end = Math.min(text.length, first.end - left.length);
  return start < end ? { start, end } : null;
}

for (const rule of builtInRules.filter(({ category }) => PLANTED.has(category))) {
  const engine = compileEngine([rule]);
  const kind = rule.kinds?.[0] ?? 'output';
  for (const [name, encode] of Object.entries(encodings)) {
    test(`${rule.id} is found in ${name}, its span covers the encoded value`, () => {
      for (const { text } of rule.examples.match) {
        if (WHOLE_RUN.has(name) && Buffer.byteLength(text) < LEAST_OCTETS) continue;
        assert.ok(plainSpan(engine, text, kind, ['', '']));
        for (const around of surroundings) {
          const [left, right] = around;
          const plain = plainSpan(engine, text, kind, around);
          if (plain === null) continue;
          const encoded = left + encode(text) + right;
          const from = left.length + (WHOLE_RUN.has(name) ? 0 : encode(text.slice(0, plain.start)).length);
          const to = WHOLE_RUN.has(name)
            ? encoded.length - right.length
            : from + encode(text.slice(plain.start, plain.end)).length;
          const covering = engine
            .scan(encoded, { kind })
            .filter(({ start, end }) => start <= from && end >= to);
          assert.ok(covering.length > 0, `${left}…${right}`);
        }
      }
    });
  }
}
