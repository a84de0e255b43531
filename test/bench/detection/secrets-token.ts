/** Makes values out of a format written as text: literals, and `<class:length>` for what a provider draws at random. */
import { crc32 } from 'node:zlib';
import type { Seeded } from '../seeded.ts';

const DIGITS = '0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const BASE62 = DIGITS + UPPER + LOWER;
const ALPHABETS: Readonly<Record<string, string>> = {
  a: BASE62,
  b: `${BASE62}+/`,
  B: `${UPPER}234567`,
  d: DIGITS,
  h: `${DIGITS}abcdef`,
  H: `${DIGITS}ABCDEF`,
  k: LOWER,
  l: LOWER + DIGITS,
  L: UPPER + LOWER,
  s: BASE62.replace(/[0OIl]/g, ''),
  t: 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'.toUpperCase(),
  u: UPPER + DIGITS,
  w: `${BASE62}_-`,
  y: `${BASE62}~._-`,
};
const NOUNS =
  'orders billing ledger inventory payments catalog users reports analytics shipping metrics portal mailer search media gateway planner'.split(
    ' ',
  );
const PASSWORD_WORDS =
  'Winter Harbor Falcon Granite Meadow Copper Thunder Orchid Saffron Glacier Lantern Pepper Rocket Juniper Velvet Walnut'.split(
    ' ',
  );
/** What providers encode into their tokens. */
const BODIES: Readonly<Record<string, (random: Seeded) => string>> = {
  json: (random) =>
    encode({ sub: random.hex(12), iss: random.pick(NOUNS), iat: random.whole(17e8, 18e8) }, 'base64url'),
  jwthead: (random) => encode({ alg: 'RS256', kid: random.hex(40) }, 'base64url'),
  opsjson: (random) =>
    encode(
      { email: `${random.hex(10)}@1passwordserviceaccounts.com`, muk: random.hex(64), v: 1 },
      'base64url',
    ),
  sentryjson: (random) =>
    encode({ iat: random.whole(17e8, 18e8), url: 'https://sentry.io', org: random.pick(NOUNS) }, 'base64'),
  grafanajson: (random) =>
    encode(
      { o: `${random.whole(1e5, 9e5)}`, n: random.pick(NOUNS), k: random.hex(24), m: { r: 'eu' } },
      'base64',
    ),
  mapboxjson: (random) => encode({ u: random.pick(NOUNS), a: `cl${random.hex(23)}` }, 'base64url'),
  discordid: (random) => Buffer.from(`1${random.whole(1e16, 9e16)}`).toString('base64url'),
};
const TAG = /<([a-zA-Z][a-zA-Z0-9]*)(?::(\d+)(?:-(\d+))?)?>/g;

/** @throws RangeError when the format names a class that does not exist */
export function renderFormat(format: string, random: Seeded): string {
  let out = '';
  let at = 0;
  for (const match of format.matchAll(TAG)) {
    out += format.slice(at, match.index);
    at = match.index + match[0].length;
    const [, name = '', least, most] = match;
    const length = least === undefined ? 1 : random.whole(Number(least), Number(most ?? least));
    out += renderTag(name, length, out, random);
  }
  return out + format.slice(at);
}

function renderTag(name: string, length: number, before: string, random: Seeded): string {
  switch (name) {
    case 'uuid':
      return uuid(random);
    case 'crc':
      return toBase62(crc32(before.slice(-30))).padStart(6, '0');
    case 'gitlabcrc':
      return `.01.${before.length.toString(36).padStart(2, '0')}${crc32(before).toString(36).padStart(7, '0')}`;
    case 'noun':
      return random.pick(NOUNS);
    case 'host':
      return `${random.pick(NOUNS)}-${random.pick(['db', 'prod', 'eu', 'main', '01'])}.${random.pick(['internal', 'corp', 'svc'])}.${random.pick(['norvik', 'halden', 'brightloom', 'tessera'])}.${random.pick(['io', 'net', 'com'])}`;
    case 'pw':
      return password(random);
    case 'urlpw':
      return password(random).replace(/[^\w.!*-]/g, '-');
    default:
      return BODIES[name]?.(random) ?? draw(name, length, random);
  }
}

function draw(name: string, length: number, random: Seeded): string {
  const alphabet = ALPHABETS[name];
  if (alphabet === undefined) throw new RangeError(`no class ${name}`);
  let text = '';
  while (text.length < length) text += alphabet.charAt(random.whole(0, alphabet.length - 1));
  return text;
}

/** Of people (a word, digits, a sign) and of managers (random). */
function password(random: Seeded): string {
  const sign = random.pick([...'!@#$%*?-_']);
  switch (random.whole(0, 3)) {
    case 0:
      return `${random.pick(PASSWORD_WORDS)}${random.whole(1970, 2031)}${sign}`;
    case 1:
      return `${random.pick(PASSWORD_WORDS)}-${random.pick(PASSWORD_WORDS).toLowerCase()}-${random.whole(10, 999)}${sign}`;
    case 2:
      return `${draw('a', random.whole(8, 14), random)}${sign}${draw('d', 2, random)}`;
    default:
      return `${draw('a', 5, random)}${sign}${draw('a', random.whole(4, 9), random)}${random.pick([...'!*?='])}${draw('l', 3, random)}`;
  }
}

export function uuid(random: Seeded): string {
  return `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-${random.pick([...'89ab'])}${random.hex(3)}-${random.hex(12)}`;
}

function toBase62(value: number): string {
  let rest = value;
  let text = '';
  do {
    text = (BASE62[rest % 62] ?? '') + text;
    rest = Math.floor(rest / 62);
  } while (rest > 0);
  return text;
}

function encode(body: object, encoding: 'base64' | 'base64url'): string {
  return Buffer.from(JSON.stringify(body)).toString(encoding);
}
