/** Money: what banks are called by. Numbers with check digits are the identifier analyser’s. */
import type { Rule } from '../types.ts';
import { FINANCIAL } from './taxonomy.ts';

export const financialRules: readonly Rule[] = [
  {
    id: 'swift-code',
    version: 1,
    category: 'PII',
    type: 'swift',
    severity: 'LOW',
    confidence: 0.85,
    taxonomy: FINANCIAL,
    description: 'A bank’s identifier (BIC, SWIFT code) after words that say so.',
    severity_reason: 'Public by itself, it completes an account number.',
    references: ['https://www.swift.com/standards/data-standards/bic-business-identifier-code'],
    triggers: ['swift', 'bic'],
    pattern:
      '(?<![A-Za-z])(?:(?:[Ss]wift|SWIFT|BIC|[Bb]ic)(?:[ /_-]{1,3}(?:code|CODE|Code|bic|BIC|swift|SWIFT|number|no)|Code){1,3}|SWIFT|BIC|(?:[Ss]wift|[Bb]ic)(?=["\']?[:=(]))(?:["\'\\s:=()#|.-]{1,5}|\\s(?:is|of|ist|est)\\s){1,3}(?<value>[A-Z]{6}[A-Z2-9][A-NP-Z0-9](?:[A-Z0-9]{3})?)(?![A-Za-z0-9_])',
    validators: ['bic'],
    examples: {
      match: [{ text: 'BIC: DEUTDEFF' }, { text: 'SWIFT code CHASUS33XXX' }, { text: '"swift": "NWBKGB2L"' }],
      no_match: [{ text: 'Swift COMPILER' }, { text: 'BIC: DEUTXXFF' }, { text: 'DEUTDEFF' }],
    },
  },
];
