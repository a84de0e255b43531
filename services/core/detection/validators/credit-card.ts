/** Payment card numbers: issuer ranges with their lengths, and the Luhn check. Networks' published test numbers count less. */
import type { Verdict } from '../types.ts';
import { isLuhn } from './luhn.ts';

/** Visa, Mastercard, Amex, Discover, Diners, JCB, UnionPay, Maestro, Mir, RuPay: what a number begins with and how long it is. */
const NETWORKS: readonly { prefix: RegExp; lengths: readonly number[] }[] = [
  { prefix: /^4/, lengths: [13, 16, 19] },
  { prefix: /^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] },
  { prefix: /^3[47]/, lengths: [15] },
  { prefix: /^(?:6011|64[4-9]|65)/, lengths: [16, 17, 18, 19] },
  { prefix: /^(?:30[0-5]|3095|36|3[89])/, lengths: [14, 16, 17, 18, 19] },
  { prefix: /^35(?:2[89]|[3-8])/, lengths: [16, 17, 18, 19] },
  { prefix: /^62/, lengths: [16, 17, 18, 19] },
  { prefix: /^(?:5018|5020|5038|5893|6304|6759|676[1-3])/, lengths: [12, 13, 14, 15, 16, 17, 18, 19] },
  { prefix: /^220[0-4]/, lengths: [16, 17, 18, 19] },
  { prefix: /^(?:60|81|82|508)/, lengths: [16] },
];
const TEST_NUMBERS: ReadonlySet<string> = new Set([
  '4111111111111111',
  '4012888888881881',
  '4242424242424242',
  '4000056655665556',
  '5555555555554444',
  '5105105105105100',
  '5200828282828210',
  '378282246310005',
  '371449635398431',
  '6011111111111117',
  '6011000990139424',
  '30569309025904',
  '38520000023237',
  '3530111333300000',
  '3566002020360505',
]);

export function judgeCard(value: string): Verdict {
  if (!isLuhn(value)) return false;
  const digits = value.replaceAll(/\D/g, '');
  const known = NETWORKS.some(
    ({ prefix, lengths }) => lengths.includes(digits.length) && prefix.test(digits),
  );
  if (!known) return false;
  return TEST_NUMBERS.has(digits) ? { confidence: 0.6 } : true;
}
