/** Network addresses. A private address is INFO: it names no one outside. */
import type { Rule } from '../types.ts';
import { PERSONAL } from './taxonomy.ts';

const base = {
  version: 2,
  category: 'PII',
  type: 'ip_address',
  severity: 'LOW',
  taxonomy: PERSONAL,
} as const;
const mac = {
  ...base,
  type: 'mac',
  confidence: 0.85,
  description: 'The hardware address of a network interface.',
  severity_reason: 'It follows one device, and with it a person.',
  references: ['https://standards.ieee.org/products-programs/regauth/'],
} as const;
const HEX = [...'0123456789abcdef'];
const PAIRS = HEX.flatMap((first) => HEX.map((second) => `:${first}${second}`));

export const networkRules: readonly Rule[] = [
  {
    ...base,
    id: 'ipv4',
    confidence: 0.75,
    description: 'An IPv4 address.',
    severity_reason: 'Personal data under the GDPR, though rarely enough alone.',
    references: ['https://curia.europa.eu/juris/liste.jsf?num=C-582/14'],
    triggers: HEX.slice(0, 10).map((digit) => `.${digit}`),
    pattern: '(?<=(?<![\\w.-]|[vV])(?<head>\\d{1,3}))\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}(?![\\w-]|\\.\\d)',
    validators: ['ipv4', 'not_version'],
    examples: {
      match: [{ text: 'from 84.17.46.122 at noon' }, { text: 'http://192.168.1.20:8080' }],
      no_match: [
        { text: '**Version:** 1.3.77.2' },
        { text: '127.0.0.1' },
        { text: '256.1.1.1' },
        { text: 'v1.2.3.4' },
      ],
    },
  },
  {
    ...base,
    id: 'ipv6-compressed',
    confidence: 0.8,
    description: 'An IPv6 address with a run of zeros left out.',
    severity_reason: 'Personal data under the GDPR, though rarely enough alone.',
    references: ['https://www.rfc-editor.org/rfc/rfc5952'],
    triggers: ['::'],
    pattern:
      '(?<=(?<![\\w:.])(?<head>[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,5}))::(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,5})?(?![\\w:])',
    flags: 'i',
    validators: ['ipv6'],
    examples: {
      match: [{ text: 'host 2a02:8109:b6c0::5 answered' }, { text: 'fe80::1' }, { text: '2001:db8::/32' }],
      no_match: [{ text: 'std::vector' }, { text: 'a::b' }, { text: '::1' }],
    },
  },
  {
    ...base,
    id: 'ipv6-full',
    confidence: 0.8,
    description: 'An IPv6 address with all eight groups.',
    severity_reason: 'Personal data under the GDPR, though rarely enough alone.',
    references: ['https://www.rfc-editor.org/rfc/rfc5952'],
    triggers: [...HEX.map((digit) => `:${digit}:`), ...PAIRS],
    pattern: '(?<=(?<![\\w:.])(?<head>[0-9a-f]{1,4}))(?::[0-9a-f]{1,4}){7}(?![\\w:])',
    flags: 'i',
    validators: ['ipv6'],
    examples: {
      match: [{ text: '2a02:8109:b6c0:1c:44:9a:1:f2e3' }],
      no_match: [{ text: '12:30:45' }, { text: '00:1b:44:11:3a:b7' }],
    },
  },
  {
    ...mac,
    id: 'mac-address',
    triggers: PAIRS.map((pair) => `${pair}:`),
    pattern: '(?<=(?<![\\w:.-])(?<head>[0-9a-f]{2}))(?::[0-9a-f]{2}){5}(?![\\w:])',
    flags: 'i',
    validators: ['not_placeholder'],
    examples: {
      match: [{ text: 'ether 00:1b:44:11:3a:b7' }],
      no_match: [{ text: 'ff:ff:ff:ff:ff:ff' }, { text: '12:30:45' }, { text: '00:1b:44:11:3a:b7:01' }],
    },
  },
];
