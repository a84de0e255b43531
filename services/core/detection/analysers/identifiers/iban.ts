/** International bank account numbers, spaced or not, in either case. */
import { FINANCIAL } from '../../rules/taxonomy.ts';
import type { RuleCard } from '../../types.ts';
import { judgeIban } from '../../validators/iban.ts';
import { type Candidate, unlabelled } from './candidate.ts';
import { isAlphanumeric, isDigit, isLetter } from './layout.ts';

export const ibanCard: RuleCard = {
  id: 'iban',
  version: 2,
  category: 'PII',
  type: 'iban',
  severity: 'HIGH',
  confidence: 0.98,
  description: 'An international bank account number with its country’s structure and valid check digits.',
  severity_reason: 'Money can be debited from the account by its number.',
  references: ['https://www.swift.com/standards/data-standards/iban-international-bank-account-number'],
  taxonomy: FINANCIAL,
  examples: {
    match: [
      { text: 'IBAN DE89 3704 0044 0532 0130 00 at our bank' },
      { text: 'GB82WEST12345698765432' },
      { text: 'gb82 west 1234 5698 7654 32' },
      { text: 'FR14-2004-1010-0505-0001-3M02-606' },
    ],
    no_match: [
      { text: 'DE88370400440532013000' },
      { text: 'AB12 3456 7890 1234' },
      { text: 'GB82123412345698765432' },
    ],
  },
};

const WRITTEN = /[A-Za-z]{2} ?\d{2}(?:[ \u00a0\u202f-]?[A-Za-z0-9]){11,30}/y;

/** `at` is where a token begins. */
export function ibanCandidate(text: string, at: number): Candidate | null {
  if (!isLetter(text.charCodeAt(at)) || !isLetter(text.charCodeAt(at + 1))) return null;
  const digits = text.charCodeAt(at + 2) === 32 ? at + 3 : at + 2;
  if (!isDigit(text.charCodeAt(digits)) || !isDigit(text.charCodeAt(digits + 1))) return null;
  WRITTEN.lastIndex = at;
  const value = WRITTEN.exec(text)?.[0];
  if (value === undefined) return null;
  const verdict = judgeIban(value);
  if (typeof verdict === 'boolean' || verdict.length === undefined) return null;
  const end = at + verdict.length;
  return isAlphanumeric(text.charCodeAt(end)) ? null : unlabelled('iban', at, end, ibanCard.confidence);
}
