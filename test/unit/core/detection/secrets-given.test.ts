import assert from 'node:assert/strict';
import test from 'node:test';
import { compileEngine } from '../../../../services/core/detection/engine.ts';
import { assignedSecretRules } from '../../../../services/core/detection/rules/secrets-assigned.ts';
import { commandSecretRules } from '../../../../services/core/detection/rules/secrets-commands.ts';
import { givenSecretRules } from '../../../../services/core/detection/rules/secrets-given.ts';
import { toldSecretRules } from '../../../../services/core/detection/rules/secrets-told.ts';
import { isWordChain } from '../../../../services/core/detection/validators/word-chain.ts';

const engine = compileEngine([
  ...assignedSecretRules,
  ...commandSecretRules,
  ...givenSecretRules,
  ...toldSecretRules,
]);
const PASSWORD = 'Wint3r_2031';
const CHAIN = 'marble-orbit-saddle-juniper';
const HEX = '7f3a9c1e5b8d2046af91c3e7d5b820467f3a9c1e5b8d2046af91c3e7d5b82046';

function valuesIn(text: string): string[] {
  return [...new Set(engine.scan(text, { kind: 'output' }).map(({ start, end }) => text.slice(start, end)))];
}

const found: Record<string, string[]> = {
  [PASSWORD]: [
    `mongosh --host db1 -u app -p ${PASSWORD} --quiet`,
    `redis-cli -h cache -a ${PASSWORD} ping`,
    `smbclient //files/data -U app%${PASSWORD}`,
    `htpasswd -b -c /etc/nginx/.htpasswd app ${PASSWORD}`,
    `echo '${PASSWORD}' | sudo -S reboot`,
    `echo ${PASSWORD} | kinit app@CORP`,
    `7z a out.7z -p${PASSWORD} docs`,
    `unzip -P ${PASSWORD} in.zip`,
    `printf '%s' '${PASSWORD}' | sudo -S reboot`,
    `ConvertTo-SecureString '${PASSWORD}' -AsPlainText -Force`,
    `cy.get('input[name=password]').type('${PASSWORD}')`,
    `password (${PASSWORD}) works on all hosts`,
    `mon mot de passe c'est ${PASSWORD}`,
    `Unser Passwort ist jetzt ${PASSWORD}`,
    `For the demo box use bob/${PASSWORD}. Same password on the others.`,
    `openssl pkcs12 -in a.p12 -passin pass:${PASSWORD} -nokeys`,
    `ldapsearch -x -D cn=admin -w ${PASSWORD} uid=bo`,
    `az login -u bot@example.org -p ${PASSWORD}`,
    `net use z: \\\\files\\data /user:app ${PASSWORD}`,
    `sqlplus -s app/${PASSWORD}@ORCL`,
    `jdbc:oracle:thin:app/${PASSWORD}@db1:1521:XE`,
    `Driver={ODBC Driver 18};UID=app;PWD=${PASSWORD}`,
    `new NetworkCredential("app", "${PASSWORD}", "CORP")`,
    `requests.get(url, auth=HTTPBasicAuth('app', '${PASSWORD}'))`,
    `requests.get(url, auth=("app", "${PASSWORD}"))`,
    `DriverManager.getConnection(url, "app", "${PASSWORD}")`,
    `session.login("app@example.org", "${PASSWORD}")`,
    `d.find_element(By.ID, "password").send_keys("${PASSWORD}")`,
    `driver.findElement(By.id("password")).sendKeys("${PASSWORD}")`,
    `Ana [10:21]: whats the pass for grafana?\nBo [10:22]: ${PASSWORD}`,
    `agent: What is your password?\ncustomer: sure it's ${PASSWORD}`,
    `Was ist das Passwort?\n${PASSWORD}\n`,
    `INSERT INTO users (id, name, password) VALUES (1, 'bo', '${PASSWORD}');`,
    `Das Passwort für den Server lautet ${PASSWORD}, bitte löschen.`,
    `La password del router è ${PASSWORD}.`,
    `Lösenordet är ${PASSWORD}`,
    `Heslo k serveru: ${PASSWORD}`,
    `PW for the zip: ${PASSWORD}`,
  ],
  [CHAIN]: [
    `POSTGRES_PASSWORD=${CHAIN}`,
    `String password = "${CHAIN}";`,
    `I changed the admin password to ${CHAIN} last night.`,
    `La contraseña del administrador es ${CHAIN}. No la compartas.`,
    `login: app / ${CHAIN} (password)`,
    `sshpass -p '${CHAIN}' ssh root@db1`,
  ],
  [HEX]: [
    `INSERT INTO hooks (name, api_key, at) VALUES ('x', '${HEX}', now());`,
    `use the new Acme api token -> ${HEX}`,
  ],
};

for (const [value, texts] of Object.entries(found))
  for (const text of texts)
    test(`is found in ${text}`, () => {
      assert.deepEqual(valuesIn(text), [value]);
    });

const clean = [
  `checksum/secret: ${HEX}`,
  `checksum/config-secret: ${HEX}`,
  `secret-hash/token: ${HEX}`,
  'redis-cli -h cache -a "$REDIS_PASSWORD" ping',
  'mongosh --host db1 -u app -p',
  'openssl enc -aes-256-cbc -pass env:PASS_2031',
  'echo "$PASS" | sudo -S reboot',
  'auth=("user", "password")',
  'getConnection(url, "user", "changeit")',
  'Forgot your password?\nContinue with GitHub',
  'Ana: whats the pass for grafana?\nBo: see the vault, please',
  "INSERT INTO users (name, password) VALUES ('bo', crypt('x', gen_salt('bf')));",
  'the password (argon2id) is checked',
  'password: !Base64',
  'password: set-by-the-operator-at-startup',
  'existingPassword: my-release-postgres-main-password',
];
for (const text of clean)
  test(`nothing is found in ${text}`, () => {
    assert.deepEqual(valuesIn(text), []);
  });

test('words drawn at random are a chain, the words of names and sentences none', () => {
  for (const value of [CHAIN, 'Copper.Willow.Raven.Basil', 'ember_grove_lumen_falcon_quartz'])
    assert.equal(isWordChain(value), true, value);
  for (const value of [
    'marble-orbit-saddle',
    'my-postgres-admin-secret',
    'state-of-the-art-design',
    'orbit-orbit-saddle-marble',
    'camelCase-orbit-saddle-marble',
  ])
    assert.equal(isWordChain(value), false, value);
});
