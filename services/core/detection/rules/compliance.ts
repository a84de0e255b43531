/** What regulations name: health codes and records, figures that are not public yet. */
import type { Rule } from '../types.ts';
import { HEALTH } from './taxonomy.ts';

const base = { version: 1, category: 'COMPLIANCE' } as const;

/** What ICD-10 codes begin with: every letter but U, a digit. */
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTVWXYZ'];
const DIGITS = [...'0123456789'];

export const complianceRules: readonly Rule[] = [
  {
    ...base,
    id: 'icd10-code',
    type: 'icd10_code',
    severity: 'MEDIUM',
    confidence: 0.7,
    taxonomy: HEALTH,
    description: 'An ICD-10-CM code near words for a diagnosis.',
    severity_reason: 'Beside a name it is protected health information.',
    references: ['https://www.cms.gov/medicare/coding-billing/icd-10-codes'],
    triggers: LETTERS.flatMap((letter) => DIGITS.map((digit) => letter + digit)),
    pattern: '(?<![\\w.-])[A-TV-Z]\\d[0-9AB](?:\\.[0-9A-TV-Z]{1,4})?(?![\\w-]|\\.\\d)',
    validators: ['icd10'],
    context: {
      words: [
        'icd',
        'icd-10',
        'icd10',
        'diagnosis',
        'diagnosed',
        'diagnoses',
        'diagnostic code',
        'dx',
        'patient',
        'icd_code',
      ],
      within: 60,
    },
    examples: {
      match: [{ text: 'Diagnosis: E11.9 (type 2 diabetes)' }, { text: 'ICD-10 code F32.1' }],
      no_match: [{ text: 'Take exit B12 to the airport' }, { text: 'diagnosis on 12.01' }],
    },
  },
  {
    ...base,
    id: 'financial-figure',
    type: 'financial_figure',
    severity: 'MEDIUM',
    confidence: 0.6,
    taxonomy: ['OWASP:LLM02:2026', 'ATLAS:AML.T0057', 'CWE-200', 'SOX'],
    description: 'A financial figure in a text that says it is not public.',
    severity_reason: 'Inside information before its publication.',
    references: ['https://www.sec.gov/rules-regulations/2000/08/selective-disclosure-insider-trading'],
    triggers: [
      'revenue',
      'ebitda',
      'net income',
      'net profit',
      'operating income',
      'gross margin',
      'net loss',
      'earnings',
    ],
    pattern:
      '(?<![a-z])(?:revenues?|ebitda|net income|net profit|operating income|gross margin|net loss|earnings)(?![a-z])[^\\n$€£]{0,60}?(?<value>[$€£] ?\\d[\\d.,]{0,20}\\d?(?: ?(?:million|billion|thousand|bn|mn|[mbk])(?![a-z]))?)',
    flags: 'i',
    context: {
      words: [
        'confidential',
        'unaudited',
        'not for distribution',
        'internal only',
        'internal use',
        'non-public',
        'not yet published',
        'embargoed',
        'material non-public',
        'do not distribute',
        'pre-release',
      ],
      within: 300,
    },
    examples: {
      match: [{ text: 'CONFIDENTIAL: Q1 revenue came in at $48.2 million.' }],
      no_match: [{ text: 'Apple’s revenue was $394 billion in 2022.' }],
    },
  },
];
