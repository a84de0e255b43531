/** Paths that climb out of their folder, and what reads files by another scheme. */
import type { Rule } from '../types.ts';
import { IN_OUTPUT } from './in-output.ts';
import { OUTPUT } from './taxonomy.ts';

const base = {
  ...IN_OUTPUT,
  version: 2,
  type: 'path_traversal',
  severity: 'MEDIUM',
  taxonomy: [OUTPUT, 'CWE-22'],
  severity_reason: 'It reads files that the application never meant to serve.',
  references: [
    'https://owasp.org/www-community/attacks/Path_Traversal',
    'https://cwe.mitre.org/data/definitions/22.html',
  ],
} as const;
const SENSITIVE =
  '(?:etc/{1,2}(?:passwd|shadow|hosts|hostname|group|crontab|issue|ssh|nginx|apache2|mysql|sudoers|cron(?:tab|\\.\\w{1,8})|ld\\.so\\.preload|profile(?:\\.d)?|init\\.d|systemd|rc\\.local|pam\\.d|fstab|resolv\\.conf)|windows/{1,2}(?:win\\.ini|system(?:32|\\.ini)|repair)|winnt/|boot\\.ini|proc/(?:self|version|\\d|cmdline)|var/(?:log|www|spool/cron)/|root/|usr/(?:local/)?s?bin/\\w|users/(?:public|admin)|(?:home/[\\w.-]{1,40}/)?\\.(?:bashrc|profile|bash_profile|zshrc|bash_logout)(?![\\w.-])|(?:[\\w.-]{1,40}/){0,3}\\.(?:ssh|aws|bash_history|kube|netrc|pgpass|git/config|htpasswd|env(?![\\w.-]))|web\\.config|web-inf/|wp-config|config/(?:database|secrets)\\.|manager/html|usr/local/[\\w./-]{0,60}secret|tmp/\\w)'.replaceAll(
    '/',
    '(?:/|\\\\{1,2})',
  );

export const pathPayloadRules: readonly Rule[] = [
  {
    ...base,
    id: 'path-traversal',
    confidence: 0.8,
    description: 'A path that climbs out of its folder towards system files.',
    triggers: '../ ..\\ ..;/ ..// ..\\/ ..././ ....// ....\\'.split(' '),
    pattern: `(?<!\\.\\.[/\\\\;]{1,3})(?<![.\\w])(?=((?:\\.{1,4}(?:/{1,2}|\\\\{1,4}/?|;/)){1,40}))\\1(?:[\\w-]{1,20}(?:/|\\\\{1,2})){0,2}${SENSITIVE}`,
    validators: ['traversal'],
    examples: {
      match: [
        { text: 'file=../../../../etc/passwd' },
        { text: '..\\..\\windows\\win.ini' },
        { text: '....//....//etc/passwd' },
        { text: '..%2f..%2fetc%2fpasswd' },
        { text: 'zip entry: ../../../../etc/cron.d/x' },
        { text: '/var/www/../../etc/passwd' },
      ],
      no_match: [
        { text: "import x from '../../lib/x.ts'" },
        { text: 'wait... ../' },
        { text: 'cp ../../.env.example .env' },
        { text: '#include "../etc/config.h"' },
        { text: 'ln -s ../../usr/bin/python3 python' },
      ],
    },
  },
  {
    ...base,
    id: 'path-encoding',
    confidence: 0.8,
    description: 'A path that climbs by encodings which only a careless decoder takes for dots and slashes.',
    triggers: [
      '%c0%a',
      '%c1%9c',
      '%c1%1c',
      '%u2215',
      '%u2216',
      '%252e%252e',
      '%25c0',
      '..%00',
      '%00.',
      '..%25',
    ],
    pattern: [
      '%c0%a[ef](?:/|%c0|etc|\\.\\.|%)[^\\s"\']{0,120}',
      '%c1%(?:9c|1c)\\.\\.[^\\s"\']{0,120}',
      '%u221[56](?:\\.\\.|etc)[^\\s"\']{0,120}',
      '%252e%252e(?:%252f|%255c|/)[^\\s"\']{0,120}',
      '%25c0%25a[^\\s"\']{0,120}',
      '\\.\\.%00[^\\s"\']{0,120}',
      '\\.\\.%25(?:2f|5c)[^\\s"\']{0,120}',
      '(?<=[\\w/.-]{3,60})%00\\.(?:jpe?g|png|gif|html?|php|pdf|txt)',
    ].join('|'),
    examples: {
      match: [{ text: '..%c0%af..%c0%afetc/passwd' }, { text: 'shell.php%00.jpg' }],
      no_match: [{ text: 'a price of 5%00' }, { text: 'caf%C3%A9' }],
    },
  },
  {
    ...base,
    id: 'network-share',
    type: 'network_share',
    confidence: 0.7,
    taxonomy: [OUTPUT, 'CWE-40'],
    description:
      'A Windows share that hands out credentials or programs, or a raw path to the password store.',
    severity_reason: 'Opening it sends the user’s password hash, or runs what lies there.',
    references: ['https://attack.mitre.org/techniques/T1187/'],
    triggers: [...'abcdefghijklmnopqrstuvwxyz0123456789?'].map((first) => `\\\\${first}`),
    pattern:
      '(?<![\\w\\\\:])\\\\{2,4}(?:(?:[a-z0-9-]{1,40}\\.){1,5}[a-z0-9]{1,10}(?:@\\w{1,6})?\\\\{1,2}(?:[\\w.-]{1,40}\\\\{1,2}){0,6}(?:(?:c|d|admin|ipc)\\$|[\\w.-]{1,40}\\.(?:exe|dll|bat|cmd|ps1|vbs|hta|scr|lnk|msi|js)\\b)|\\?\\\\{1,2}[a-z]:\\\\{1,2}windows\\\\{1,2}system32\\\\{1,2}config)',
    examples: {
      match: [
        { text: '\\\\evil.example\\share\\payload.exe' },
        { text: '\\\\10.0.0.5\\c$\\windows' },
        { text: '\\\\?\\C:\\Windows\\System32\\config\\SAM' },
      ],
      no_match: [{ text: '\\\\fileserver\\share\\docs is the drive' }, { text: 'C:\\Users\\ann\\a.exe' }],
    },
  },
  {
    ...base,
    id: 'file-scheme',
    type: 'ssrf',
    confidence: 0.8,
    taxonomy: [OUTPUT, 'CWE-918', 'CWE-73'],
    description: 'A URL of a scheme that reads files or speaks to services within.',
    references: [
      'https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html',
    ],
    triggers: [
      'file:/',
      'gopher:/',
      'dict:/',
      'netdoc:/',
      'jar:',
      'php://',
      'phar://',
      'expect://',
      'zip://',
      'data://',
      'tftp://',
      'ldap://',
      'glob://',
      'ogg://',
    ],
    pattern: [
      '(?<![\\w+-])file:/{1,3}(?:localhost/)?(?:\\.\\./|etc/|proc/|root/|var/run/|var/log/|dev/|c:/+(?:windows|boot)|(?:home|users)/[\\w.-]{1,40}/\\.(?:ssh|aws|kube|bash_history|netrc))[^\\s"\'<>]{0,200}',
      '(?<![\\w-])gopher://(?:[^\\s/"\']{0,60}\\d|localhost|[^\\s/"\']{1,60}:\\d{2,5}/_|[^\\s"\']{1,60}%0)[^\\s"\'<>]{0,300}',
      '(?<![\\w-])dict://(?:[^\\s/"\']{0,60}\\d|localhost)[^\\s"\'<>]{0,200}',
      '(?<![\\w-])netdoc:/{1,3}\\w[^\\s"\'<>]{0,200}',
      '(?<![\\w-])jar:(?:https?|ftp)://[^\\s"\'<>!]{1,200}!/',
      '(?<![\\w-])php://(?:filter/[^\\s"\'<>]{4,200}|input\\b)',
      '(?<![\\w-])(?:phar|zip|ogg)://[^\\s"\'<>]{1,120}\\.(?:jpe?g|png|gif|zip|phar|pdf)[^\\s"\'<>]{0,80}',
      '(?<![\\w-])expect://\\w[^\\s"\'<>]{0,80}',
      '(?<![\\w-])data://text/plain[;,][^\\s"\'<>]{4,300}',
      '(?<![\\w-])tftp://[\\w.-]{3,80}(?::\\d{1,5})?/',
      '(?<![\\w-])ldap://[^\\s"\'<>]{1,80}%0[ad]',
    ].join('|'),
    examples: {
      match: [
        { text: 'file:///etc/passwd' },
        { text: 'gopher://127.0.0.1:6379/_SET%20x%20y' },
        { text: 'php://filter/convert.base64-encode/resource=index.php' },
      ],
      no_match: [
        { text: 'file:///Users/ann/site/index.html' },
        { text: 'fopen("php://stdin", "r")' },
        { text: 'gopher://gopher.example/1/docs' },
      ],
    },
  },
];
