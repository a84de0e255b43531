/** Secrets that a name gives away: settings, variables, fields, headers and parameters of any language and format. */
import type { Rule } from '../types.ts';
import { CREDENTIAL } from './taxonomy.ts';

const base = { version: 1, category: 'SECRET', taxonomy: CREDENTIAL } as const;
/** What may close a name: `"name"`, `['name']`, `**name**`, `<name>`. */
const CLOSE = '["\'`\\])}*|]{0,4}';
/**
 * From a name to its value, in this order: the default of a Terraform variable, a type between (`: &str =`, `string =`, `{ get; set; } =`), a field of its own
 * (`value="…"`), an operator, white space alone.
 */
const TO_VALUE = [
  '\\s\\{\\s{1,16}(?:\\w{4,11}\\s{1,8}=[^\\n]{1,80}\\n\\s{1,8}){0,3}default\\s{1,8}=\\s?',
  ':\\s?&?[A-Za-z][\\w<>?]{0,16}\\s?=\\s?',
  '\\s(?:as )?[a-z]{3,8}\\s?=\\s?',
  '\\s?\\{ get;[a-z ;]{0,16}\\}\\s?=\\s?',
  '[,\\s]\\s{0,16}["\']?value["\']?\\s?[:=]\\s{0,3}',
  '\\s{0,4}(?:=>|:=|={1,3}|:(?!:)|\\|\\||,|\\(|>)\\s{0,4}',
].join('|');
const SPACE = '[ \\t]{1,3}';
const OPEN = '(?:[bru@](?=["\']))?["\'`“„‘«*]{0,3}';
/** Not another name: a list of names costs no more than any text. */
const NO_NAME = '(?!=\\s|[a-z_]{1,16} ?[=:])';
const TAIL = '(?![A-Za-z0-9_.-]{25})[A-Za-z0-9_.-]{0,24}(?![A-Za-z0-9_.-])';
/** After white space alone words stand more often: no word, then. */
const NO_WORD = '(?=["\']?(?![=:|>,(])[A-Za-z]{0,24}[^A-Za-z\\s.,;:_])';
/** Long only where it runs on without a sign, so that a text of nothing but names costs no more than any other. */
const KEY =
  '[A-Za-z0-9+/_-][A-Za-z0-9+/_.~|:!@#$%^*-]{9,191}(?:(?<=[A-Za-z0-9+/_-]{128})[A-Za-z0-9+/_-]{0,1800})?={0,3}';

export const assignedSecretRules: readonly Rule[] = [
  {
    ...base,
    id: 'api-key-assignment',
    version: 2,
    type: 'api_key',
    severity: 'HIGH',
    confidence: 0.75,
    description: 'A random value given to a name for a key, a token or a secret.',
    severity_reason: 'A key to something; its name says so.',
    references: ['https://cwe.mitre.org/data/definitions/798.html'],
    triggers: ['key', 'token', 'secret', 'credential', 'auth', 'psk'],
    pattern: `(?:key|token|secret|credential|auth|psk)${TAIL}${CLOSE}(?:${TO_VALUE}|${SPACE})${OPEN}${NO_NAME}(?=[A-Za-z+/_.~|:!@#$%^*-]{0,40}\\d)(?<value>${KEY})`,
    flags: 'i',
    validators: ['assigned_key'],
    examples: {
      match: [
        { text: `api_key = "${'kR7vTz1QmX9bL3fWc8Hs'}"` },
        { text: `{"clientSecret":"${'8fK2mQ9xVb4TnL7cRz1W'}"}` },
        { text: `api key: ${'kR7vTz1QmX9bL3fWc8Hs'}` },
        { text: `let acmeToken: &str = "${'7f3a9c1e5b8d2046af91c3e7d5b82046'}";` },
        { text: `define('ACME_SECRET', '${'kR7vTz1QmX9bL3fWc8Hs'}');` },
        { text: `- name: ACME_KEY\n  value: ${'kR7vTz1QmX9bL3fWc8Hs'}` },
        { text: `<add key="AcmeToken" value="${'kR7vTz1QmX9bL3fWc8Hs'}" />` },
        { text: 'client_secret: 7c9e6679-7425-40de-944b-e07fc1f90ae7' },
      ],
      no_match: [
        { text: 'api_key = os.environ["API_KEY"]' },
        { text: 'idempotency_key: 550e8400-e29b-41d4-a716-446655440000' },
        { text: 'key: 550e8400-e29b-41d4-a716-446655440000' },
        { text: 'secret = get_secret(name)' },
        { text: '"tokens": 123456789012345' },
        { text: 'public_key = "kR7vTz1QmX9bL3fWc8HsJ2pYdN5g"' },
        { text: 'cache_key = "7f3a9c1e5b8d2046af91c3e7d5b82046"' },
        { text: 'secretKeyRef: payment-service-credentials-v2' },
      ],
    },
  },
  {
    ...base,
    id: 'password-assignment',
    version: 2,
    type: 'password',
    severity: 'HIGH',
    confidence: 0.75,
    description: 'A password given to a name for one.',
    severity_reason: 'It opens an account, and people use it twice.',
    references: ['https://cwe.mitre.org/data/definitions/798.html'],
    triggers: ['pass', 'pwd', 'kennwort', 'contrase', 'senha', 'wachtwoord', 'pw:', 'pw=', 'pw =', '_pw'],
    pattern: `(?:pass(?:word|wd|phrase|code|wort)?|pwd|kennwort|contrase[nñ]a|senha|wachtwoord|_?pw)${TAIL}${CLOSE}(?:${TO_VALUE}|${SPACE}${NO_WORD})${OPEN}${NO_NAME}(?<value>[^\\s"'\`<>][^\\n]{4,160})`,
    flags: 'i',
    validators: ['assigned_password'],
    examples: {
      match: [
        { text: 'DB_PASSWORD=hunter2x!' },
        { text: "password: 'Tr0ub4dor&3'" },
        { text: 'Server=db;User Id=sa;Password=Pw9x-kL2;' },
        { text: 'https://x/login?user=a&password=Sup3rGeheim' },
        { text: '{"db_password": "violet horse 9"}' },
        { text: 'pw: Wint3r!2031' },
        { text: './run --password Wint3r!2031' },
        { text: "CREATE USER app WITH PASSWORD 'Wint3r!2031'" },
      ],
      no_match: [
        { text: 'password = getpass.getpass()' },
        { text: 'password: required' },
        { text: `PASSWORD=${'$'}{DB_PASSWORD}` },
        { text: 'password=********' },
        { text: 'passwords: never share them' },
        { text: 'password = "password"' },
        { text: '"password": "<your-password>"' },
        { text: 'password: "string"' },
        { text: '"password_field": "required"' },
        { text: '"password": "Passwort"' },
        { text: 'Password::class' },
        { text: 'the password must be 12 characters' },
      ],
    },
  },
];
