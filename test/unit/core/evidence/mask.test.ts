import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hmacKey } from '../../../../services/core/evidence/hmac.ts';
import { maskText, type Span } from '../../../../services/core/evidence/mask.ts';
import { escapeTokens, maskToken, unescapeTokens } from '../../../../services/core/evidence/tokens.ts';

const key = hmacKey(Buffer.alloc(32, 1));
const TOKEN = /\[[A-Z0-9_]{1,64}:[a-p]{16}\]/g;
const tokenFor = (type: string, value: string) => maskToken(key, type, value);
const span = (start: number, end: number, over: Partial<Span> = {}): Span => ({
  category: 'PII',
  type: 'email',
  start,
  end,
  ...over,
});

test('a token hides the value and repeats for equal values of a type only', () => {
  const token = tokenFor('email', 'ann@example.com');
  assert.match(token, /^\[EMAIL:[a-p]{16}\]$/);
  assert.equal(tokenFor('email', 'ann@example.com'), token);
  assert.notEqual(tokenFor('phone', 'ann@example.com').slice(-17), token.slice(-17));
  assert.notEqual(maskToken(hmacKey(Buffer.alloc(32, 2)), 'email', 'ann@example.com'), token);
  assert.notEqual(tokenFor('email', '\ud800'), tokenFor('email', '\ufffd'));
});

test('whatever its type is called, a token is a token', () => {
  for (const type of ['', 'a]b', '[x:', 'ß', '🏔', 'x'.repeat(500), '__proto__']) {
    assert.deepEqual(tokenFor(type, 'v').match(TOKEN), [tokenFor(type, 'v')]);
  }
});

test('look-alikes are escaped, and the escape can be undone', () => {
  const fake = '[EMAIL:abcdefghijklmnop]';
  const table: [string, string][] = [
    [fake, '[\\EMAIL:abcdefghijklmnop]'],
    ['[\\EMAIL:abcdefghijklmnop]', '[\\\\EMAIL:abcdefghijklmnop]'],
    [`[${fake}]`, '[[\\EMAIL:abcdefghijklmnop]]'],
    ['[EMAIL:abcdefghijklmnoq]', '[EMAIL:abcdefghijklmnoq]'],
    ['[email:abcdefghijklmnop]', '[email:abcdefghijklmnop]'],
    ['[:abcdefghijklmnop]', '[:abcdefghijklmnop]'],
    ['', ''],
  ];
  for (const [text, escaped] of table) {
    assert.equal(escapeTokens(text), escaped);
    assert.equal(unescapeTokens(escaped), text);
    assert.equal(escaped.match(TOKEN), null);
  }
});

test('a hostile run of brackets and backslashes is escaped in linear time', () => {
  const text = `${'['.repeat(2_000_000)}${'\\'.repeat(2_000_000)}${'[A'.repeat(1_000_000)}`;
  assert.equal(escapeTokens(text), text);
});

test('masked findings become tokens and every finding is told its new place', () => {
  const text = 'mail ann@example.com or bob@example.com now';
  const spans = [span(5, 20), span(24, 39), span(0, 43, { category: 'PROMPT_INJECTION', type: 'override' })];
  const masked = maskText(text, spans, tokenFor);
  const [ann, bob] = [tokenFor('email', 'ann@example.com'), tokenFor('email', 'bob@example.com')];
  assert.equal(masked.text, `mail ${ann} or ${bob} now`);
  assert.deepEqual(
    masked.places.map(({ start, end }) => masked.text.slice(start, end)),
    [ann, bob, masked.text],
  );
});

test('a finding that is shown and ends inside a masked one is widened to the token', () => {
  const masked = maskText('xx ann@example.com yy', [span(3, 18), span(0, 6, { category: 'CODE' })], tokenFor);
  const place = masked.places[1] ?? { start: -1, end: -1 };
  assert.equal(masked.text.slice(place.start, place.end), `xx ${tokenFor('email', 'ann@example.com')}`);
});

test('overlapping masked findings become one token named by the longest; touching ones stay two', () => {
  const text = '0123456789';
  assert.equal(
    maskText(text, [span(1, 4), span(3, 9, { type: 'card' })], tokenFor).text,
    `0${tokenFor('card', '12345678')}9`,
  );
  assert.equal(
    maskText(text, [span(3, 6), span(0, 3)], tokenFor).text,
    `${tokenFor('email', '012')}${tokenFor('email', '345')}6789`,
  );
});

test('a surrogate pair is never cut in half', () => {
  const masked = maskText('a😀b', [span(0, 2)], tokenFor);
  assert.equal(masked.text, `${tokenFor('email', 'a😀')}b`);
  assert.equal(maskText('a😀b', [span(2, 4)], tokenFor).text, `a${tokenFor('email', '😀b')}`);
});

test('a span that makes no sense masks the whole text', () => {
  const text = 'the secret is out';
  const hostile: [number, number][] = [
    [-1, 3],
    [0, 99],
    [5, 5],
    [9, 4],
    [0.5, 3],
    [Number.NaN, 3],
    [0, Number.POSITIVE_INFINITY],
  ];
  for (const [start, end] of hostile) {
    const masked = maskText(text, [span(0, 3), span(start, end)], tokenFor);
    assert.equal(masked.text, tokenFor('email', text));
    assert.deepEqual(masked.places, [
      { start: 0, end: masked.text.length },
      { start: 0, end: masked.text.length },
    ]);
  }
});

test('a span that makes no sense and is not masked is clamped', () => {
  const spans = [
    span(-5, 99, { category: 'CODE' }),
    span(Number.NaN, 2, { category: 'CODE' }),
    span(9, 4, { category: 'CODE' }),
  ];
  const masked = maskText('0123456789', spans, tokenFor);
  assert.equal(masked.text, '0123456789');
  assert.deepEqual(masked.places, [
    { start: 0, end: 10 },
    { start: 0, end: 2 },
    { start: 9, end: 9 },
  ]);
});

test('too many findings mask the whole text, whatever their category', () => {
  const summary = span(0, 4, { category: 'ANOMALY', type: 'too_many_findings' });
  assert.equal(maskText('some text', [summary], tokenFor).text, tokenFor('too_many_findings', 'some text'));
});

test('an empty text stays empty', () => {
  assert.deepEqual(maskText('', [span(0, 1)], tokenFor), { text: '', places: [{ start: 0, end: 0 }] });
});

test('for any text and spans: nothing masked is left, tokens are genuine, places agree (seeded)', () => {
  const random = mulberry(20260301);
  const int = (below: number) => Math.floor(random() * below);
  const pieces = [
    'a',
    'é',
    '😀',
    '[',
    ']',
    '\\',
    '[A:abcdefghijklmnop]',
    '[\\A:abcdefghijklmnop]',
    ':',
    'abcdefghijklmnop',
    '\ud800',
    ' ',
  ];
  for (let round = 0; round < 3000; round += 1) {
    const text = Array.from({ length: int(20) }, () => pieces[int(pieces.length)]).join('');
    const spans = Array.from({ length: int(5) }, () => {
      const start = int(text.length + 1);
      return span(start, start + int(text.length + 1 - start), random() < 0.6 ? {} : { category: 'CODE' });
    });
    checkMasking(text, spans);
  }
});

function checkMasking(text: string, spans: Span[]): void {
  const minted = new Map<string, string>();
  const masked = maskText(text, spans, (type, value) => {
    const token = tokenFor(type, value);
    minted.set(token, value);
    return token;
  });
  const shown = masked.text.match(TOKEN) ?? [];
  assert.ok(
    shown.every((token) => minted.has(token)),
    'a token that we did not mint',
  );
  const rebuilt = masked.text
    .split(/(\[[A-Z0-9_]{1,64}:[a-p]{16}\])/)
    .map((part) => minted.get(part) ?? unescapeTokens(part));
  assert.equal(rebuilt.join(''), text);
  assert.equal(masked.text.isWellFormed() || !text.isWellFormed(), true, 'a surrogate pair was cut');
  spans.forEach((given, index) => {
    const place = masked.places[index] ?? { start: -1, end: -1 };
    assert.ok(place.start >= 0 && place.start <= place.end && place.end <= masked.text.length);
    if (given.start === given.end) return;
    const inside = masked.text.slice(place.start, place.end).split(/(\[[A-Z0-9_]{1,64}:[a-p]{16}\])/);
    const back = inside.map((part) => minted.get(part) ?? part).join('');
    assert.ok(
      unescaped(back).includes(unescaped(text.slice(given.start, given.end))),
      'its place holds what it found',
    );
  });
}

/** Backslashes may stand at a span's edge, where a half of a look-alike cannot be told from one. */
function unescaped(text: string): string {
  return text.replaceAll('\\', '');
}

function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
