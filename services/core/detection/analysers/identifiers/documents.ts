/** Numbers without check digits, which only the words before them give away: passports, licences, records, accounts, plans, plates. */
import { FINANCIAL, HEALTH, PERSONAL } from '../../rules/taxonomy.ts';
import type { RuleCard } from '../../types.ts';
import { type Candidate, named } from './candidate.ts';
import { isAlphanumeric } from './layout.ts';
import type { Surroundings } from './surroundings.ts';
import { Topics } from './topics.ts';

interface Document {
  card: RuleCard;
  topics: Topics;
  /** Sticky, in either case; upper case is not asked for after words that say so. */
  form: RegExp;
  /** Of the compact value. */
  accepts?: (value: string, near: Surroundings, start: number, end: number) => boolean;
}

const base = { version: 2, category: 'PII', severity: 'HIGH', taxonomy: PERSONAL } as const;
const REACH = 44;
const ACCOUNT = Topics.of(['account']);
const BANK = Topics.of(['bank']);

const documents: readonly Document[] = [
  {
    card: {
      ...base,
      id: 'us-passport',
      type: 'us_passport',
      confidence: 0.8,
      description: 'A US passport number after words that say so.',
      severity_reason: 'It proves identity and citizenship.',
      references: ['https://travel.state.gov/content/travel/en/passports.html'],
      examples: {
        match: [{ text: 'passport number C03005988' }, { text: 'Passport: 340020013' }],
        no_match: [
          { text: 'order 340020013' },
          { text: 'passport renewed 2019' },
          { text: 'passport AB123456' },
        ],
      },
    },
    topics: Topics.of(['passport']),
    form: /[A-Z]?\d{8,9}/iy,
    accepts: (value) => /^(?:\d{9}|[A-Z]\d{8})$/.test(value),
  },
  {
    card: {
      ...base,
      id: 'passport',
      type: 'passport',
      confidence: 0.7,
      description: 'A passport number after words that say so.',
      severity_reason: 'It proves identity and citizenship.',
      references: ['https://www.icao.int/publications/pages/publication.aspx?docnum=9303'],
      examples: {
        match: [
          { text: 'passport AB123456' },
          { text: 'Reisepass C01X00T47' },
          { text: 'Passeport n° 12AB34567' },
        ],
        no_match: [{ text: 'order AB123456' }, { text: 'passport renewed 2019' }, { text: 'passport2024' }],
      },
    },
    topics: Topics.of(['passport']),
    form: /(?:[A-Z]{1,2} \d{6,7}|[A-Z0-9]{7,10})/iy,
    accepts: (value) => /^(?=(?:\D*\d){4})[A-Z0-9]{7,10}$/.test(value) && !/^(?:19|20)\d{6}$/.test(value),
  },
  {
    card: {
      ...base,
      id: 'driver-license',
      type: 'driver_license',
      confidence: 0.75,
      description: 'A driver licence number after words that say so.',
      severity_reason: 'It proves identity.',
      references: ['https://www.aamva.org/identity/anti-fraud-fraud-prevention'],
      examples: {
        match: [
          { text: "driver's license number: D1234562" },
          { text: 'DL: S530-4601-2345' },
          { text: 'Driving licence MORGA657054SM9IJ' },
        ],
        no_match: [
          { text: "He has a driver's license since 1999" },
          { text: 'a driving licence is required' },
        ],
      },
    },
    topics: Topics.of(['license']),
    form: /[A-Z9]{5} \d{6} [A-Z0-9]{5}|[A-Z0-9]+(?:[-*][A-Z0-9]+){0,5}(?: \d{2,4}){0,4}/iy,
    accepts: (value) => /^(?=(?:\D*\d){4})[A-Z0-9]{6,20}$/.test(value) && !/^\d{18,}$/.test(value),
  },
  {
    card: {
      ...base,
      id: 'medical-record-number',
      type: 'medical_record',
      confidence: 0.8,
      taxonomy: HEALTH,
      description: 'A medical record number after words that say so.',
      severity_reason: 'It leads to one person’s health record.',
      references: ['https://www.hhs.gov/hipaa/for-professionals/special-topics/de-identification/index.html'],
      examples: {
        match: [
          { text: 'MRN: 00482913' },
          { text: '"patient_id": "PT-448812"' },
          { text: 'MRN-00482913 was admitted' },
        ],
        no_match: [{ text: 'medical records of 2023' }, { text: 'MRN unknown' }],
      },
    },
    topics: Topics.of(['record']),
    form: /(?:[A-Z]{1,4}[- ]?)?\d{2,12}(?:-\d{1,6}){0,2}[A-Z]?/iy,
    accepts: (value) => /(?:\D*\d){5}/.test(value) && !/^(?:19|20)\d\d[01]\d[0-3]\d$/.test(value),
  },
  {
    card: {
      ...base,
      id: 'health-plan-number',
      type: 'health_plan_number',
      confidence: 0.7,
      taxonomy: HEALTH,
      description: 'The number of a health plan’s member after words that say so.',
      severity_reason: 'It leads to one person’s health record.',
      references: ['https://www.hhs.gov/hipaa/for-professionals/special-topics/de-identification/index.html'],
      examples: {
        match: [{ text: 'Member ID: XYZ123456789' }, { text: 'Medicaid ID 123456789A' }],
        no_match: [{ text: 'member since 2019' }, { text: 'policy number pending' }],
      },
    },
    topics: Topics.of(['health_plan']),
    form: /[A-Z]{0,4}-?\d[A-Z0-9]{4,14}(?:-[A-Z0-9]{1,6}){0,3}/iy,
    accepts: (value) => /(?:\D*\d){6}/.test(value),
  },
  {
    card: {
      ...base,
      id: 'us-bank-account',
      type: 'us_bank_account',
      confidence: 0.7,
      taxonomy: FINANCIAL,
      description: 'A bank account number after words that say so.',
      severity_reason: 'With the routing number, money can be debited.',
      references: ['https://www.frbservices.org/resources/routing-number-directory'],
      examples: {
        match: [
          { text: 'bank account number: 000123456789' },
          { text: 'routing 021000021, account 1234567890' },
          { text: 'Kontonummer 0532013000' },
        ],
        no_match: [{ text: 'Your account 12345678 was renamed.' }, { text: 'bank account since 20190101T' }],
      },
    },
    topics: Topics.of(['account', 'account_word']),
    form: /\d{3,17}(?:[ -]\d{2,6}){0,4}/y,
    accepts: (value, near, start, end) => {
      if (!/^\d{6,17}$/.test(value) || /^(\d)\1+$/.test(value)) return false;
      return (
        near.leads(ACCOUNT, start) ||
        near.trailingTopic(ACCOUNT, end) !== null ||
        near.mentions(BANK, start, end, 80)
      );
    },
  },
  {
    card: {
      ...base,
      id: 'license-plate',
      type: 'license_plate',
      severity: 'MEDIUM',
      confidence: 0.7,
      description: 'A vehicle’s number plate after words that say so.',
      severity_reason: 'It leads to the vehicle’s keeper.',
      references: [
        'https://www.gov.uk/government/publications/vehicle-registration-numbers-and-number-plates',
      ],
      examples: {
        match: [
          { text: 'License plate: 7ABC123' },
          { text: 'Kennzeichen B-MW 1234' },
          { text: 'number plate AB12 CDE' },
        ],
        no_match: [{ text: 'a plate of 12 biscuits' }, { text: 'license plate unknown' }],
      },
    },
    topics: Topics.of(['plate']),
    form: /[A-ZÄÖÜ]{1,3}[- ][A-Z]{1,2}[ -]?\d{1,4}[EH]?|[A-Z]{2}\d{2} ?[A-Z]{3}|[A-Z]{2}-\d{3}-[A-Z]{2}|[A-Z]{1,3}[- ]?\d{3,4}[A-Z]{0,2}|\d{1,4}[- ]?[A-Z]{2,3}[- ]?\d{0,4}/y,
    accepts: (value) => /\d/.test(value) && /[A-ZÄÖÜ]/.test(value) && value.length >= 5,
  },
];

/** `MRN-00482913`: the words are part of the value where a dash joins them to it. */
const JOINED = Topics.of(['record', 'health_plan']);
const JOINED_DIGITS = /\d{5,12}(?![\w-])/y;

export const documentCards: readonly RuleCard[] = documents.map(({ card }) => card);
const allTopics = Topics.of(documents.flatMap(({ topics }) => topics.names));

/** `at` is where a token, or a group of letters before it, begins. */
export function documentCandidate(text: string, at: number, near: Surroundings): Candidate | null {
  if (!near.mayBe(allTopics, at)) return null;
  const leading = near.leadingTopic(allTopics, at, REACH);
  const topic = leading ?? near.trailingTopic(allTopics, tokenEnd(text, at));
  if (topic === null) return null;
  for (const { card, topics, form, accepts } of documents) {
    if (!topics.names.includes(topic.topic)) continue;
    form.lastIndex = at;
    const value = form.exec(text)?.[0];
    if (
      value === undefined ||
      /^[A-Za-z]*[a-z][A-Za-z]*[ -]/.test(value) ||
      !endsHere(text, at + value.length)
    )
      continue;
    const end = at + value.length;
    if (accepts?.(value.replaceAll(/[^A-Za-z0-9ÄÖÜ]/g, '').toUpperCase(), near, at, end) === false) continue;
    return named(card.id, at, end, card.confidence, topic.distance);
  }
  return null;
}

/** A value whose label a dash joins to it; `at` is where the digits begin. */
export function prefixedDocument(text: string, at: number, near: Surroundings): Candidate | null {
  if (text.charCodeAt(at - 1) !== 45) return null;
  JOINED_DIGITS.lastIndex = at;
  const value = JOINED_DIGITS.exec(text)?.[0];
  const lead = value === undefined ? null : near.leadingTopic(JOINED, at, 1);
  if (lead === null || lead.distance !== 1 || isAlphanumeric(text.charCodeAt(lead.start - 1))) return null;
  const card = documents.find(({ topics }) => topics.names.includes(lead.topic))?.card;
  if (value === undefined || card === undefined) return null;
  return named(card.id, lead.start, at + value.length, card.confidence, 1);
}

function tokenEnd(text: string, at: number): number {
  let end = at;
  while (end < at + 24 && (isAlphanumeric(text.charCodeAt(end)) || text.charCodeAt(end) === 45)) end++;
  return end;
}

function endsHere(text: string, end: number): boolean {
  const after = text.charCodeAt(end);
  if (isAlphanumeric(after) || after === 95) return false;
  const isJoined = after === 45 || after === 46 || after === 47 || after === 64;
  return (
    !isJoined ||
    !isAlphanumeric(text.charCodeAt(end + 1)) ||
    (after === 46 && /[A-Z]/.test(text.charAt(end + 1)))
  );
}
