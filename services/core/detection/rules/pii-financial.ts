/** Money: what banks are called by. Numbers with check digits are the identifier analyser’s. */
import type { Rule } from '../types.ts';
import { FINANCIAL } from './taxonomy.ts';

export const financialRules: readonly Rule[] = [
  {
    id: 'swift-code',
    version: 2,
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
      '(?<![A-Za-z])(?:(?:[Ss]wift|SWIFT|BIC|[Bb]ic)(?:[ /_-]{1,3}(?:code|CODE|Code|bic|BIC|swift|SWIFT|number|no)|Code){1,3}|SWIFT|BIC|(?:[Ss]wift|[Bb]ic)(?=["\']?[:=(]))(?:(?:["\'\\s:=()#|*.-]{1,5}|\\s(?:is|of|ist|est)\\s){1,3}|:?(?:</[a-z]{1,8}>\\s{0,8}){1,3}(?:<(?!tr|dt|li)[a-z][^<>]{0,120}(?:>|value="))?|(?:,? please)?[?.]\\s{1,3}(?:[[<(*]{0,2}[A-Za-z][A-Za-z0-9 ]{0,24}[\\]>)*]{0,2}:? )?(?:[A-Za-z\'’]{1,8},? ){0,4}|[ .]{2,32}|[ |]{2,32})(?<value>[A-Z]{6}[A-Z2-9][A-NP-Z0-9](?:[A-Z0-9]{3})?)(?![A-Za-z0-9_]|: )',
    validators: ['bic'],
    examples: {
      match: [
        { text: 'BIC: DEUTDEFF' },
        { text: 'SWIFT code CHASUS33XXX' },
        { text: '"swift": "NWBKGB2L"' },
        { text: '<dt>BIC</dt><dd>DEUTDEFF</dd>' },
        { text: 'What is your BIC?\nCaller: it’s DEUTDEFF500.' },
        { text: '| BIC      | DEUTDEFF |' },
      ],
      no_match: [
        { text: 'Swift COMPILER' },
        { text: 'BIC: DEUTXXFF' },
        { text: 'Your BIC?\nCUSTOMER: no idea' },
        { text: 'DEUTDEFF' },
      ],
    },
  },
];
