/** Values that change the meaning of a query. */
import type { Rule } from '../types.ts';
import { IN_OUTPUT } from './in-output.ts';
import { OUTPUT } from './taxonomy.ts';

const base = {
  ...IN_OUTPUT,
  severity: 'MEDIUM',
} as const;
const CHEAT_SHEETS = 'https://cheatsheetseries.owasp.org/cheatsheets/';

export const queryPayloadRules: readonly Rule[] = [
  {
    ...base,
    id: 'ldap-injection',
    type: 'ldap_injection',
    confidence: 0.8,
    taxonomy: [OUTPUT, 'CWE-90'],
    description: 'A value that closes an LDAP filter and opens another.',
    severity_reason: 'It signs in without a password, or lists the directory.',
    references: [`${CHEAT_SHEETS}LDAP_Injection_Prevention_Cheat_Sheet.html`],
    triggers: ['*)(', 'admin)(', '*()|', ')(|(', ')(!(&', ')(&)', 'x)(|('],
    pattern:
      '(?<![\\w.)])\\*\\)\\((?:[&|!]|\\w{1,30}=)[^\\n]{0,120}|(?<=["=:\\s]|^)\\w{1,30}\\)\\((?:[&|!](?:\\(|\\))|\\w{1,30}=\\*)[^\\n]{0,120}|\\*\\(\\)\\|[^\\n]{0,40}|(?<=\\(\\w{1,30}=\\w{0,30})\\)\\((?:\\||!\\(&)\\([^\\n]{0,120}|(?<=\\w{1,30}=\\*)\\)\\(\\w{1,30}=\\*\\)\\)\\([&|][^\\n]{0,80}|\\)\\(\\|\\(\\w{1,30}=\\*[^\\n]{0,80}',
    examples: {
      match: [{ text: '*)(uid=*))(|(uid=*' }, { text: 'admin)(&)' }],
      no_match: [
        { text: '(&(objectClass=person)(uid=ann))' },
        { text: '(|(cn=Ann*)(mail=ann*))' },
        { text: 'f(x*)(y)' },
      ],
    },
  },
  {
    ...base,
    id: 'nosql-injection',
    type: 'nosql_injection',
    severity: 'HIGH',
    confidence: 0.8,
    taxonomy: [OUTPUT, 'CWE-943'],
    description: 'An operator in place of a credential, or JavaScript in a query.',
    severity_reason: 'It signs in without a password, or runs code in the database.',
    references: [
      'https://owasp.org/www-project-web-security-testing-guide/v42/4-Web_Application_Security_Testing/07-Input_Validation_Testing/05.6-Testing_for_NoSQL_Injection',
    ],
    triggers: [
      '"$where"',
      '$where:',
      '"$function"',
      '"user',
      '"pass',
      '"login',
      '"email',
      '"pwd',
      '[$ne]',
      '[$gt]',
      '[$regex]',
      '[$nin]',
      '[$exists]',
      "'; return",
      "' || '1'==",
      "' && this.",
      "';sleep(",
      "'; while",
      'db.injection',
      '"$or"',
      '"id"',
      "';return",
    ],
    pattern: [
      '"?\\$where"?\\s{0,2}:\\s{0,2}["\'](?:sleep|this\\.|function|return|\\d\\s?==|\'?1)[^\\n]{0,120}',
      '"\\$function"\\s{0,2}:\\s{0,2}\\{\\s{0,2}"body"[^\\n]{0,120}',
      '"(?:user(?:name)?|pass(?:word|wd)?|pwd|login|email|id)"\\s{0,2}:\\s{0,2}\\{\\s{0,2}"\\$(?:ne|gt|gte|regex|nin|exists)"\\s{0,2}:\\s{0,2}(?:null|""|1|true|\\[\\]|"\\^|"\\.)[^\\n]{0,80}',
      '"(?:pass(?:word|wd)?|pwd)"\\s{0,2}:\\s{0,2}\\{\\s{0,2}"\\$(?:ne|gt|in|regex|exists|nin)"[^\\n]{0,80}',
      '"\\$or"\\s{0,2}:\\s{0,2}\\[\\s{0,2}\\{\\}[^\\n]{0,80}',
      '(?<=\\b\\w{1,30})\\[\\$(?:ne|gt|regex|nin|exists)\\](?:\\[\\])?=[^\\n"]{0,80}',
      "';\\s{0,2}return\\s{1,2}(?:true|\\d)[^\\n]{0,60}",
      "'\\s\\|\\|\\s'1'\\s?==\\s?'1",
      "'\\s&&\\sthis\\.\\w{1,30}[^\\n]{0,80}",
      "';\\s{0,2}(?:sleep\\(\\d{2,6}\\)|while\\s?\\((?:true|1)\\))[^\\n]{0,60}",
      'db\\.injection\\.insert[^\\n]{0,80}',
    ].join('|'),
    examples: {
      match: [
        { text: '{"username": {"$ne": null}, "password": {"$ne": null}}' },
        { text: 'username[$ne]=toto&password[$ne]=toto' },
        { text: '{"$where":"sleep(5000)"}' },
      ],
      no_match: [
        { text: 'db.users.find({ age: { $gt: 21 }, name: { $ne: null } })' },
        { text: '{"filter": {"price": {"$gte": 10, "$lte": 50}}}' },
        { text: '{"email": {"$in": ["a@b.example"]}}' },
      ],
    },
  },
  {
    ...base,
    id: 'xpath-injection',
    type: 'xpath_injection',
    confidence: 0.8,
    taxonomy: [OUTPUT, 'CWE-643'],
    description: 'A value that changes an XPath query.',
    severity_reason: 'It reads the whole document or signs in without a password.',
    references: ['https://owasp.org/www-community/attacks/XPATH_Injection'],
    triggers: [
      "' or count(",
      "' or name(",
      "' or contains(",
      "' or position(",
      "'or position(",
      "'] | ",
      "' and string-length(",
      "') or substring(name",
      'or count(parent::',
      "doc('http",
      "' or ''='",
      "' or '",
    ],
    pattern: [
      "'\\s{0,2}(?:or|and)\\s{1,2}(?:count\\(/|name\\(\\)\\s?=|contains\\(\\w{1,20},|position\\(\\)\\s?=|string-length\\(/)[^\\n]{0,100}",
      "'\\]\\s\\|\\s/{1,2}[\\w*/]{1,60}[^\\n]{0,80}",
      "'\\)\\sor\\ssubstring\\(name\\([^\\n]{0,80}",
      'or\\scount\\(parent::[^\\n]{0,80}',
      "doc\\('https?://[^'\\n]{2,120}'\\)",
      '(?<=(?:^|["=:]\\s?)\\w{0,20})\'\\sor\\s\'(?=$|")',
    ].join('|'),
    examples: {
      match: [{ text: "' or count(/*)=1 or 'a'='b" }, { text: "'] | //user/*[1='1" }],
      no_match: [{ text: "//div[@class='a' or @class='b']" }, { text: '//book[price>35]/title' }],
    },
  },
  {
    ...base,
    id: 'graphql-abuse',
    type: 'graphql_abuse',
    severity: 'LOW',
    confidence: 0.7,
    taxonomy: [OUTPUT, 'CWE-770', 'CWE-200'],
    description:
      'A GraphQL query that reads the whole schema, nests without end or tries one field many times.',
    severity_reason: 'It maps an interface or exhausts it; the schema is often public.',
    references: [`${CHEAT_SHEETS}GraphQL_Cheat_Sheet.html`],
    triggers: ['__schema', '{friends{', '{ friends {', 'a1:', 'a2:', 'friends{', ' {'],
    pattern: [
      '__schema\\s{0,3}\\{\\s{0,3}(?:types|queryType|mutationType|directives)\\b[^\\n]{0,200}',
      '(?:\\s?\\{\\s?\\w{1,30}\\s?\\{\\s?\\w{1,30}){3,}',
      '(?<=[{\\s])a1:\\s?(\\w{2,30})\\([^)\\n]{0,60}\\)\\{?[^}\\n]{0,40}\\}?\\s{0,2}a2:\\s?\\1\\([^)\\n]{0,60}\\)[^\\n]{0,200}',
    ].join('|'),
    examples: {
      match: [
        { text: '{__schema{types{name,fields{name}}}}' },
        { text: 'query{user(id:1){friends{friends{friends{friends{friends{friends{name}}}}}}}}' },
      ],
      no_match: [
        { text: 'query { user(id: 1) { name friends { name } } }' },
        { text: 'The __schema field describes it.' },
      ],
    },
  },
];
