/** IP addresses in every notation that some client accepts, and where they lead. */

/** Where a host leads. */
export type Reach = 'METADATA' | 'LOOPBACK' | 'PRIVATE' | 'LINK_LOCAL' | 'RESERVED' | 'INTERNAL' | 'PUBLIC';

const METADATA_V4 = new Set(
  [
    [169, 254, 169, 254],
    [169, 254, 169, 253],
    [169, 254, 170, 2],
    [169, 254, 170, 23],
    [169, 254, 42, 42],
    [169, 254, 0, 23],
    [100, 100, 100, 200],
    [192, 0, 0, 192],
    [168, 63, 129, 16],
  ].map(([a = 0, b = 0, c = 0, d = 0]) => a * 2 ** 24 + b * 2 ** 16 + c * 256 + d),
);
/** First address, length of the prefix, where it leads. RFC 6890; addresses for documentation count as public. */
const RANGES: readonly (readonly [number, number, Reach])[] = [
  [0, 8, 'LOOPBACK'],
  [127 * 2 ** 24, 8, 'LOOPBACK'],
  [10 * 2 ** 24, 8, 'PRIVATE'],
  [172 * 2 ** 24 + 16 * 2 ** 16, 12, 'PRIVATE'],
  [192 * 2 ** 24 + 168 * 2 ** 16, 16, 'PRIVATE'],
  [100 * 2 ** 24 + 64 * 2 ** 16, 10, 'PRIVATE'],
  [169 * 2 ** 24 + 254 * 2 ** 16, 16, 'LINK_LOCAL'],
  [192 * 2 ** 24, 24, 'RESERVED'],
  [198 * 2 ** 24 + 18 * 2 ** 16, 15, 'PRIVATE'],
  [224 * 2 ** 24, 4, 'RESERVED'],
  [240 * 2 ** 24, 4, 'RESERVED'],
];

/** One to four parts, each decimal, octal or hexadecimal, the last filling what is left (inet_aton); parts too large wrap. Null if it is none. */
export function ipv4Of(host: string): number | null {
  const parts = host.split('.');
  if (parts.length > 4) return null;
  let address = 0;
  for (let index = 0; index < parts.length; index++) {
    const number = partOf(parts[index] as string);
    if (number === null) return null;
    const isLast = index === parts.length - 1;
    const room = isLast ? 256 ** (5 - parts.length) : 256;
    address = address * room + (number % room);
  }
  return address;
}

function partOf(padded: string): number | null {
  const part = padded.length > 24 ? padded.replace(/^0(x?)0*(?=[\da-f])/i, '0$1') : padded;
  if (part.length > 24) return null;
  if (/^0x[\da-f]+$/i.test(part)) return Number.parseInt(part.slice(2), 16);
  if (/^0[0-7]+$/.test(part)) return Number.parseInt(part, 8);
  return /^\d+$/.test(part) ? Number(part) : null;
}

/** Whether it is written as four plain decimals, as everybody does. */
export function isPlainIpv4(host: string): boolean {
  return /^(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})$/.test(host);
}

/** The eight groups of an IPv6 address, brackets and zone taken off; null if it is none. */
export function ipv6Of(host: string): number[] | null {
  let text = host.replace(/^\[/, '').replace(/\]$/, '').replace(/%.*$/, '');
  if (text.length > 60 || !text.includes(':')) return null;
  const dotted = /(?:^|:)((?:(?:0x)?[\da-f]{1,11}\.){1,3}(?:0x)?[\da-f]{1,11})$/i.exec(text)?.[1];
  if (dotted !== undefined) {
    const address = ipv4Of(dotted) ?? 0;
    text = `${text.slice(0, -dotted.length)}${Math.floor(address / 65_536).toString(16)}:${(address % 65_536).toString(16)}`;
  }
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 0 : missing !== 0) return null;
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...tail];
  return groups.every((group) => /^[\da-f]{1,4}$/i.test(group))
    ? groups.map((group) => Number.parseInt(group, 16))
    : null;
}

export function reachOfIpv4(address: number): Reach {
  if (METADATA_V4.has(address)) return 'METADATA';
  for (const [first, length, reach] of RANGES)
    if (Math.floor(address / 2 ** (32 - length)) === Math.floor(first / 2 ** (32 - length))) return reach;
  return 'PUBLIC';
}

/** Addresses that carry an IPv4 address lead where that leads: mapped, compatible, NAT64, 6to4, Teredo, ISATAP. */
export function reachOfIpv6(groups: readonly number[]): Reach {
  const [a = 0, b = 0, c = 0] = groups;
  const low = (groups[6] ?? 0) * 65_536 + (groups[7] ?? 0);
  const rest = groups.slice(0, 6);
  if (rest.every((group) => group === 0)) return low <= 1 ? 'LOOPBACK' : reachOfIpv4(low);
  if (rest.slice(0, 4).every((group) => group === 0)) return reachOfIpv4(low);
  if (a === 0x64 && b === 0xff9b) return reachOfIpv4(low);
  if (a === 0x2002) return reachOfIpv4(b * 65_536 + c);
  if (a === 0x2001 && b === 0) return reachOfIpv4(0xffffffff - low);
  if (groups[5] === 0x5efe) return reachOfIpv4(low);
  if ((a === 0xfd00 && b === 0xec2) || (a === 0xfd20 && b === 0xce)) return 'METADATA';
  if ((a & 0xffc0) === 0xfe80 || (a & 0xffc0) === 0xfec0) return 'LINK_LOCAL';
  if ((a & 0xfe00) === 0xfc00) return 'PRIVATE';
  if (a === 0x100 && b === 0) return 'RESERVED';
  return (a & 0xff00) === 0xff00 ? 'RESERVED' : 'PUBLIC';
}
