/** Ways to reach somebody: e-mail addresses and telephone numbers. */
import type { Rule } from '../types.ts';
import { PERSONAL } from './taxonomy.ts';

const base = { version: 2, category: 'PII', taxonomy: PERSONAL } as const;
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
      "(?<=(?<![\\p{L}\\p{N}_.+-])(?<head>(?:[oOdD]')?[\\p{L}\\p{N}_][\\p{L}\\p{N}_.+-]{0,63}))@(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?\\.){1,6}\\p{L}{2,24}(?![\\p{L}\\p{N}_-])",
    flags: 'u',
    validators: ['email'],
    examples: {
      match: [{ text: 'Write to maria.keller@northwind-traders.de today.' }, { text: '<a.b+c@mail.co.uk>' }],
      no_match: [
        { text: 'npm i @scope/pkg@1.2.3' },
        { text: 'icon@2x.png' },
        { text: 'user@localhost' },
        { text: 'git clone git@github.com:org/repo.git' },
        { text: 'https://ada:pw@db.example.com/x' },
      ],
    },
  },
  {
    ...base,
    id: 'email-spelt-out',
    type: 'email',
    severity: 'MEDIUM',
    confidence: 0.75,
    description: 'An e-mail address with words for its signs.',
    severity_reason: 'It names one person, hidden from those who harvest addresses only.',
    references: ['https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2'],
    triggers: ['[at]', '(at)', '{at}', '<at>', ' at ', '[@]', '(@)'],
    pattern:
      '(?<=(?<![\\w.+-])(?<head>[\\w][\\w.+-]{1,40}\\s?))(?:[\\[({<](?:at|@)[\\])}>] ?[a-z0-9-]{2,40}(?:(?: ?[\\[({<](?:dot|\\.)[\\])}>] ?|\\.| dot )[a-z0-9-]{2,40}){1,3}| at [a-z0-9-]{2,40}(?: dot [a-z0-9-]{2,24}){1,3})(?![\\w-])',
    flags: 'i',
    examples: {
      match: [
        { text: 'jane.doe [at] northwind [dot] com' },
        { text: 'jane(at)northwind.org' },
        { text: 'mail jane at northwind dot com' },
      ],
      no_match: [{ text: 'look at dot com firms' }, { text: 'arrive at noon' }, { text: 'f[at] x' }],
    },
  },
  {
    ...base,
    id: 'url',
    type: 'url',
    severity: 'LOW',
    confidence: 0.3,
    description: 'A web address.',
    severity_reason:
      'Mostly public; it may lead to somebody’s page or document: little confidence that it matters.',
    references: ['https://www.rfc-editor.org/rfc/rfc3986'],
    triggers: ['http://', 'https://', 'ftp://', 'ftps://', 'sftp://', 'ws://', 'wss://', 'www.'],
    pattern:
      '(?<![\\w@.])(?:(?:https?|s?ftps?|wss?)://[^\\s<>"\'`{}|\\\\^\\u2018-\\u201f\\u2026\\u00ab\\u00bb\\u3000-\\u303f\\uff00-\\uffef]{3,2048}|www\\.[a-z0-9-]{1,63}\\.[a-z][^\\s<>"\'`{}|\\\\^\\u2018-\\u201f\\u2026\\u00ab\\u00bb\\u3000-\\u303f\\uff00-\\uffef]{1,2048})',
    flags: 'i',
    validators: ['url'],
    examples: {
      match: [
        { text: 'See https://northwind.example.org/a?b=c#d.' },
        { text: '[docs](http://10.0.0.5:8080/x)' },
        { text: 'at www.northwind.org today' },
      ],
      no_match: [{ text: 'http://' }, { text: 'https://…' }, { text: 'awww.cute' }],
    },
  },
];
