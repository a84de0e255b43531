/** Who somebody is: national ids, birth dates, documents. */
import type { Rule } from '../types.ts';
import { HEALTH, PERSONAL } from './taxonomy.ts';

const base = { version: 1, category: 'PII', taxonomy: PERSONAL } as const;
const SSN_WORDS = ['ssn', 'ssns', 'social security', 'soc sec', 'ss#', 'social'];

export const identityRules: readonly Rule[] = [
  {
    ...base,
    id: 'us-ssn',
    type: 'us_ssn',
    severity: 'HIGH',
    confidence: 0.85,
    description: 'A US social security number with dashes.',
    severity_reason: 'It is the key to credit and identity in the US.',
    references: ['https://www.ssa.gov/employer/randomization.html'],
    triggers: { class: 'digits', run: 3 },
    pattern: '(?<![\\w.-])\\d{3}-\\d{2}-\\d{4}(?![\\w-]|\\.\\d)',
    validators: ['ssn'],
    examples: {
      match: [{ text: 'SSN: 536-22-8765' }, { text: 'his is 219-09-8876.' }],
      no_match: [{ text: '000-12-3456' }, { text: '912-34-5678' }, { text: '536-22-87654' }],
    },
  },
  {
    ...base,
    id: 'us-ssn-in-context',
    type: 'us_ssn',
    severity: 'HIGH',
    confidence: 0.8,
    description: 'Nine digits, spaced or not, near words for a social security number.',
    severity_reason: 'It is the key to credit and identity in the US.',
    references: ['https://www.ssa.gov/employer/randomization.html'],
    triggers: { class: 'digits', run: 3 },
    pattern: '(?<![\\w.-])\\d{3}[ .]?\\d{2}[ .]?\\d{4}(?![\\w-]|\\.\\d)',
    validators: ['ssn'],
    context: { words: SSN_WORDS, within: 40 },
    examples: {
      match: [{ text: 'Her social security number is 536228765' }, { text: '{"ssn":"536 22 8765"}' }],
      no_match: [{ text: 'order number 536228765' }, { text: 'ssn 000123456' }],
    },
  },
  {
    ...base,
    id: 'date-of-birth',
    type: 'date_of_birth',
    severity: 'MEDIUM',
    confidence: 0.85,
    taxonomy: HEALTH,
    description: 'A date after words for date of birth.',
    severity_reason: 'It verifies identities and is protected health information.',
    references: ['https://www.hhs.gov/hipaa/for-professionals/special-topics/de-identification/index.html'],
    triggers: [
      'date of birth',
      'date_of_birth',
      'dateofbirth',
      'birth date',
      'birthdate',
      'birth_date',
      'birthday',
      'dob',
      'd.o.b',
      'geburtsdatum',
      'born',
    ],
    pattern:
      '(?<![A-Za-z])(?:date[ _]?of[ _]?birth|birth[ _]?da(?:te|y)|dob|d\\.o\\.b\\.?|geburtsdatum|born(?= (?:on )?\\d{1,4}[./-]))(?:["\'*\\s:=()-]{1,6}|\\s(?:is|was|of|on)\\s?){1,3}(?<value>(?:19|20)\\d{2}[-./](?:0?[1-9]|1[0-2])[-./](?:[0-2]?\\d|3[01])|(?:[0-2]?\\d|3[01])[-./ ]{1,2}(?:[0-2]?\\d|3[01]|[a-z]{3,9})[-./ ,]{1,2}(?:(?:19|20)\\d{2}|\\d{2})|[a-z]{3,9}\\.? \\d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\\d{2})(?!\\d)',
    flags: 'i',
    examples: {
      match: [
        { text: 'DOB: 03/14/1985' },
        { text: '"date_of_birth": "1985-03-14"' },
        { text: 'My birthday is March 14, 1985.' },
      ],
      no_match: [
        { text: 'Date of birth: unknown' },
        { text: 'The meeting is on 03/14/2025' },
        { text: 'dob field' },
      ],
    },
  },
  {
    ...base,
    id: 'us-passport',
    type: 'us_passport',
    severity: 'HIGH',
    confidence: 0.75,
    description: 'A US passport number near the word passport.',
    severity_reason: 'It proves identity and citizenship.',
    references: ['https://travel.state.gov/content/travel/en/passports.html'],
    triggers: { class: 'digits', run: 8 },
    pattern: '(?<=(?<![\\w.-])(?<head>[A-Za-z]?))\\d{8,9}(?![\\w-]|[.,]\\d)',
    context: { words: ['passport', 'passport no', 'passport number'], within: 40 },
    examples: {
      match: [{ text: 'passport number C03005988' }, { text: 'Passport: 340020013' }],
      no_match: [{ text: 'order 340020013' }, { text: 'passport renewed 2019' }],
    },
  },
  {
    ...base,
    id: 'driver-license',
    type: 'driver_license',
    severity: 'HIGH',
    confidence: 0.7,
    description: 'A driver licence number after words that say so.',
    severity_reason: 'It proves identity.',
    references: ['https://www.aamva.org/identity/anti-fraud-fraud-prevention'],
    triggers: ['driver', 'driving lic', 'dl number', 'dl no', 'dl#', 'dl:'],
    pattern:
      "(?<![A-Za-z])(?:driv(?:er|ing)(?:['’]?s)?[ _-]?licen[cs]e|dl)[ _-]{0,2}(?:no|num(?:ber)?|id|#)?\\.?[\"'\\s:=#()-]{1,5}(?:is[ :]{1,2})?(?<value>(?=[A-Z0-9-]{0,14}\\d{3})[A-Z0-9](?:[A-Z0-9-]{4,16})[A-Z0-9])(?![\\w-])",
    flags: 'i',
    examples: {
      match: [{ text: "driver's license number: D1234562" }, { text: 'DL: S530-4601-2345' }],
      no_match: [{ text: "He has a driver's license since 1999" }, { text: 'a driving licence is required' }],
    },
  },
];
