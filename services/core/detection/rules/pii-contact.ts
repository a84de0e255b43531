/** Ways to reach somebody: e-mail addresses and telephone numbers. */
import type { Rule } from '../types.ts';
import { PERSONAL } from './taxonomy.ts';

const base = { version: 1, category: 'PII', taxonomy: PERSONAL } as const;
const PHONE_WORDS = [
  'phone',
  'telephone',
  'tel',
  'mobile',
  'cell',
  'fax',
  'call',
  'sms',
  'text',
  'whatsapp',
  'contact',
  'handy',
  'telefon',
  'téléphone',
  'teléfono',
  'hotline',
];

export const contactRules: readonly Rule[] = [
  {
    ...base,
    id: 'email',
    type: 'email',
    severity: 'MEDIUM',
    confidence: 0.9,
    description: 'An e-mail address.',
    severity_reason: 'It names one person and is how attackers reach them.',
    references: ['https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2'],
    triggers: ['@'],
    pattern:
      "(?<=(?<![A-Za-z0-9!#$%&'*+/=?^_`{|}~.-])[.-]{0,3}(?<head>[A-Za-z0-9_][A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{0,63}))@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.){1,6}[A-Za-z]{2,24}(?![A-Za-z0-9-])",
    validators: ['email'],
    examples: {
      match: [{ text: 'Write to maria.keller@northwind-traders.de today.' }, { text: '<a.b+c@mail.co.uk>' }],
      no_match: [{ text: 'npm i @scope/pkg@1.2.3' }, { text: 'icon@2x.png' }, { text: 'user@localhost' }],
    },
  },
  {
    ...base,
    id: 'phone-international',
    type: 'phone',
    severity: 'MEDIUM',
    confidence: 0.85,
    description: 'A telephone number in international form.',
    severity_reason: 'It identifies one person or household.',
    references: ['https://www.itu.int/rec/T-REC-E.164'],
    triggers: ['+1', '+2', '+3', '+4', '+5', '+6', '+7', '+8', '+9'],
    pattern: '(?<![\\w+.)])\\+[1-9]\\d{0,2}(?:[ .()/-]{0,2}\\d){6,14}(?!\\w|[.,]\\d)',
    validators: ['international_phone'],
    examples: {
      match: [{ text: 'Call +1 (415) 555-2671.' }, { text: 'tel:+4930123456' }, { text: '+44 20 7946 0958' }],
      no_match: [{ text: 'x = y+12345678' }, { text: '+1000000000 points' }, { text: '+1 999' }],
    },
  },
  {
    ...base,
    id: 'phone-us',
    type: 'phone',
    severity: 'MEDIUM',
    confidence: 0.75,
    description: 'A North American telephone number with separators.',
    severity_reason: 'It identifies one person or household.',
    references: ['https://www.nanpa.com/numbering'],
    triggers: { class: 'digits', run: 3 },
    pattern:
      '(?<=(?<![\\w+./#-])(?<head>(?:1[ .-])?\\(?))\\d{3}(?:(?<=\\(\\d{3})\\) ?|[.-])\\d{3}[ .-]\\d{4}(?![\\w-]|[.,]\\d)',
    validators: ['us_phone'],
    examples: {
      match: [{ text: 'Reach me at (415) 555-2671' }, { text: '415-555-2671' }, { text: '1-212-736-5000' }],
      no_match: [{ text: '123-456-7890' }, { text: 'v415.555.2671' }, { text: '415-555-26711' }],
    },
  },
  {
    ...base,
    id: 'phone-in-context',
    type: 'phone',
    severity: 'MEDIUM',
    confidence: 0.7,
    description: 'Ten digits, spaced or not, near a word for telephone.',
    severity_reason: 'It identifies one person or household.',
    references: ['https://www.nanpa.com/numbering'],
    triggers: { class: 'digits', run: 3 },
    pattern: '(?<![\\w+./#-])\\d{3}[ ]?\\d{3}[ -]?\\d{4}(?![\\w-]|[.,]\\d)',
    validators: ['us_phone'],
    context: { words: PHONE_WORDS, within: 40 },
    examples: {
      match: [{ text: 'My phone number is 4155552671.' }, { text: 'Cell: 415 555 2671' }],
      no_match: [{ text: 'Order 4155552671 was shipped.' }, { text: 'phone 0000000000' }],
    },
  },
  {
    ...base,
    id: 'phone-national',
    type: 'phone',
    severity: 'MEDIUM',
    confidence: 0.7,
    description: 'A national telephone number with a trunk zero near a word for telephone.',
    severity_reason: 'It identifies one person or household.',
    references: ['https://www.itu.int/rec/T-REC-E.123'],
    triggers: { class: 'digits', run: 2 },
    pattern: '(?<=(?<![\\w+./#-])(?<head>\\(?))0\\d{1,4}\\)?(?:[ ./-]{1,3}\\d{2,8}){1,5}(?![\\w-]|[.,]\\d)',
    validators: ['national_phone'],
    context: { words: PHONE_WORDS, within: 40 },
    examples: {
      match: [
        { text: 'Telefon: 030 / 1234567' },
        { text: 'Tel. 01 42 68 53 00' },
        { text: 'call 020 7946 0958' },
      ],
      no_match: [{ text: 'Invoice 030 1234567 is open.' }, { text: 'on 01.02.2024 we call' }],
    },
  },
];
