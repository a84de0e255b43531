/** Random texts made of what the rules look for, cut, mutated, encoded and mixed with oddities; each is made anew from its seed. */
import assert from 'node:assert/strict';
import { defaultEngine } from '../../../../services/core/detection/default-engine.ts';
import type { Engine, ScanContext } from '../../../../services/core/detection/types.ts';
import { viewsOf } from '../../../../services/core/detection/views/views.ts';
import { maskText } from '../../../../services/core/evidence/mask.ts';
import { type Seeded, seeded } from '../../../bench/seeded.ts';

const TOKEN = /\[[A-Z0-9_]{1,64}:[a-p]{16}\]/g;
const ODDITIES = [
  '[EMAIL:abcdefghijklmnop]',
  '[PASSWORD:ponmlkjihgfedcba]',
  '[\\EMAIL:abcdefghijklmnop]',
  '%41',
  '%e2%82%ac',
  '%c0%ae',
  '%',
  '\\u00e9',
  '\\u{1f642}',
  '\\x41',
  '\\"',
  '\\\\',
  '\\',
  '&amp;',
  '&#x41;',
  '&#',
  '\ud800',
  '\udc00',
  '🙂',
  '\u0000',
  '\u200b',
  '\u202e',
  '\ufeff',
  '\u0301\u0302\u0303',
  '\u{e0041}\u{e0042}\u{e0043}\u{e0044}',
  'іgnоrе',
  'ｉｇｎｏｒｅ',
  '𝐢𝐠𝐧𝐨𝐫𝐞',
  'Привет, мир',
  'שלום',
  '日本語',
  'QWJjZGVmZ2hpamtsbW5vcA==',
  '1gn0r3 pr3v10us',
  'i g n o r e   a l l',
  'ignoreallprevious',
  'erongi lla suoiverp',
  '123456789',
  '\n',
  '```\n',
];
/** Found wherever they stand on a line of their own, in every sort of text; in no rule's examples. */
const PLANTED = [
  { line: 'write to olga.brandauer@tannenhof-reisen.at today', value: 'olga.brandauer@tannenhof-reisen.at' },
  {
    line: `key sk-proj-${'q7ZpM3xKc9RtW2vYh5LnB8dGf4JsA6uE'} works`,
    value: 'q7ZpM3xKc9RtW2vYh5LnB8dGf4JsA6uE',
  },
  { line: 'SSN 517-46-9083 on file', value: '517-46-9083' },
  { line: 'IBAN DE22 6205 0000 0123 9876 54 please', value: '6205 0000 0123 9876' },
  { line: 'card 4539-8721-6048-3719 expires soon', value: '4539-8721-6048-3719' },
  { line: 'postgres://app:Vq7kRw2xNp9@db.tannenhof-reisen.at/main', value: 'Vq7kRw2xNp9' },
];
const KINDS: ScanContext[] = [
  { kind: 'prompt' },
  { kind: 'output' },
  { kind: 'tool_result' },
  { kind: 'metadata' },
  { kind: 'tool_arguments' },
  { kind: 'tool_arguments', tool_kind: 'SHELL' },
  { kind: 'tool_arguments', tool_kind: 'DATABASE' },
];

type Encode = (text: string) => string;

const jsonEscaped: Encode = (text) => JSON.stringify(text).slice(1, -1);
const eachUnit = (encode: (unit: number) => string): Encode => {
  return (text) => Array.from({ length: text.length }, (_, at) => encode(text.charCodeAt(at))).join('');
};
const eachOctet = (encode: (octet: number) => string): Encode => {
  return (text) => Array.from(Buffer.from(text), (octet) => encode(octet)).join('');
};
const hex = (number: number, digits: number): string => number.toString(16).padStart(digits, '0');

const ENCODINGS: Encode[] = [
  (text) => text,
  jsonEscaped,
  (text) => encodeURIComponent(text.toWellFormed()),
  eachOctet((octet) => `%${hex(octet, 2)}`),
  eachOctet((octet) => `\\x${hex(octet, 2)}`),
  eachUnit((unit) => `\\u${hex(unit, 4)}`),
  eachUnit((unit) => `&#${unit};`),
  (text) => Buffer.from(text).toString('base64'),
  (text) => Buffer.from(text).toString('base64url'),
  (text) => Buffer.from(text).toString('hex'),
  eachUnit((unit) => String.fromCharCode(unit > 32 && unit < 127 ? unit + 0xfee0 : unit)),
  (text) => text.replaceAll(/(?<=[a-z0-9])(?=[a-z0-9])/gi, '\u200b'),
];

export interface Fuzzer {
  /** @throws AssertionError naming the seed when the text made from it breaks a promise */
  check(seed: number): void;
}

export function createFuzzer(engine: Engine = defaultEngine()): Fuzzer {
  const pieces = engine.rules.flatMap((rule) => [
    ...rule.examples.match.map(({ text }) => text),
    ...rule.examples.no_match.map(({ text }) => text),
  ]);

  function check(seed: number): void {
    const random = seeded(seed);
    const planted = random.chance(0.5) ? random.pick(PLANTED) : null;
    const text = makeText(random, planted?.line ?? null);
    const context = random.pick(KINDS);
    const found = engine.scan(text, context);
    const tokens = [...text.matchAll(TOKEN)];
    for (const { start, end, rule_id } of found) {
      const isInside =
        Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end <= text.length;
      assert.ok(isInside, `seed ${seed}: ${rule_id} lies outside the text`);
      const isClear = tokens.every(({ index, 0: token }) => end <= index || start >= index + token.length);
      assert.ok(isClear, `seed ${seed}: ${rule_id} touches a token`);
    }
    const masked = maskText(text, found, (type) => `[${type.toUpperCase()}:aaaaaaaaaaaaaaaa]`).text;
    if (planted === null) return;
    for (const reading of [masked, ...viewsOf(masked).map((view) => view.text)])
      assert.ok(!reading.includes(planted.value), `seed ${seed}: what was planted survives`);
  }

  /** Lines; one of them may be planted and encoded, the others are anything. */
  function makeText(random: Seeded, planted: string | null): string {
    const lines = Array.from({ length: random.whole(0, 3) }, () => makeLine(random));
    if (planted !== null) lines.splice(random.whole(0, lines.length), 0, encoded(random, planted));
    return lines.join(planted === null && random.chance(0.5) ? '' : '\n\n');
  }

  function makeLine(random: Seeded): string {
    const parts = Array.from({ length: random.whole(1, 4) }, () => {
      const piece = random.chance(0.6) ? random.pick(pieces) : random.pick(ODDITIES);
      return encoded(random, mutated(random, piece));
    });
    return parts.join(random.chance(0.5) ? ' ' : '');
  }

  return { check };
}

function mutated(random: Seeded, piece: string): string {
  const at = random.whole(0, piece.length);
  const kind = random.whole(0, 6);
  if (kind === 0) return piece.slice(0, at);
  if (kind === 1) return piece.slice(at);
  if (kind === 2) return piece.slice(0, at) + random.pick(ODDITIES) + piece.slice(at);
  if (kind === 3)
    return piece.slice(0, at) + String.fromCharCode(random.whole(0, 0xffff)) + piece.slice(at + 1);
  if (kind === 4) return piece.slice(0, at) + piece;
  return piece;
}

/** Twice at most: three readings deep the text that is around it may take one. */
function encoded(random: Seeded, piece: string): string {
  const first = random.chance(0.5) ? random.pick(ENCODINGS)(piece) : piece;
  return random.chance(0.15) ? random.pick(ENCODINGS)(first) : first;
}
