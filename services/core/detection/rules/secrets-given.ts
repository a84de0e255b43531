/** Passwords given to calls and statements, before a host, and the answer to the question for one. */
import type { Rule } from '../types.ts';
import { CREDENTIAL } from './taxonomy.ts';

const base = {
  version: 1,
  category: 'SECRET',
  type: 'password',
  severity: 'HIGH',
  taxonomy: CREDENTIAL,
  validators: ['given_password'],
} as const;
const ACCOUNT = 'It opens an account, and people use it twice.';
/** A call: its name, so many arguments before the password. */
const ARGUMENT = '(?:"[^"\\n]{0,80}"|\'[^\'\\n]{0,80}\'|[\\w.$:>\\[\\]-]{1,48}),\\s{0,12}';
const ONE =
  '(?:NetworkCredential|HTTP(?:Basic|Digest)Auth|PasswordAuthentication|UsernamePasswordCredentials|UsernamePasswordAuthenticationToken|basic_?auth|credentials\\.basic|ftp_login|ldap_bind|simple_bind_s|(?:ftp|smtp|imap|session|server|client|conn|mail|s)\\.login|auth ?= ?)';
const TWO =
  '(?:getConnection|PlainAuth|mysqli(?:_connect)?|new PDO|mysql_connect|ssh2_auth_password|ldap_bind)';
const FIELD = 'passw(?:or)?d\\]?["\']\\){1,2}\\.(?:send_?keys|fill|type|set_?value|set|input)';

export const givenSecretRules: readonly Rule[] = [
  {
    ...base,
    id: 'password-before-host',
    confidence: 0.75,
    description: 'A password between a user name and a host: an Oracle logon, a remote shell.',
    severity_reason: ACCOUNT,
    references: [
      'https://docs.oracle.com/en/database/oracle/oracle-database/23/jjdbc/data-sources-and-URLs.html',
    ],
    triggers: ['sqlplus ', 'expdp ', 'impdp ', 'sqlldr ', 'jdbc:oracle:', 'psexec', 'wmiexec', 'secretsdump'],
    pattern: `(?:(?:sqlplus|expdp|impdp|sqlldr) (?:-\\w{1,2} ){0,2}["']?[\\w$#.-]{1,40}/|jdbc:oracle:(?:thin|oci8?):[\\w$#.-]{1,40}/|(?:psexec|wmiexec|secretsdump)(?:\\.py)? ["']?(?:[\\w.-]{1,40}/)?[\\w.-]{1,40}:)(?<value>[^\\s"'\`<>@/]{5,64})(?=@)`,
    examples: {
      match: [
        { text: 'url=jdbc:oracle:thin:app/Wint3r_31@db1:1521:XE' },
        { text: 'sqlplus -s app/Wint3r_31@ORCL' },
        { text: 'psexec.py corp/admin:Wint3r31@10.0.0.9' },
      ],
      no_match: [
        { text: 'jdbc:oracle:thin:@db1:1521:XE' },
        { text: 'jdbc:oracle:thin:user/password@db1:1521:XE' },
        { text: 'sqlplus / as sysdba' },
      ],
    },
  },
  {
    ...base,
    id: 'password-in-call',
    confidence: 0.75,
    description: 'A password as an argument of a call that logs in.',
    severity_reason: ACCOUNT,
    references: ['https://cwe.mitre.org/data/definitions/798.html'],
    triggers: [
      'NetworkCredential(',
      'HTTPBasicAuth(',
      'HTTPDigestAuth(',
      'PasswordAuthentication(',
      'UsernamePasswordCredentials(',
      'UsernamePasswordAuthenticationToken(',
      'basicAuth(',
      'basic_auth(',
      'credentials.basic(',
      'ftp_login(',
      'ldap_bind(',
      'simple_bind_s(',
      'ftp.login(',
      'smtp.login(',
      'imap.login(',
      'session.login(',
      'server.login(',
      'client.login(',
      'conn.login(',
      'mail.login(',
      's.login(',
      'auth=(',
      'auth = (',
      'getConnection(',
      'PlainAuth(',
      'mysqli(',
      'mysqli_connect(',
      'mysql_connect(',
      'new PDO(',
      'ssh2_auth_password(',
      'ConvertTo-SecureString ',
      'password]").',
      "password]').",
      'password").',
      "password').",
      'password")).',
      "password')).",
      'passwd").',
      "passwd').",
    ],
    pattern: `(?:${ONE}\\(\\s{0,12}(?:${ARGUMENT})|${TWO}\\(\\s{0,12}${ARGUMENT}${ARGUMENT}|${FIELD}\\(\\s?|ConvertTo-SecureString (?:-String )?)(?:password[:=]\\s?)?["'](?<value>[^\\s"'\\n]{6,64})(?=["'])`,
    flags: 'i',
    examples: {
      match: [
        { text: 'new NetworkCredential("svc", "Wint3r!2031")' },
        { text: "requests.get(url, auth=('svc', 'Wint3r!2031'))" },
        { text: 'DriverManager.getConnection(url, "svc", "Wint3r!2031")' },
        { text: 'smtp.PlainAuth("", "svc@example.org", "Wint3r!2031", host)' },
        { text: "ConvertTo-SecureString 'Wint3r!2031' -AsPlainText -Force" },
        { text: 'find_element(By.ID, "password").send_keys("Wint3r2031")' },
      ],
      no_match: [
        { text: 'new NetworkCredential(user, password)' },
        { text: "HTTPBasicAuth('user', 'pass')" },
        { text: 'getConnection(url, "user", "password")' },
        { text: 'server.login("svc", os.environ["PASS"])' },
        { text: 'getByLabel("password").fill("<your password>")' },
      ],
    },
  },
  {
    ...base,
    id: 'password-answered',
    confidence: 0.65,
    description: 'A value alone in the line after the question for a password.',
    severity_reason: ACCOUNT,
    references: ['https://cwe.mitre.org/data/definitions/522.html'],
    triggers: [
      'password?',
      'password for ',
      'password of ',
      'password to ',
      'password on ',
      'password again',
      'password please',
      'passcode?',
      'passcode for ',
      'pass for ',
      'pw for ',
      'pw?',
      'passwort?',
      'passwort f',
      'passwort v',
      'mot de passe',
    ],
    pattern:
      "(?<![A-Za-z])(?:password|passcode|passwort|mot de passe|pass|pw)(?![A-Za-z])[^\\n?]{0,50}\\?[^\\n]{0,20}\\r?\\n{1,2}(?:[^\\n]{0,40}[:>]\\s{1,2})?(?:(?:sure|yes|yeah|yep|ok|okay|its|it's|it’s|it is|here|you go|should be|i think|try|use|the|is|password|klar|ja|c'est)[,.:!]?\\s){0,4}[\"'`]?(?<value>[^\\s\"'`<>]{6,64})(?=[\"'`]?[.!]?[ \\t]{0,3}(?:\\r?\\n|$))",
    flags: 'i',
    examples: {
      match: [
        { text: 'Ana [9:20]: whats the pass for grafana?\nBo [9:21]: Wint3r!2031' },
        { text: "agent: What is your password?\ncustomer: sure it's Wint3r!2031" },
      ],
      no_match: [
        { text: 'Forgot your password?\nContinue' },
        { text: 'Ana: whats the pass for grafana?\nBo: ask Carla' },
        { text: 'Forgot password?\nhttps://example.org/reset' },
      ],
    },
  },
  {
    ...base,
    id: 'password-in-insert',
    confidence: 0.75,
    description: 'A password, key or token among the values of an SQL insert whose columns name it.',
    severity_reason: 'It opens an account.',
    references: ['https://www.postgresql.org/docs/current/sql-insert.html'],
    triggers: ['insert into ', 'replace into '],
    pattern: insertPattern(),
    flags: 'i',
    examples: {
      match: [
        { text: "INSERT INTO accounts (name, password) VALUES ('bo', 'Wint3r!2031');" },
        { text: `INSERT INTO hooks (api_key, name) VALUES ('${'7f3a9c1e5b8d2046af91c3e7d5b82046'}', 'x')` },
      ],
      no_match: [
        { text: "INSERT INTO accounts (name, password) VALUES ('bo', 'password');" },
        { text: 'INSERT INTO accounts (name, password) VALUES (?, ?)' },
        { text: "INSERT INTO notes (name, body) VALUES ('bo', 'Wint3r!2031')" },
      ],
    },
  },
];

/** The column's place is the value's: one alternative for each of the first six. */
function insertPattern(): string {
  const column = '[\\w`" ]{1,40},\\s{0,3}';
  const value = "(?:'[^'\\n]{0,120}'|[^',()\\n]{1,60}(?:\\([^()\\n]{0,20}\\))?),\\s{0,3}";
  const named =
    '[\\w`"]{0,24}(?:password|passwd|passphrase|secret|token|api_?key)(?:_(?:plain|text|raw|value))?[`"]?\\s?';
  const places = Array.from(
    { length: 6 },
    (_, before) =>
      `(?:${column}){${before}}${named}[,)][^()\\n]{0,200}\\)?\\s{1,8}values\\s{0,4}\\((?:${value}){${before}}`,
  );
  return `(?:insert|replace) into [\\w.\`"]{1,60}\\s{0,2}\\(\\s{0,3}(?:${places.join('|')})'(?<value>[^'\\n]{6,512})(?=')`;
}
