import assert from 'node:assert/strict';
import test from 'node:test';
import { defaultEngine } from '../../../../services/core/detection/default-engine.ts';
import { compileEngine } from '../../../../services/core/detection/engine.ts';
import { MAX_MATCHES } from '../../../../services/core/detection/overlaps.ts';
import { builtInRules } from '../../../../services/core/detection/rules/index.ts';
import { STEP, WINDOW } from '../../../../services/core/detection/stream.ts';
import type { Match, ScanContext } from '../../../../services/core/detection/types.ts';
import { seeded } from '../../../bench/seeded.ts';

const engine = defaultEngine();
const OUTPUT: ScanContext = { kind: 'output' };
const EMAIL = 'maria.keller@northwind-traders.de';

function streamed(chunks: readonly string[], scanner = engine): { early: Match[]; all: Match[] } {
  const stream = scanner.stream(OUTPUT);
  const early = chunks.flatMap((chunk) => stream.push(chunk));
  return { early, all: stream.end() };
}

function cut(text: string, at: readonly number[]): string[] {
  const edges = [0, ...at, text.length];
  return edges.slice(1).map((edge, index) => text.slice(edges[index], edge));
}

test('however a text is cut, the end says what a scan of the whole says', () => {
  const random = seeded(11);
  const examples = builtInRules.flatMap((rule) => rule.examples.match.map(({ text }) => text));
  for (let round = 0; round < 150; round++) {
    const text = Array.from({ length: random.whole(1, 12) }, () => random.pick(examples)).join('\n and ');
    const edges = Array.from({ length: random.whole(0, 30) }, () => random.whole(0, text.length));
    const { all } = streamed(
      cut(
        text,
        edges.toSorted((a, b) => a - b),
      ),
    );
    assert.deepEqual(all, engine.scan(text, OUTPUT), `round ${round}`);
  }
});

test('cut at every place, a value is found', () => {
  const text = `Write to ${EMAIL} or call.`;
  const whole = engine.scan(text, OUTPUT);
  assert.equal(whole.length, 1);
  for (let at = 0; at <= text.length; at++) assert.deepEqual(streamed(cut(text, [at])).all, whole);
  assert.deepEqual(streamed(text.split('')).all, whole);
});

test('what comes to light is told once, within a step of its end', () => {
  const filler = 'nothing to see here, '.repeat(400);
  const text = `${filler}${EMAIL}. ${filler}`;
  const stream = engine.stream(OUTPUT);
  const told = text.split('').flatMap((letter, at) => stream.push(letter).map((match) => ({ ...match, at })));
  const start = filler.length;
  assert.deepEqual(
    told.map((match) => [match.type, match.start, match.end]),
    [['email', start, start + EMAIL.length]],
  );
  assert.ok((told[0]?.at ?? Infinity) <= start + EMAIL.length + STEP);
});

test('a value that goes on is not told before it is complete', () => {
  const filler = 'x '.repeat(STEP / 2);
  const stream = engine.stream(OUTPUT);
  const told = [
    ...stream.push(`${filler}maria.keller@northwind.co`),
    ...stream.push('mpany.example.de, '),
    ...stream.push(filler),
  ];
  assert.deepEqual(
    told.map((match) => match.end - match.start),
    ['maria.keller@northwind.company.example.de'.length],
  );
});

const only = compileEngine(builtInRules.filter(({ id }) => id === 'email-address' || id === 'email'));

test('beyond the window every value is found once, wherever windows meet', () => {
  assert.equal(only.rules.length, 1);
  const unit = `${'lorem ipsum '.repeat(40)}${EMAIL} `;
  const text = unit.repeat(Math.ceil((2.3 * WINDOW) / unit.length));
  const { all } = streamed(cut(text, [5, 70_000, WINDOW, WINDOW + 1, 2 * WINDOW]), only);
  assert.deepEqual(all, only.scan(text, OUTPUT));
  assert.ok(all.length > 4000);
});

test('too many findings, in one window or over all, end in one summary over the whole', () => {
  const unit = `${EMAIL} ${' '.repeat(90)}`;
  const counts = [MAX_MATCHES - 10, MAX_MATCHES + 10, 2 * MAX_MATCHES];
  for (const count of counts) {
    const text = unit.repeat(count);
    const { all } = streamed([text], only);
    assert.equal(all.length, count <= MAX_MATCHES ? count : 1);
    assert.deepEqual(all, only.scan(text, OUTPUT));
  }
});
