/** Secrets with a form of their own, whoever gave them out: private keys, tokens, connection strings, hashes of passwords. */
import type { Rule } from '../types.ts';
import { CREDENTIAL } from './taxonomy.ts';

const base = { version: 1, category: 'SECRET', taxonomy: CREDENTIAL } as const;

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
        { text: `postgres://app:${'Wint3r-2031'}@db.internal:5432/shop` },
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
    validators: ['sent_key'],
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
    id: 'django-secret-key',
    type: 'api_key',
    severity: 'CRITICAL',
    confidence: 0.85,
    description: 'The key that a Django application signs sessions with.',
    severity_reason: 'Sessions and password resets can be forged with it.',
    references: ['https://docs.djangoproject.com/en/stable/ref/settings/#secret-key'],
    triggers: ['SECRET_KEY'],
    pattern: 'SECRET_KEY["\']?\\s{0,3}[=:]\\s{0,3}["\'](?<value>[^\\s"\'<>{}\\\\]{40,90})(?=["\'])',
    validators: ['not_placeholder', 'varied', 'random'],
    examples: {
      match: [{ text: `SECRET_KEY = "z5#*xd(96&@m%ow^*l${'e2$0)31*zjo1i6&-#z82x-y%hme3'}"` }],
      no_match: [
        { text: 'SECRET_KEY = os.environ["SECRET_KEY"]' },
        { text: `SECRET_KEY = "${'x'.repeat(50)}"` },
      ],
    },
  },
  {
    ...base,
    id: 'password-hash',
    type: 'password',
    severity: 'MEDIUM',
    confidence: 0.9,
    description: 'A salted hash of a password, as in shadow files, .htpasswd and user tables.',
    severity_reason: 'Weak passwords are guessed from it offline.',
    references: ['https://man7.org/linux/man-pages/man5/crypt.5.html'],
    triggers: [
      '$2a$',
      '$2b$',
      '$2y$',
      '$6$',
      '$5$',
      '$1$',
      '$apr1$',
      '$y$',
      '$argon2',
      'pbkdf2_sha',
      '$pbkdf2-',
      '$scrypt$',
      'scrypt:32768:',
      '{SSHA',
    ],
    pattern:
      '(?:\\$2[aby]\\$\\d\\d\\$[./A-Za-z0-9]{53}|\\$6\\$(?:rounds=\\d{1,9}\\$)?[./A-Za-z0-9]{1,16}\\$[./A-Za-z0-9]{86}|\\$5\\$(?:rounds=\\d{1,9}\\$)?[./A-Za-z0-9]{1,16}\\$[./A-Za-z0-9]{43}|\\$(?:1|apr1)\\$[./A-Za-z0-9]{1,8}\\$[./A-Za-z0-9]{22}|\\$y\\$[./A-Za-z0-9]{2,6}\\$[./A-Za-z0-9]{4,86}\\$[./A-Za-z0-9]{43}|\\$argon2(?:id?|d)\\$(?:v=\\d+\\$)?m=\\d+,t=\\d+,p=\\d+\\$[A-Za-z0-9+/]{11,64}\\$[A-Za-z0-9+/]{16,128}|pbkdf2_sha(?:1|256|512)\\$\\d{3,8}\\$[A-Za-z0-9./+=]{8,64}\\$[A-Za-z0-9+/]{27,88}={0,2}|\\$pbkdf2-sha(?:1|256|512)\\$\\d{3,8}\\$[A-Za-z0-9./]{8,64}\\$[A-Za-z0-9./]{27,88}|\\$scrypt\\$ln=\\d+,r=\\d+,p=\\d+\\$[A-Za-z0-9+/]{8,64}\\$[A-Za-z0-9+/]{27,88}|scrypt:32768:\\d+:\\d+\\$[A-Za-z0-9]{8,32}\\$[0-9a-f]{64,128}|\\{SSHA(?:256|512)?\\}[A-Za-z0-9+/]{32,128}={0,2})(?![./A-Za-z0-9])',
    validators: ['varied'],
    examples: {
      match: [
        { text: `admin:$2y$10$${'kR7vTz1QmX9bL3fWc8HsJ2pYdN5gVu6EaO4iKxB0tZwkR7vTz1QmX'}` },
        { text: `root:$1$ab3dE5fG$${'kR7vTz1QmX9bL3fWc8HsJ2'}:19000:0:99999:7:::` },
      ],
      no_match: [
        { text: '$2y$10$EXAMPLEHASHGOESHERE' },
        { text: `$2y$10$${'.'.repeat(53)}` },
        { text: 'echo $1$2 and $6$7' },
      ],
    },
  },
  {
    ...base,
    id: 'session-cookie',
    type: 'session_token',
    severity: 'HIGH',
    confidence: 0.8,
    description: 'The value of a session cookie.',
    severity_reason: 'Whoever sends it is logged in as its owner until the session ends.',
    references: ['https://www.rfc-editor.org/rfc/rfc6265'],
    triggers: ['sessionid=', 'session_id=', 'session=', 'sessid=', 'connect.sid=', 'remember_token='],
    pattern:
      '(?:session_?id|sessid|session|connect\\.sid|remember_token)=(?![a-z_]{1,16}[=:])(?<value>(?:s%3A)?[A-Za-z0-9_.~%+/-]{20,512}={0,2})(?![A-Za-z0-9_(\\[])',
    flags: 'i',
    validators: ['told_key'],
    examples: {
      match: [
        { text: `Cookie: JSESSIONID=${'7F3A9C1E5B8D2046AF91C3E7D5B82046'}; theme=dark` },
        { text: `Set-Cookie: sessionid=${'kr7vtz1qmx9bl3fwc8hsj2pydn5gvu6e'}; Path=/` },
      ],
      no_match: [
        { text: 'Cookie: sessionid=<session>; theme=dark' },
        { text: 'session=database_session_for_tests' },
      ],
    },
  },
  {
    ...base,
    id: 'seed-phrase',
    type: 'private_key',
    severity: 'CRITICAL',
    confidence: 0.8,
    description: 'The words of a wallet, after words that say so.',
    severity_reason: 'Whoever knows them owns the wallet.',
    references: ['https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki'],
    triggers: [
      'seed phrase',
      'seed_phrase',
      'seed words',
      'recovery phrase',
      'recovery_phrase',
      'mnemonic',
      'backup phrase',
    ],
    pattern:
      '(?:seed[ _]phrase|seed words|(?:recovery|backup)[ _]phrase|mnemonic(?: phrase)?)["\'`]?(?: is| are)?\\s{0,3}[:=]?\\s{1,3}["\'`]?(?<value>(?:(?!mnemonic|recovery|backup|seed[ _](?:phrase|words))[a-z]{3,8}[ ,\\n]{1,2}){11,23}[a-z]{3,8})(?=["\'`]?[\\s.,;)]{0,2}(?![a-z]))',
    flags: 'i',
    validators: ['seed_phrase'],
    examples: {
      match: [{ text: 'seed phrase: apple river stone cloud wolf desk piano lemon orbit tiger maple salt' }],
      no_match: [
        { text: 'The seed phrase is a list of twelve words that you must never show to anybody else at all' },
        { text: 'mnemonic: <your twelve words>' },
      ],
    },
  },
];
