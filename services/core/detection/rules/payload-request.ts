/** Addresses that a server should never be talked into following. */
import type { Rule } from '../types.ts';
import { IN_OUTPUT } from './in-output.ts';
import { OUTPUT } from './taxonomy.ts';

export const requestPayloadRules: readonly Rule[] = [
  {
    ...IN_OUTPUT,
    id: 'internal-request',
    type: 'ssrf',
    confidence: 0.8,
    taxonomy: [OUTPUT, 'CWE-918'],
    description:
      'A URL that leads to cloud metadata, to a service within or to a disguised loopback address.',
    severity_reason: 'A server that follows it hands out its own credentials.',
    references: [
      'https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html',
    ],
    triggers: [...'0123456789', '[', 'localhost', 'metadata', 'instance-data', 'kubernetes.default'].flatMap(
      (host) => [`http://${host}`, `https://${host}`],
    ),
    pattern:
      'https?://(?:[^\\s/"\'<>`@]{0,80}@)?(?=\\[|[a-z]|0|127\\.|10\\.\\d{1,3}\\.\\d|192\\.168\\.|172\\.(?:1[6-9]|2\\d|3[01])\\.|169\\.254|100\\.100\\.100|192\\.0\\.0|\\d{1,3}\\.(?:\\d{1,3}\\.)?\\d{1,8}(?![\\d.])|\\d{5,12}(?![\\d.])|\\d{1,3}[^\\x00-\\x7f]|\\d[\\w.-]{0,60}@)(?:\\[[0-9a-f:.]{2,60}\\]|[^\\s/"\'<>`\\][(){},;\\\\:?#]{1,160})(?::\\d{1,5}(?!\\d))?(?:#?@[\\w.-]{3,60})?(?:[/?#][^\\s"\'<>`\\]){},\\\\]{0,200})?',
    validators: ['request_target'],
    examples: {
      match: [
        { text: 'http://169.254.169.254/latest/meta-data/' },
        { text: 'http://2130706433/' },
        { text: 'http://[::ffff:169.254.169.254]/latest/' },
        { text: 'http://0177.0.0.1/admin' },
        { text: 'http://127.0.0.1:6379/' },
        { text: 'requests.get("http://10.0.0.8:9200/_cat/indices")' },
        { text: '{"image_url":"http://127.0.0.1:3080/"}' },
      ],
      no_match: [
        { text: 'Open http://localhost:3000 in your browser.' },
        { text: 'Visit http://192.168.1.1 to configure your router.' },
        { text: 'fetch("http://192.168.1.20:8080/api/status")' },
        { text: 'webhook: http://localhost:4000/hooks/stripe' },
        { text: 'http://[::1]:3000/' },
        { text: 'http://0.0.0.0:8000 (Press CTRL+C to quit)' },
      ],
    },
  },
  {
    ...IN_OUTPUT,
    id: 'disguised-host',
    type: 'ssrf',
    confidence: 0.75,
    severity: 'MEDIUM',
    taxonomy: [OUTPUT, 'CWE-918', 'CWE-601'],
    description:
      'A host that resolves to an address within, one that is another than it seems, or one that only records who calls.',
    severity_reason: 'Filters pass it, and the request goes elsewhere.',
    references: [
      'https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html',
    ],
    triggers: [
      '.nip.io',
      '.sslip.io',
      '.xip.io',
      '.rbndr.us',
      '.1u.ms',
      '.burpcollaborator.net',
      '.oastify.com',
      '.interact.sh',
      '.dnslog.cn',
      '.oast.',
      'localtest.me/admin',
      '@169.254.',
      '@127.0.0.1',
      '@localhost',
      '%2f@',
      '/\\',
    ],
    pattern: [
      '(?<=https?://[\\w.-]{0,60}(?:127|169|10|0)[.-]\\d{1,3}[.-]\\d{1,3}[.-]\\d{1,3})\\.(?:nip|sslip|xip)\\.io\\b|(?<=https?://[\\w-]{4,12})\\.xip\\.io\\b',
      '(?<=[\\w.-]{1,60})\\.(?:rbndr\\.us|1u\\.ms|burpcollaborator\\.net|oastify\\.com|interact\\.sh|dnslog\\.cn|oast\\.(?:fun|pro|live|site|online|me))\\b',
      '(?<=https?://)localtest\\.me/admin',
      '(?<=https?://[\\w.#%-]{1,80})@(?:169\\.254\\.\\d|127\\.0\\.0\\.1|localhost)[^\\s"\'<>]{0,120}',
      '(?<=https?://[\\w.-]{1,80})%2f@[\\w.-]{3,80}',
      '(?<=^|["\'=\\s])/\\\\(?:[\\w-]{1,40}\\.){1,4}[a-z]{2,12}(?=$|[\\s"\'/])',
    ].join('|'),
    examples: {
      match: [
        { text: 'http://127.0.0.1.nip.io:8080/admin' },
        { text: 'http://x1.oast.fun/' },
        { text: 'http://evil.example@127.0.0.1/' },
      ],
      no_match: [{ text: 'mail ann@localhost' }, { text: 'http://myapp.192.168.49.2.nip.io' }],
    },
  },
  {
    ...IN_OUTPUT,
    id: 'open-redirect',
    type: 'open_redirect',
    severity: 'LOW',
    confidence: 0.7,
    taxonomy: [OUTPUT, 'CWE-601'],
    description: 'A redirect parameter that leads to a foreign host by a trick of notation.',
    severity_reason: 'It lends a trusted name to somebody else’s page; following takes a click.',
    references: [
      'https://cheatsheetseries.owasp.org/cheatsheets/Unvalidated_Redirects_and_Forwards_Cheat_Sheet.html',
    ],
    triggers: [
      'next=',
      'url=',
      'redirect',
      'returnurl=',
      'return=',
      'return_to=',
      'goto=',
      'continue=',
      'dest=',
      'destination=',
      '///',
      'r=//',
      'target=',
    ],
    pattern: [
      '(?<=[?&])(?:next|url|redirect(?:_?ur[il])?|return(?:url|_?to)?|goto|continue|dest(?:ination)?|target)=(?:(?:/|%2f|\\\\|%5c){2}[\\w.-]{3,80}|https?:(?:\\\\|%5c){2}[\\w.-]{3,80}|https?:(?![/%\\\\])[a-z][\\w-]{1,40}\\.[\\w.-]{2,60}|https?://[\\w.-]{3,80}(?:%23\\.|%2f\\.\\.|@)[\\w.-]{2,80}|javascript:)[^\\s"\'<>]{0,120}',
      '(?<![\\w:/<*-])///(?:[\\w-]{1,40}\\.){1,4}[a-z]{2,12}/%2[ef]',
    ].join('|'),
    examples: {
      match: [
        { text: 'https://trusted.example/login?next=//evil.example' },
        { text: '?returnUrl=https:evil.example' },
        { text: '/redirect?url=//evil.example/%2f..' },
      ],
      no_match: [
        { text: 'https://example.com/login?next=/dashboard' },
        { text: 'https://accounts.example/signin?continue=https://mail.example/inbox' },
      ],
    },
  },
];
