import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decodeText, encodeText } from '../../../../services/core/events/text.ts';
import { seeded } from './generated-record.ts';

const whatwg = new TextDecoder('utf-8', { ignoreBOM: true });

describe('strings become WTF-8', () => {
  const cases: Record<string, [text: string, hex: string]> = {
    empty: ['', ''],
    ASCII: ['a', '61'],
    'two, three and four bytes': ['é€😀', 'c3a9e282acf09f9880'],
    'a high surrogate alone': ['\ud83d', 'eda0bd'],
    'a low surrogate alone': ['\ude00', 'edb880'],
    'a swapped pair': ['\ude00\ud83d', 'edb880eda0bd'],
    'a high surrogate before a pair': ['\ud83d\ud83d\ude00', 'eda0bdf09f9880'],
    'surrogates between text': ['a\udfffé\ud800z', '61edbfbfc3a9eda0807a'],
    'a byte order mark': ['\ufeffa', 'efbbbf61'],
    'a noncharacter and NUL': ['\uffff\0', 'efbfbf00'],
  };
  for (const [what, [text, hex]] of Object.entries(cases)) {
    test(what, () => {
      assert.equal(encodeText(text).toString('hex'), hex);
      assert.equal(decodeText(Buffer.from(hex, 'hex')), text);
    });
  }
});

describe('bytes become strings by WHATWG UTF-8, surrogates kept', () => {
  const cases: Record<string, [hex: string, text: string]> = {
    'a continuation alone': ['80', '\ufffd'],
    'an overlong slash': ['c0af', '\ufffd\ufffd'],
    'a sequence cut short is one': ['e282', '\ufffd'],
    'a sequence cut short before ASCII': ['f09f9861', '\ufffda'],
    'above U+10FFFF': ['f4908080', '\ufffd\ufffd\ufffd\ufffd'],
    'five-byte lead': ['f888808080', '\ufffd\ufffd\ufffd\ufffd\ufffd'],
    'ED at the end': ['ed', '\ufffd'],
    'ED A0 at the end': ['eda0', '\ufffd\ufffd'],
    'the last character before the surrogates': ['ed9fbf', '\ud7ff'],
    'a cut sequence before a surrogate': ['e282eda080', '\ufffd\ud800'],
    'U+FFFD itself': ['efbfbd', '\ufffd'],
    'a pair in six bytes is a pair': ['eda0bdedb880', '😀'],
  };
  for (const [what, [hex, text]] of Object.entries(cases)) {
    test(what, () => assert.equal(decodeText(Buffer.from(hex, 'hex')), text));
  }
});

test('any string comes back as it was', () => {
  const next = seeded(1);
  for (let count = 0; count < 5000; count++) {
    const units = Array.from({ length: Math.floor(next() * 24) }, () => unit(next));
    const text = String.fromCharCode(...units);
    assert.equal(decodeText(encodeText(text)), text, JSON.stringify(text));
  }
});

test('any bytes read as TextDecoder reads them, but for surrogates', () => {
  const next = seeded(2);
  for (let count = 0; count < 10_000; count++) {
    const bytes = Buffer.from(Array.from({ length: Math.floor(next() * 24) }, () => byte(next)));
    assert.equal(decodeText(bytes), reference(bytes), bytes.toString('hex'));
  }
});

test('typed arrays are read where they begin', () => {
  const bytes = new Uint8Array([0xff, 0xed, 0xa0, 0x80, 0xff]);
  assert.equal(decodeText(bytes.subarray(1, 4)), '\ud800');
});

/** ED followed by A0–BF and a continuation is a surrogate and nothing else: ED is never a continuation byte. */
function reference(bytes: Buffer): string {
  const parts = bytes.toString('latin1').split(/(\xed[\xa0-\xbf][\x80-\xbf])/);
  return parts
    .map((part, index) => (index % 2 === 0 ? whatwg.decode(Buffer.from(part, 'latin1')) : surrogate(part)))
    .join('');
}

function surrogate(part: string): string {
  return String.fromCharCode(0xd000 + ((part.charCodeAt(1) & 0x3f) << 6) + (part.charCodeAt(2) & 0x3f));
}

function unit(next: () => number): number {
  return (
    [0x20 + Math.floor(next() * 0x60), 0xd800 + Math.floor(next() * 0x800), Math.floor(next() * 0x10000)][
      Math.floor(next() * 3)
    ] ?? 0
  );
}

/** Leads, continuations and the bytes around the edges of the tables. */
function byte(next: () => number): number {
  const edges = [
    0xed, 0xed, 0xe0, 0xe2, 0xf0, 0xf4, 0xf5, 0xc0, 0xc2, 0xff, 0x80, 0x9f, 0xa0, 0xbf, 0xef, 0xbd, 0x41,
  ];
  return next() < 0.8 ? (edges[Math.floor(next() * edges.length)] ?? 0) : Math.floor(next() * 256);
}
