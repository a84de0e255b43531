/** IP addresses: what identifies somebody (a public address) told from what identifies nobody. */
import type { Subject, Verdict } from '../types.ts';

const DOCUMENTATION = /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\./;
const PRIVATE =
  /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/;
/** This host, masks, broadcast, multicast. */
const NOBODY = /^(?:0|127|22[4-9]|23\d|24\d|25\d)\./;

/** Global unicast, link-local and unique local addresses: what two groups must begin with, lest `a::b` be one. */
const ALLOCATED = /^(?:[23][0-9a-f]{3}|fe[89ab][0-9a-f]|f[cd][0-9a-f]{2}):/i;

export function judgeIpv4(value: string): Verdict {
  const octets = value.split('.').map(Number);
  if (octets.some((octet) => octet > 255) || NOBODY.test(value) || value.endsWith('.0.0.0')) return false;
  if (PRIVATE.test(value)) return { severity: 'LOW', confidence: 0.3 };
  return DOCUMENTATION.test(value) ? { confidence: 0.5 } : true;
}

export function judgeIpv6(value: string): Verdict {
  const halves = value.toLowerCase().split('::');
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (
    (groups.length < 3 && !ALLOCATED.test(value)) ||
    halves.length > 2 ||
    (halves.length === 2 ? groups.length > 7 : groups.length !== 8)
  )
    return false;
  if (groups.some((group) => !/^[0-9a-f]{1,4}$/.test(group))) return false;
  return /^(?:fe[89ab]|f[cd])/.test(value.toLowerCase()) ? { severity: 'LOW', confidence: 0.3 } : true;
}

/** What stands before a version, and a version as such by its `v`. */
const VERSION_BEFORE =
  /(?<![a-z])(?:(?:version|release|build|firmware|driver|section|clause|chapter|article|paragraph|rfc|bios|revision|ver|rev|oid)\b[^\n]{0,16}|objectidentifier\(["'])$/i;
/** What is said of versions, and of addresses as well: where the numbers are as small as those of versions. */
const RELEASED =
  /(?<![a-z])(?:fix(?:e[sd])?|upgrad(?:e[sd]?|ing)|downgrad(?:e[sd]?|ing)|updated?|patch(?:es|ed)?|since|prior|merged|bump(?:s|ed)?|ships?|shipped|introduced|deprecated|backported|changes|already in)(?![a-z])[^\n]{0,48}$/i;
const SMALL = /^1?\d(?:\.\d{1,2}){3}$/;
const VERSION_AFTER = /^ (?:release|changelog)/i;
const VERSION = /(?<![a-z\d])v(\d{1,3}\.)\d{1,3}\.\d/gi;

/** Four numbers after a word for a version are one, and so are those like `v1.7.4.5` just before. */
export function isNoVersion({ text, start, end, value }: Subject): boolean {
  if (VERSION_AFTER.test(text.slice(end, end + 12))) return false;
  const before = text.slice(Math.max(0, start - 72), start);
  if (VERSION_BEFORE.test(before.slice(-40)) || (SMALL.test(value) && RELEASED.test(before))) return false;
  for (const [, major = ''] of text.slice(Math.max(0, start - 240), start).matchAll(VERSION))
    if (value.startsWith(major)) return false;
  return true;
}
