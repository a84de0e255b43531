/**
 * Texts of 1 MiB that are made to take long: noise, one sign over and over, near misses of every rule, the same one again or no two
 * alike, escapes of escapes.
 */
import type { RuleCard } from '../../services/core/detection/types.ts';
import { type Seeded, seeded } from './seeded.ts';

export const ADVERSARIAL_LENGTH = 1_048_576;

export interface Adversarial {
  name: string;
  /** Made only when asked for: all together would fill the memory. */
  readonly make: () => string;
}
/** A rule as far as it matters here; an analyser's card has no triggers. */
type Target = RuleCard & { triggers?: readonly string[] | { class: 'digits'; run: number } };

/** Of so many rules one: they take as long as each other. */
const VARIED_EVERY = 4;
const WIDE = [
  'é',
  'я',
  'а',
  'İ',
  '\u200b',
  '\u202e',
  '中',
  'ｉ',
  '①',
  '\ud800',
  '\udc00',
  '🙂',
  '𝐢',
  '\u{e0041}',
  '\u{e0101}',
  '٤',
  '\u0301',
  'e\u0301',
  'a\u200b',
  'аa',
  'оса ',
  '’',
  '–1',
  'ﬃ',
  '\u20661',
];
const UNITS = [
  '&#65;',
  '&amp;',
  '%41',
  '%25',
  '\\x41',
  '\\u0041',
  '\\\\',
  '%c0%ae',
  'QUFB',
  'QWJjZGVmZ2hpamtsbW5vcA==',
  'SQBuAHYA',
  '696e',
  'i ',
  'i.',
  '1gn0re ',
  'a1b',
  'ignoreall',
  'erongi ',
  'vtaber ',
  'a@',
  'ab@c.',
  'a\nb',
  '{"a":',
  '[[',
  '```',
  '```a\n',
  '<a ',
  '<!--',
  '/*',
  '= ',
  'x=',
  '1,',
  '1-',
  '1.1.1.',
  '12 ',
  '::',
  '../',
  '$(',
  "'a'",
  'or 1=1 ',
  'select ',
  'select ssn from x ',
  'http://',
  '://a:b@',
  '![](http://a?',
  '{{',
  'eyJa.',
  '[EMAIL:abcdefghijklmnop]',
  'password=',
  'password: x ',
  '-----BEGIN PRIVATE KEY-----',
  'ignore all ',
];

export function adversarialTexts(rules: readonly Target[], length = ADVERSARIAL_LENGTH): Adversarial[] {
  const repeated = [
    ...Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)),
    ...WIDE,
    ...UNITS,
    ...rules.flatMap(nearMisses),
  ];
  return [
    ...noises(length),
    ...[...new Set(repeated)].map((unit) => ({
      name: JSON.stringify(unit.slice(0, 60)),
      make: () => unit.repeat(Math.ceil(length / unit.length)).slice(0, length),
    })),
    ...rules
      .filter((_, index) => index % VARIED_EVERY === 0)
      .flatMap(({ examples }) => examples.match.slice(0, 1))
      .map(({ text }) => ({
        name: `no two alike: ${JSON.stringify(text.slice(0, 50))}`,
        make: () => varied(text, length),
      })),
  ];
}

/** The example again and again, its digits and the later letters of its long tokens others each time. */
function varied(example: string, length: number): string {
  const random = seeded(7);
  const parts: string[] = [];
  const letterFrom = (first: string) => String.fromCharCode(first.charCodeAt(0) + random.whole(0, 25));
  for (let size = 0; size < length; ) {
    const part = example
      .replaceAll(/\d/g, () => String(random.whole(0, 9)))
      .replaceAll(/(?<=[A-Za-z0-9+/_-]{6})[A-Za-z]/g, (letter) => letterFrom(letter < 'a' ? 'A' : 'a'));
    parts.push(part, random.whole(0, 1) === 0 ? ' ' : '\n');
    size += part.length + 1;
  }
  return parts.join('').slice(0, length);
}

/** A rule's first trigger, and what it matches but for the end. */
function nearMisses({ triggers, examples }: Target): string[] {
  const trigger = Array.isArray(triggers) ? triggers[0] : undefined;
  const example = examples.match[0]?.text ?? '';
  return [trigger ?? '12345678', example.slice(0, Math.ceil(example.length * 0.6)), example].filter(
    (unit) => unit !== '',
  );
}

function noises(length: number): Adversarial[] {
  const noise = (name: string, unitOf: (random: Seeded) => number): Adversarial => ({
    name,
    make: () => {
      const random = seeded(5);
      const units = Uint16Array.from({ length }, () => unitOf(random));
      return Buffer.from(units.buffer).toString('utf16le');
    },
  });
  const among = (letters: string) => (random: Seeded) =>
    letters.charCodeAt(random.whole(0, letters.length - 1));
  return [
    noise('random octets', (random) => random.whole(0, 255)),
    noise('random code units', (random) => random.whole(0, 65_535)),
    noise('random printable ASCII', (random) => random.whole(32, 126)),
    noise('random base64', among('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')),
    noise('random hexadecimal', among('0123456789abcdef')),
    noise('random digits', among('0123456789')),
    noise('random digits and signs', among('0123456789 -.')),
    noise('random letters', among('abcdefghijklmnopqrstuvwxyz')),
    noise('random words', among('abcdefghijklmnopqrstuvwxyz    ')),
  ];
}
