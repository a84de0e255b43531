/** Passwords among the arguments of commands. */
import type { Rule } from '../types.ts';
import { CREDENTIAL } from './taxonomy.ts';

const USER = '[\\w.@+$\\\\-]{1,64}';
const VALUE = '["\']?(?<value>[^\\s"\'`<>][^\\n]{4,80})';

interface Commands {
  id: string;
  of: string;
  version?: number;
  triggers: readonly string[];
  /** What each takes, up to its password. */
  forms: readonly string[];
  match: readonly string[];
  no_match: readonly string[];
}

function passwordOf({ id, of, version = 1, triggers, forms, match, no_match }: Commands): Rule {
  return {
    id,
    version,
    category: 'SECRET',
    type: 'password',
    severity: 'HIGH',
    confidence: 0.75,
    description: `A password given to ${of}.`,
    severity_reason: 'It opens an account, and people use it twice.',
    references: ['https://cwe.mitre.org/data/definitions/214.html'],
    taxonomy: CREDENTIAL,
    triggers,
    pattern: `(?<![A-Za-z])(?:${forms.join('|')})${VALUE}`,
    validators: ['given_password'],
    examples: {
      match: match.map((text) => ({ text })),
      no_match: no_match.map((text) => ({ text })),
    },
  };
}

export const commandSecretRules: readonly Rule[] = [
  passwordOf({
    id: 'password-on-command-line',
    of: 'a command that transfers or logs in',
    version: 2,
    triggers: [
      'curl ',
      'wget ',
      'sshpass ',
      'echo ',
      'printf ',
      'htpasswd -',
      'rabbitmqctl ',
      'mosquitto_passwd ',
    ],
    forms: [
      `(?:curl|wget) [^\\n]{0,160}?(?:-u|--user) ?["']?${USER}:`,
      'sshpass -p ?',
      'echo ["\']?[\\w.-]{1,40}:(?=[^\\n]{1,100}chpasswd)',
      '(?:echo (?:-\\w{1,2} )?|printf ["\']?%s(?:\\\\n)?["\']? )(?=[^\\n|]{5,80}\\| ?(?:sudo -S|kinit|passwd --stdin|su ))',
      'htpasswd (?=(?:-\\w{1,4} ){0,2}-\\w{0,3}b)(?:-\\w{1,4} ){1,3}(?:[\\w./-]{1,80} )?[\\w.@-]{1,64} ',
      '(?:rabbitmqctl|mosquitto_passwd) (?:add_user|change_password|-b [\\w./-]{1,80}) [\\w.-]{1,40} ',
    ],
    match: [
      'curl -u admin:Wint3r!2031 https://x.example.org',
      'sshpass -p Wint3r!2031 ssh root@10.0.0.1',
      "echo 'Wint3r2031' | sudo -S reboot",
      "printf '%s' 'Wint3r2031' | sudo -S reboot",
      'htpasswd -bc /etc/nginx/.htpasswd app Wint3r2031x',
    ],
    no_match: [
      'curl -u "$USER:$PASS" https://x.example.org',
      'curl -u user:password https://x.example.org',
      'echo "$PASS" | sudo -S reboot',
      'htpasswd -c /etc/nginx/.htpasswd app2031',
    ],
  }),
  passwordOf({
    id: 'password-of-database-client',
    of: 'a database client',
    triggers: [
      'mysql',
      'mariadb',
      'mongosh ',
      'mongo ',
      'mongodump ',
      'mongorestore ',
      'mongoexport ',
      'mongoimport ',
      'redis-cli ',
      'sqlcmd ',
      'bcp ',
      'cqlsh ',
    ],
    forms: [
      '(?:mysql|mariadb)(?:dump|admin|import)?(?: -[a-oq-zA-Z][\\w-]{0,16}(?:[ =][\\w.-]{1,40})?){0,6} -p',
      'mongo(?:sh|dump|restore|export|import)? [^\\n]{0,160}? -p ',
      'redis-cli [^\\n]{0,80}?(?:-a|--pass) ',
      '(?:sqlcmd|bcp) [^\\n]{0,160}? -P ?',
      'cqlsh [^\\n]{0,160}? -p ',
    ],
    match: [
      'mysql -u root -pWint3r!2031 shop',
      'mongosh --host db1 -u app -p Wint3r_2031 --quiet',
      'redis-cli -h cache -a Wint3r_2031 ping',
    ],
    no_match: [
      'mysql -u root -p shop',
      'redis-cli -h cache -a "$REDIS_PASS" ping',
      'mongosh --host db1 -u app -p <password>',
    ],
  }),
  passwordOf({
    id: 'password-of-network-client',
    of: 'a client of a registry, a directory, a share or a remote machine',
    triggers: [
      'net user ',
      'net use ',
      'smbclient ',
      'rpcclient ',
      'smbmap ',
      'docker login ',
      'podman login ',
      'skopeo login ',
      'helm registry login ',
      'az login ',
      'ldapsearch ',
      'ldapadd ',
      'ldapmodify ',
      'ldapdelete ',
      'ldapwhoami ',
      'evil-winrm ',
      'xfreerdp ',
      'snmpwalk ',
      'snmpget ',
    ],
    forms: [
      `net user ${USER} `,
      `net use [^\\n]{0,80}?/user:${USER} `,
      `(?:smbclient|rpcclient) [^\\n]{0,120}?-U ?["']?${USER}%`,
      'smbmap [^\\n]{0,120}?-p ',
      '(?:docker|podman|skopeo|helm registry|az) login [^\\n]{0,120}?-p[ =]',
      'ldap(?:search|add|modify|delete|whoami) [^\\n]{0,160}? -w ',
      '(?:evil-winrm|xfreerdp) [^\\n]{0,120}?(?:-p |/p:)',
      'snmp(?:get|walk) [^\\n]{0,120}?-A ',
    ],
    match: [
      'smbclient //files/data -U app%Wint3r2031',
      'net use z: \\\\files\\data /user:app Wint3r!2031',
      'az login -u bot@example.org -p Wint3r2031',
      'ldapsearch -x -D cn=admin,dc=example -w Wint3r!2031 uid=bo',
    ],
    no_match: [
      'net user guest /active:no',
      'docker login -u bot -p "$TOKEN" registry.example.org',
      'ldapsearch -x -D cn=admin -W uid=bo',
    ],
  }),
  passwordOf({
    id: 'password-of-archive-or-key',
    of: 'a tool that locks or opens an archive or a key',
    triggers: ['7z a ', '7z x ', 'zip -', 'unzip -', 'unrar x ', 'openssl ', 'keytool '],
    forms: [
      '7z [ax] (?:[\\w./*-]{1,80} ){0,4}-p',
      '(?:un)?zip (?:-[a-z]{1,4} ){0,3}-P ?',
      'unrar x -p',
      'openssl [^\\n]{0,160}?-pass(?:in|out)? pass:',
      'keytool [^\\n]{0,160}?-(?:store|key)pass ',
    ],
    match: [
      '7z x backup.7z -pWint3r!2031',
      'zip -r -P Wint3r!2031 out.zip docs',
      'unzip -P Wint3r!2031 in.zip',
      'openssl rsa -in k.pem -passin pass:Wint3r!2031',
      'keytool -list -keystore ks.jks -storepass Wint3r2031',
    ],
    no_match: [
      'unzip -P <password> backup.zip',
      'openssl enc -aes-256-cbc -pass env:PASS',
      'keytool -list -storepass changeit',
    ],
  }),
];
