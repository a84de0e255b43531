/** Secrets without a provider's form: private keys, tokens, connection strings, and what a name gives away in code. */
import type { Rule } from '../types.ts';
import { CREDENTIAL } from './taxonomy.ts';

const base = { version: 1, category: 'SECRET', taxonomy: CREDENTIAL } as const;
const ASSIGN = '["\'`]?(?:\\s{0,3}(?:=>|:=|={1,2}|:)\\s{0,3}|\\s{1,2}(?:is|was)[ :]{1,2})';

export const genericSecretRules: readonly Rule[] = [
  {
    ...base,
    id: 'private-key',
    type: 'private_key',
    severity: 'CRITICAL',
    confidence: 0.98,
    description: 'A private key in PEM form, also one that is cut off.',
    severity_reason: 'Whoever holds it is its owner.',
    references: ['https://www.rfc-editor.org/rfc/rfc7468'],
    triggers: ['-----BEGIN '],
    pattern:
      '-----BEGIN (?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:[^-]|-(?!----))*(?:-----END (?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----)?',
    validators: ['private_key'],
    examples: {
      match: [
        {
          text: `-----BEGIN RSA PRIVATE ${'KEY-----'}\nMIIEowIBAAKCAQEA8fK2mQ9xVb4TnL7cRz1WpH6sYd3GjE5uA0oIqXwZkR7vTz1\nQmX9bL3fWc8HsJ2pYdN5gVu6EaO4iKxB0tZw\n-----END RSA PRIVATE KEY-----`,
        },
      ],
      no_match: [
        { text: '-----BEGIN PUBLIC KEY-----' },
        { text: 'The file begins with -----BEGIN PRIVATE KEY----- and so on.' },
      ],
    },
  },
  {
    ...base,
    id: 'jwt',
    type: 'jwt',
    severity: 'HIGH',
    confidence: 0.95,
    description: 'A JSON Web Token, decoded and judged.',
    severity_reason: 'A bearer token: whoever holds it is let in until it expires.',
    references: ['https://www.rfc-editor.org/rfc/rfc7519'],
    triggers: ['eyJ'],
    pattern:
      '(?<![A-Za-z0-9_.-])eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{2,}\\.[A-Za-z0-9_-]*(?:\\.[A-Za-z0-9_-]*){0,2}',
    validators: ['jwt'],
    examples: {
      match: [
        {
          text: `Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.${'eyJzdWIiOiI0MiIsIm5hbWUiOiJNYXJpYSIsImlhdCI6MTcwMDAwMDAwMH0'}.kR7vTz1QmX9bL3fWc8HsJ2pYdN5gVu6EaO4iKxB0tZw`,
        },
      ],
      no_match: [{ text: 'eyJub3QiOiJhIHRva2VuIn0.eyJhIjoxfQ.abc' }, { text: 'eyJhbGciOiJIUzI1NiJ9' }],
    },
  },
  {
    ...base,
    id: 'connection-string',
    type: 'connection_string',
    severity: 'CRITICAL',
    confidence: 0.9,
    description: 'A URL with a user name and a password in it.',
    severity_reason: 'Place, name and password in one line.',
    references: ['https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1'],
    triggers: ['://'],
    pattern:
      '(?<=(?<![A-Za-z0-9+.-])(?<head>[A-Za-z][A-Za-z0-9+.-]{1,30}))://[^\\s:/@"\'`<>?#]{0,80}:[^\\s/@"\'`<>]{3,200}@[^\\s"\'`<>;,)]{1,200}',
    validators: ['url_password'],
    examples: {
      match: [
        { text: `postgres://app:${'s3cr3tPw9'}@db.internal:5432/shop` },
        { text: `mongodb+srv://u:${'kR7vTz1Q'}@c0.mongodb.net` },
      ],
      no_match: [
        { text: 'postgres://user:password@localhost/db' },
        { text: 'http://host:8080/@scope/x' },
        { text: `redis://:${'$'}{REDIS_PASSWORD}@cache:6379` },
      ],
    },
  },
  {
    ...base,
    id: 'authorization-header',
    type: 'api_key',
    severity: 'HIGH',
    confidence: 0.85,
    description: 'A bearer or basic credential in an authorization header.',
    severity_reason: 'It authenticates whoever repeats it.',
    references: ['https://www.rfc-editor.org/rfc/rfc9110#section-11.6.2'],
    triggers: ['authorization', 'bearer '],
    pattern:
      '(?<![A-Za-z])(?:(?:proxy-)?authorization["\']?\\s{0,3}[:=]\\s{0,3}["\']?(?:bearer|basic|token)\\s{1,3}|bearer\\s{1,3})(?<value>[A-Za-z0-9._~+/-]{20,500}={0,2})',
    flags: 'i',
    validators: ['key'],
    examples: {
      match: [{ text: `Authorization: Bearer ${'kR7vTz1QmX9bL3fWc8HsJ2pYdN5gVu6E'}` }],
      no_match: [
        { text: 'Authorization: Bearer YOUR_ACCESS_TOKEN_GOES_HERE' },
        { text: `Authorization: Bearer ${'$'}{TOKEN}` },
      ],
    },
  },
  {
    ...base,
    id: 'api-key-assignment',
    type: 'api_key',
    severity: 'HIGH',
    confidence: 0.7,
    description: 'A random value given to a name for a key, a token or a secret.',
    severity_reason: 'A key to something; its name says so.',
    references: ['https://cwe.mitre.org/data/definitions/798.html'],
    triggers: [
      'api_key',
      'api-key',
      'apikey',
      'api key',
      'api_secret',
      'secret',
      'access_key',
      'accesskey',
      'access key',
      'token',
      'private_key',
      'signing_key',
      'encryption_key',
      'auth_key',
      'credential',
    ],
    pattern: `(?:api[_ -]?key|api[_-]?secret|secret|access[_ -]?key|token|private_key|signing_key|encryption_key|auth_key|credential)(?:[_-]?[A-Za-z0-9]{1,16}){0,2}${ASSIGN}["'\`]{0,3}(?<value>[A-Za-z0-9][A-Za-z0-9+/_.~-]{11,250}={0,2})(?![A-Za-z0-9+/_=(\\[-])`,
    flags: 'i',
    validators: ['key'],
    examples: {
      match: [
        { text: `api_key = "${'kR7vTz1QmX9bL3fWc8Hs'}"` },
        { text: `{"clientSecret":"${'8fK2mQ9xVb4TnL7cRz1W'}"}` },
        { text: `the API key is ${'kR7vTz1QmX9bL3fWc8Hs'}` },
      ],
      no_match: [
        { text: 'api_key = os.environ["API_KEY"]' },
        { text: 'token: 550e8400-e29b-41d4-a716-446655440000' },
        { text: 'secret = get_secret(name)' },
        { text: '"tokens": 123456789012345' },
      ],
    },
  },
  {
    ...base,
    id: 'password-quoted',
    type: 'password',
    severity: 'HIGH',
    confidence: 0.8,
    description: 'A password in quotes, given to a name for one.',
    severity_reason: 'It opens an account, and people use it twice.',
    references: ['https://cwe.mitre.org/data/definitions/798.html'],
    triggers: ['password', 'passwd', 'passphrase', 'passwort', 'pwd'],
    pattern: `(?:password|passwd|passphrase|passwort|pwd)\\w{0,12}${ASSIGN}"(?<value>[^"\\s\\\\][^"\\n\\\\]{3,126}[^"\\s\\\\])"`,
    flags: 'i',
    validators: ['quoted_password'],
    examples: {
      match: [{ text: 'password = "Tr0ub4dor&3"' }, { text: '{"db_password": "correct horse 9"}' }],
      no_match: [
        { text: 'password = "password"' },
        { text: '"password": "<your-password>"' },
        { text: 'password: "string"' },
        { text: '"password_field": "required"' },
      ],
    },
  },
  {
    ...base,
    id: 'password-assignment',
    type: 'password',
    severity: 'HIGH',
    confidence: 0.75,
    description: 'A password given to a name for one.',
    severity_reason: 'It opens an account, and people use it twice.',
    references: ['https://cwe.mitre.org/data/definitions/798.html'],
    triggers: ['password', 'passwd', 'passphrase', 'passwort', 'pwd'],
    pattern:
      '(?:password|passwd|passphrase|passwort|pwd)\\w{0,12}["\'`]?\\s{0,3}(?:=>|:=|={1,2}|:)\\s{0,3}["\'`]?(?<value>[^\\s"\'`;,&<>()\\\\]{5,128})',
    flags: 'i',
    validators: ['password'],
    examples: {
      match: [
        { text: 'DB_PASSWORD=hunter2x!' },
        { text: "password: 'Tr0ub4dor&3'" },
        { text: 'Server=db;User Id=sa;Password=Pw9x-kL2;' },
        { text: 'https://x/login?user=a&password=Sup3rGeheim' },
      ],
      no_match: [
        { text: 'password = getpass.getpass()' },
        { text: 'password: required' },
        { text: `PASSWORD=${'$'}{DB_PASSWORD}` },
        { text: 'password=********' },
        { text: 'passwords: never share them' },
      ],
    },
  },
  {
    ...base,
    id: 'password-in-prose',
    type: 'password',
    severity: 'HIGH',
    confidence: 0.65,
    description: 'A password told in a sentence.',
    severity_reason: 'It opens an account, and people use it twice.',
    references: ['https://cwe.mitre.org/data/definitions/522.html'],
    triggers: [
      'password',
      'passcode',
      'passphrase',
      'pass phrase',
      'passwort',
      'kennwort',
      'credentials',
      'login',
      'pin ',
    ],
    pattern:
      "(?<![A-Za-z])(?:password|passcode|pass ?phrase|passwort|kennwort|credentials|login|pin)(?:\\s(?!is\\b|was\\b|ist\\b)[A-Za-z'-]{1,16}){0,5}(?:\\s(?:is|was|ist|lautet|to|are|now)(?:\\s(?:now|currently|still|set to))?|\\s?[:=-]{1,2}|\\s->)[:\\s]{1,3}[\"'`“*]{0,2}(?<value>[^\\s\"'`“”*,;<>()\\\\]{6,64}(?<![.:!?]))",
    flags: 'i',
    validators: ['prose_password'],
    examples: {
      match: [
        { text: 'The password is hunter2x.' },
        { text: 'password for the VPN is now "Wint3r!2031"' },
        { text: 'Your new passcode: kL9#mm2p' },
      ],
      no_match: [
        { text: 'The password is incorrect.' },
        { text: 'Your password was changed on 2024-01-02' },
        { text: 'Login to continue-with-google' },
      ],
    },
  },
];
