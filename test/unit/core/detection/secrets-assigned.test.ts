import assert from 'node:assert/strict';
import test from 'node:test';
import { compileEngine } from '../../../../services/core/detection/engine.ts';
import { assignedSecretRules } from '../../../../services/core/detection/rules/secrets-assigned.ts';
import { commandSecretRules } from '../../../../services/core/detection/rules/secrets-commands.ts';
import { toldSecretRules } from '../../../../services/core/detection/rules/secrets-told.ts';
import { promiseOf } from '../../../../services/core/detection/validators/credential-name.ts';
import { isFiller } from '../../../../services/core/detection/validators/filler.ts';
import { isGenerated } from '../../../../services/core/detection/validators/generated.ts';
import { isSeedPhrase } from '../../../../services/core/detection/validators/seed-phrase.ts';

const engine = compileEngine([...assignedSecretRules, ...commandSecretRules, ...toldSecretRules]);
const KEY = 'kR7vTz1QmX9bL3fWc8HsJ2pY';
const HEX = '7f3a9c1e5b8d2046af91c3e7d5b82046';
const UUID = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const PASSWORD = 'Wint3r!2031';

function valuesIn(text: string): string[] {
  return [...new Set(engine.scan(text, { kind: 'output' }).map(({ start, end }) => text.slice(start, end)))];
}

const found: Record<string, string[]> = {
  [KEY]: [
    `ACME_KEY=${KEY}`,
    `acme:\n  api_key: ${KEY}\n  timeout: 30`,
    `{"acmeToken": "${KEY}"}`,
    `const acmeSecret = '${KEY}';`,
    `public string AcmeKey { get; set; } = "${KEY}";`,
    `let acme_token: &str = "${KEY}";`,
    `var AcmeToken string = "${KEY}"`,
    `define('ACME_TOKEN', '${KEY}');`,
    `os.environ["ACME_SECRET"] = "${KEY}"`,
    `os.getenv("ACME_TOKEN", "${KEY}")`,
    `process.env.ACME_TOKEN || "${KEY}"`,
    `<apiKey>${KEY}</apiKey>`,
    `<add key="AcmeToken" value="${KEY}" />`,
    `{"name": "ACME_TOKEN", "value": "${KEY}"}`,
    `- name: ACME_TOKEN\n  value: ${KEY}`,
    `ENV ACME_TOKEN ${KEY}`,
    `setx ACME_TOKEN "${KEY}"`,
    `./deploy --api-key ${KEY}`,
    `curl "https://api.acme.example/v1?api_key=${KEY}&q=1"`,
    `curl -H "X-Acme-Key: ${KEY}" https://api.acme.example`,
    `Use this secret for Acme: ${KEY}`,
    `I set the Acme API key to ${KEY} yesterday.`,
    `You can use ${KEY} as the Acme API key.`,
    `echo "${KEY}" | gh secret set ACME_TOKEN`,
    `acme token ${KEY} is valid`,
    `PrivateKey = ${KEY}`,
  ],
  [HEX]: [`acme_key = "${HEX}"`, `client_secret: ${HEX}`, `the acme token is ${HEX}, thanks`],
  [UUID]: [`api_key = "${UUID}"`, `{"clientSecret": "${UUID}"}`, `X-Auth-Token: ${UUID}`],
  [PASSWORD]: [
    `DB_PASSWORD=${PASSWORD}`,
    `db:\n  password: ${PASSWORD}\n`,
    `"password": "${PASSWORD}"`,
    `String password = "${PASSWORD}";`,
    `connect(user="app", password="${PASSWORD}")`,
    `<password>${PASSWORD}</password>`,
    `Server=x;User Id=sa;Password=${PASSWORD};Encrypt=true`,
    `jdbc:postgresql://db/x?user=app&password=${PASSWORD}&ssl=1`,
    `machine x\n  login bob\n  password ${PASSWORD}`,
    `requirepass ${PASSWORD}`,
    `./run --password ${PASSWORD}`,
    `ALTER USER app WITH PASSWORD '${PASSWORD}';`,
    `ansible_ssh_pass=${PASSWORD}`,
    `pw: ${PASSWORD}`,
    `contraseña: ${PASSWORD}`,
    `The password is ${PASSWORD}`,
    `the password for the wifi is ${PASSWORD} :)`,
    `I changed my password to ${PASSWORD} today.`,
    `le mot de passe est ${PASSWORD}`,
    `temporary password "${PASSWORD}" expires soon`,
    `use ${PASSWORD} as the password`,
    `use login bob / ${PASSWORD}`,
    `The admin credentials are admin/${PASSWORD}`,
    `mysql -u root -p${PASSWORD} shop`,
    `curl -u admin:${PASSWORD} https://x.example`,
    `sshpass -p ${PASSWORD} ssh root@10.0.0.1`,
    `| user | password |\n|---|---|\n| bob | ${PASSWORD} |`,
    `db.corp.example:5432:shop:app:${PASSWORD}`,
  ],
};
for (const [value, texts] of Object.entries(found))
  for (const text of texts)
    test(`is found in ${text.slice(0, 40)}`, () => assert.deepEqual(valuesIn(text), [value]));

const leftAlone = [
  'password = os.environ["DB_PASSWORD"]',
  'validatePassword(password, getUserById2)',
  'password: PasswordEncoder = BCryptPasswordEncoder()',
  'use password_hash::PasswordHashString;',
  'self.password = new_password2',
  'encoder.matches(PASSWORD, encoded)).isTrue();',
  '"password": "Passwort", "login": "Anmelden"',
  'password = "Password must be at least 8 characters"',
  'login("bob", "wrong-password")',
  'password: "test1234"',
  'password: "T0pS3cr3t"',
  'password: 12345678',
  'I forgot my password, the password is case sensitive.',
  'How do I store a password securely? Use bcrypt.',
  'The password is hashed with PBKDF2.',
  'PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]',
  'PASSWORD_FILE=/run/secrets/db',
  `public_key = "${KEY}"`,
  `pubkey: ${KEY}`,
  `Sec-WebSocket-Key: ${KEY}`,
  `cache_key = "${HEX}"`,
  `key: ${HEX}`,
  `"key": "${UUID}"`,
  `token_hash: ${HEX}`,
  `commit ${HEX}`,
  `"jsonwebtoken": {"integrity": "sha512-${KEY}${KEY}"}`,
  'arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-n9VGqF',
  'token_limit: 4096, max_tokens: 123456789012',
  'tokenType = OAuth2TokenType.REFRESH_TOKEN',
  'secretKeyRef:\n  name: payment-secret\n  key: payment-password-v2',
  'keyboard: "de-latin1-nodeadkeys2"',
  `generateKey('AES-256-CBC')`,
  'The token is validated by TokenService2Implementation',
  'use configuration-management-2 as the primary key',
  'mysql -u root -p shop',
  'curl -u "$USER:$PASS" https://x.example',
];
for (const text of leftAlone)
  test(`is left alone: ${text.slice(0, 40)}`, () => assert.deepEqual(valuesIn(text), []));

test('what a name promises', () => {
  const names: Record<string, string[]> = {
    credential: [
      'api_key',
      'stripeSecretKey',
      'GITHUB_TOKEN',
      'db.password',
      'secret_key_base',
      'APIKey',
      'TOKEN_2',
    ],
    likely: ['acme_key', 'AcmeKey'],
    perhaps: ['key', 'KEY'],
    none: [
      'public_key',
      'primaryKey',
      'max_tokens',
      'token_url',
      'passwordHash',
      'keyboard',
      'monkey',
      'csrfToken',
    ],
  };
  for (const [promise, list] of Object.entries(names))
    for (const name of list) assert.equal(promiseOf(name), promise, name);
});

test('words, names and numbers are not generated; keys of any alphabet are', () => {
  for (const value of [KEY, HEX, 'jhxqpwzkvbnmtrfgdlcs', 'ZK4Q7WM2XP9TJ3VB'])
    assert.equal(isGenerated(value), true, value);
  for (const value of [
    'internationalization',
    'getUserByEmailAddress2',
    '20310412101500',
    'my-release-name-42',
  ])
    assert.equal(isGenerated(value), false, value);
});

test('what tests and manuals put for a password is filler; a word of one’s own is not', () => {
  for (const value of ['password123', 'T0pS3cr3t', 'my-test_pass', 'changeme!', 'Pa$$w0rd1'])
    assert.equal(isFiller(value), true, value);
  for (const value of [PASSWORD, 'hunter2x', 'hunter2-Blue!', 'Tr0ub4dor&3', KEY])
    assert.equal(isFiller(value), false, value);
});

test('twelve words are a wallet’s unless they are a sentence', () => {
  assert.ok(isSeedPhrase('apple river stone cloud wolf desk piano lemon orbit tiger maple salt'));
  for (const value of [
    'apple river stone cloud wolf desk piano lemon orbit tiger maple',
    'this is one of the many ways in which you could say something',
    'apple apple apple apple apple apple apple apple apple apple apple apple',
  ])
    assert.equal(isSeedPhrase(value), false, value);
});

const hostile = [
  'password'.repeat(131_072),
  'key='.repeat(262_144),
  `token: ${'a'.repeat(1_048_576)}`,
  'password is '.repeat(87_000),
  'login a / '.repeat(100_000),
  'password |\n|---|---|\n'.repeat(45_000),
  '" as the key'.repeat(87_000),
  `${'a'.repeat(60)} as the `.repeat(15_000),
  'curl -u '.repeat(130_000),
  'key '.repeat(262_144),
];
test('a mebibyte of near misses takes no time', () => {
  for (const text of hostile) {
    const before = process.cpuUsage();
    engine.scan(text, { kind: 'output' });
    const { user, system } = process.cpuUsage(before);
    assert.ok(user + system < 1_000_000, `${user + system} µs for ${text.slice(0, 24)}`);
  }
});
