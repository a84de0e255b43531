/** What each program of Windows does that nobody asks for in ordinary work. Patterns see one statement, without case. */
import { DELETE, deletion, type Pattern, piped, SYSTEM_FILE, VITAL } from './windows-deletion.ts';

const DISK = 'shell-disk-destruction';
const DOWN = 'shell-denial-of-service';
const TAMPERING = 'shell-system-tampering';
const TRACES = 'shell-evidence-removal';
const PERSISTS = 'shell-persistence';
const RIGHTS = 'shell-privilege';
const EVADES = 'shell-defence-evasion';
const DOWNLOAD = 'shell-download-and-run';
const CREDENTIAL = 'shell-credential-read';
const DUMP = 'shell-credential-dump';
const SEND = 'shell-exfiltration';
const REMOTE = 'shell-scan';

const CREDENTIALS =
  /\.ssh[\\/]id_\w+(?![\w.])|\.aws[\\/]credentials|config[\\/]sam\b|harddiskvolumeshadowcopy|repair[\\/]sam\b|config[\\/](?:system|security)\b|login data|logins\.json|key4\.db|\\network\\cookies|mozilla[\\/]firefox[\\/]profiles|\\microsoft\\(?:credentials|protect|vault)|\.git-credentials|consolehost_history|unattend\.xml|web\.config|ntds\.dit|\.kube[\\/]config|\.azure[\\/]/i;
const RUN_KEY =
  /currentversion\\run|winlogon|image file execution options|\\services\\|userinit|\\shell\\open\\command|appinit_dlls/i;
const WEB =
  /https?:|downloadstring|downloadfile|\biwr\b|\birm\b|invoke-webrequest|invoke-restmethod|net\.webclient|\bcurl\b|\bwget\b|start-bitstransfer/i;
const UPLOAD =
  /-infile\s|-method\s+(?:post|put)\b[^\n]{0,300}(?:get-content|\bgc\s|readalltext|-infile)|(?:get-content|readalltext)[^\n]{0,200}-method\s+post/i;
const PRECIOUS_UPLOAD = /-infile\s+\S*(?:secret|passw|credential|customer|\.zip|\.sql|\.db|\.pfx|\.kdbx)/i;

const web: readonly Pattern[] = [
  [DOWNLOAD, /\|\s*(?:iex|invoke-expression|cmd)\b(?!\s+\/)/i],
  [
    DOWNLOAD,
    /(?:scriptblock\]::create|assembly\]::load|\badd-type\b|\biex\b|invoke-expression)[^\n;|]{0,60}\b(?:irm|iwr|curl|invoke-restmethod|invoke-webrequest)\b/i,
  ],
  [SEND, UPLOAD],
  [SEND, PRECIOUS_UPLOAD],
];
const reading: readonly Pattern[] = [[CREDENTIAL, CREDENTIALS]];
const service: readonly Pattern[] = [
  [
    EVADES,
    /(?:stop|disable|config|delete|uninstall)\S*\s.{0,60}(?:windefend|mpssvc|wscsvc|eventlog|sense\b|sysmon|wdnissvc|securityhealth|falcon|sentinel)/i,
  ],
];

/** Groups that may do anything, or one that the text does not name. */
const MIGHTY_GROUP =
  /admin|operator|owner|enterprise|schema|privileg|policy|dns|protected|publisher|exchange|root|\bs-1-|[$|%@(]/i;

export const windowsPatterns: ReadonlyMap<string, readonly Pattern[]> = new Map<string, readonly Pattern[]>([
  ...['del', 'erase', 'rd', 'rmdir', 'remove-item', 'ri', 'rm', 'sdelete', 'sdelete64'].map(
    (name) => [name, deletion] as const,
  ),
  ['clear-content', deletion],
  ['set-content', [[TAMPERING, SYSTEM_FILE]]],
  ['out-file', [[TAMPERING, SYSTEM_FILE]]],
  ...['get-childitem', 'gci', 'ls', 'dir', 'get-item', 'gi'].map((name) => [name, piped] as const),
  ['get-disk', [[DISK, /\|.{0,200}\bclear-disk\b/is]]],
  ['get-partition', [[DISK, /\|.{0,200}\bremove-partition\b/is]]],
  [
    'robocopy',
    [...reading, [DELETE, new RegExp(String.raw`^(?=.{0,2000}\s/(?:mir|purge)\b).{0,2000}?${VITAL}`, 'is')]],
  ],
  ['remove-aduser', [[TAMPERING, /./]]],
  ['clean', [[DISK, /^\W*clean\b.{0,40}\|\s*diskpart\b/i]]],
  ['remove-localuser', [[TAMPERING, /./]]],
  ['echo', [[DISK, /\bclean\b.{0,80}\|\s{0,4}diskpart\b/is]]],
  [
    'forfiles',
    [
      [
        DELETE,
        new RegExp(
          String.raw`^(?!.{0,2000}\s\/d\s)(?=.{0,2000}\b(?:del|erase|rd|rmdir)\b).{0,2000}?${VITAL}`,
          'is',
        ),
      ],
    ],
  ],
  [
    'for',
    [
      [
        DELETE,
        new RegExp(
          String.raw`^(?=.{0,2000}\bdo\b.{0,2000}\b(?:del|erase|rd|rmdir)\b).{0,2000}?${VITAL}`,
          'is',
        ),
      ],
    ],
  ],
  ['format', [[DISK, /^\W*format(?:\.com|\.exe)?\s+[a-z]:(?:\s|$)/i]]],
  ['format-volume', [[DISK, /-drive|-path|-force/i]]],
  ['clear-disk', [[DISK, /./]]],
  ['initialize-disk', [[DISK, /./]]],
  ['remove-partition', [[DISK, /./]]],
  ['diskpart', [[DISK, /\/s\s/i]]],
  ['cipher', [[DISK, /\/w:/i, 'MEDIUM']]],
  ['shutdown', [[DOWN, /\s[/-][srhp]\b/i]]],
  ['stop-computer', [[DOWN, /./]]],
  ['restart-computer', [[DOWN, /./]]],
  [
    'reg',
    [
      [PERSISTS, new RegExp(String.raw`\badd\b.{0,200}(?:${RUN_KEY.source})`, 'i')],
      [TAMPERING, /\bdelete\s+"?hk(?:lm|cr|ey_local_machine)\b/i],
      [DUMP, /\b(?:save|export)\s+"?hk(?:lm|ey_local_machine)\\+(?:sam|system|security)\b/i],
      [
        EVADES,
        /\badd\b.{0,300}(?:disableantispyware|disablerealtimemonitoring|enablelua|\\defender|uselogoncredential)/i,
      ],
    ],
  ],
  ['schtasks', [[PERSISTS, /\/create\b/i]]],
  ['register-scheduledtask', [[PERSISTS, /./]]],
  ['new-scheduledtask', [[PERSISTS, /./]]],
  ['new-service', [[PERSISTS, /./]]],
  ['sc', [[PERSISTS, /\bcreate\s/i], ...service]],
  ['new-itemproperty', [[PERSISTS, RUN_KEY]]],
  ['set-itemproperty', [[PERSISTS, RUN_KEY]]],
  ['sp', [[PERSISTS, RUN_KEY]]],
  ...['net', 'net1'].map(
    (name) =>
      [
        name,
        [
          [RIGHTS, /\buser\s+\S+\s+\S+/i],
          [RIGHTS, /\b(?:local)?group\s+"?[\w ]+"?\s+\S+\s+\/add/i],
          ...service,
        ] as Pattern[],
      ] as const,
  ),
  ['new-localuser', [[RIGHTS, /./]]],
  ['add-localgroupmember', [[RIGHTS, /./]]],
  ['add-adgroupmember', [[RIGHTS, MIGHTY_GROUP]]],
  [
    'vssadmin',
    [
      [TAMPERING, /delete\s+shadows|resize\s+shadowstorage/i],
      [DUMP, /create\s+shadow/i, 'LOW'],
    ],
  ],
  [
    'wmic',
    [
      [TAMPERING, /shadowcopy\s+delete/i],
      ['shell-escape', /process\s+call\s+create/i],
      [REMOTE, /\/node:/i],
    ],
  ],
  ['wbadmin', [[TAMPERING, /delete\s/i]]],
  ['bcdedit', [[TAMPERING, /\/(?:set|delete)/i]]],
  [
    'fsutil',
    [
      [TRACES, /usn\s+deletejournal/i],
      [TAMPERING, /file\s+setzerodata/i],
    ],
  ],
  ['wevtutil', [[TRACES, /\s(?:cl|clear-log|sl)\s/i]]],
  ['clear-eventlog', [[TRACES, /./]]],
  ['get-eventlog', [[TRACES, /clear-eventlog/i]]],
  ['remove-eventlog', [[TRACES, /./]]],
  ['clear-history', [[TRACES, /./, 'LOW']]],
  ['auditpol', [[EVADES, /\/(?:clear|remove)|disable/i]]],
  ['fltmc', [[EVADES, /unload/i]]],
  [
    'certutil',
    [
      [DOWNLOAD, /-urlcache|-verifyctl/i],
      ['shell-obfuscated', /-decode(?:hex)?\b/i],
    ],
  ],
  ['bitsadmin', [[DOWNLOAD, /\/(?:transfer|addfile)|https?:/i]]],
  [
    'resolve-dnsname',
    [
      [
        DOWNLOAD,
        /(?:\biex\b|invoke-expression)[^\n;]{0,80}resolve-dnsname|\|\s{0,4}(?:iex|invoke-expression)\b/i,
      ],
    ],
  ],
  ...['import-module', 'ipmo', 'msbuild', 'wscript', 'hh'].map((name): [string, readonly Pattern[]] => [
    name,
    [[DOWNLOAD, /(?:import-module|ipmo|msbuild|wscript|hh)(?:\.exe)?\s+["']?(?:\\\\\w|https?:)/i]],
  ]),
  ['start-bitstransfer', [[DOWNLOAD, /https?:/i, 'MEDIUM']]],
  ['mshta', [[DOWNLOAD, /./]]],
  ['regsvr32', [[DOWNLOAD, /\/i:|https?:|scrobj/i]]],
  [
    'rundll32',
    [
      [DOWNLOAD, /javascript:|vbscript:|https?:|\\temp\\|\\appdata\\|mshtml/i],
      [DUMP, /minidump|comsvcs/i],
    ],
  ],
  ['installutil', [['shell-escape', /\/u\b/i]]],
  ['odbcconf', [['shell-escape', /regsvr|\/f\b/i]]],
  ['msiexec', [[DOWNLOAD, /https?:/i]]],
  ['wscript', [[DOWNLOAD, /\.(?:vbs|js|wsf|vbe|jse)\b/i, 'MEDIUM']]],
  ['cscript', [[DOWNLOAD, /\\\\\S+\\|\\temp\\|\.(?:vbe|jse)\b/i, 'HIGH']]],
  ...[
    'procdump',
    'procdump64',
    'procdump32',
    'sqldumper',
    'rdrleakdiag',
    'taskmgr',
    'createdump',
    'dumpminitool',
    'avdump',
    'adplus',
  ].map((name) => [name, [[DUMP, /lsass|\/fullmemdmp|\/memdmp/i]] as Pattern[]] as const),
  ['ntdsutil', [[DUMP, /ifm|ntds|create\s+full/i]]],
  ['diskshadow', [[DUMP, /\/s\b|ntds|expose/i, 'HIGH']]],
  ['ntdsgrab', [[DUMP, /./]]],
  ['out-minidump', [[DUMP, /./]]],
  ['get-process', [[DUMP, /lsass.{0,200}(?:dump|minidump)/i]]],
  [
    'netsh',
    [
      [EVADES, /firewall.{0,80}(?:off|disable)/i],
      [DUMP, /key=clear/i, 'HIGH'],
      ['shell-tunnel', /portproxy\s+add/i],
    ],
  ],
  [
    'taskkill',
    [
      [DOWN, /\/im\s+"?\*/i],
      [EVADES, /msmpeng|windefend|falcon|csagent|sentinelagent|sysmon|mssense|cb\.exe|savservice/i],
    ],
  ],
  ['takeown', [[RIGHTS, new RegExp(VITAL, 'i')]]],
  ['icacls', [[RIGHTS, /everyone:\(?[fm]\b|everyone:\((?:oi|ci)/i]]],
  ['attrib', [[EVADES, /\+h\b.{0,20}\+s\b|\+s\b.{0,20}\+h\b/i, 'LOW']]],
  ['runas', [[RIGHTS, /\/user:\S*admin/i, 'MEDIUM']]],
  ['psexec', [[REMOTE, /./]]],
  ['psexec64', [[REMOTE, /./]]],
  ['enable-psremoting', [[REMOTE, /./]]],
  ['set-mppreference', [[EVADES, /-disable|-exclusion/i]]],
  ['add-mppreference', [[EVADES, /-exclusion/i]]],
  [
    'set-executionpolicy',
    [[EVADES, /^(?!.{0,200}-scope\s+process\b).{0,200}(?:unrestricted|bypass)/i, 'MEDIUM']],
  ],
  ['stop-service', service],
  ['set-service', service],
  ['disable-netfirewallrule', [[EVADES, /./]]],
  ['set-netfirewallprofile', [[EVADES, /-enabled\s+(?:false|\$false)/i]]],
  // Code that is compiled or loaded as it is fetched.
  ...[
    'add-type',
    '[scriptblock]::create',
    '[reflection.assembly]::load',
    '[system.reflection.assembly]::load',
  ].map(
    (name) =>
      [
        name,
        [[DOWNLOAD, /\(\s{0,4}(?:irm|iwr|invoke-restmethod|invoke-webrequest)\b/i]] as Pattern[],
      ] as const,
  ),
  ['start-process', [[RIGHTS, /-verb\s+runas/i]]],
  ...['iex', 'invoke-expression'].map(
    (name) =>
      [
        name,
        [
          [DOWNLOAD, WEB],
          [DOWNLOAD, /resolve-dnsname|getresponsestream/i],
          ['shell-obfuscated', /frombase64string|-join|\[char\]|-replace/i],
        ] as Pattern[],
      ] as const,
  ),
  ...['iwr', 'irm', 'invoke-webrequest', 'invoke-restmethod'].map(
    (name) =>
      [
        name,
        [
          ...web,
          [DOWNLOAD, /-outfile\s+\S+\.(?:exe|dll|ps1|bat|cmd|vbs|hta|scr|msi)\b/i, 'HIGH'],
        ] as Pattern[],
      ] as const,
  ),
  [
    '',
    [
      [DOWNLOAD, /\.download(?:string|file)\(/i],
      ['shell-reverse-shell', /sockets\.tcpclient/i],
    ],
  ],
  [
    'new-object',
    [
      [DELETE, new RegExp(String.raw`\.delete(?:folder|file)\(.{0,4}?${VITAL}`, 'is')],
      [DOWNLOAD, /\.download(?:string|file)\(/i],
      ['shell-reverse-shell', /sockets\.tcpclient/i],
    ],
  ],
  [
    'powershell',
    [
      [
        DOWNLOAD,
        /\b(?:iex|invoke-expression)\b.{0,200}(?:webclient|iwr|invoke-webrequest|downloadstring)|downloadstring|(?:iwr|invoke-webrequest)\b.{0,200}\|\s*iex/i,
      ],
      ['shell-reverse-shell', /sockets\.tcpclient/i],
    ],
  ],
  ['invoke-mimikatz', [[DUMP, /./]]],
  ['mimikatz', [[DUMP, /./]]],
  ['rubeus', [[DUMP, /./]]],
  ['cmdkey', [[DUMP, /\/list/i, 'MEDIUM']]],
  ['vaultcmd', [[DUMP, /\/list/i, 'MEDIUM']]],
  ...[
    'type',
    'get-content',
    'gc',
    'cat',
    'more',
    'copy',
    'copy-item',
    'xcopy',
    'esentutl',
    'move',
    'findstr',
    'select-string',
  ].map((name) => [name, reading] as const),
  ['compress-archive', [[SEND, /documents|\\users\\[^\\]+["']?\s/i, 'LOW']]],
]);
