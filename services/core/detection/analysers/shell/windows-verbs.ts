/** Cmdlets by their verb and noun, and programs by what their arguments say: what each destroys, stops or switches off. */
import type { Severity } from '../../../events/types.ts';
import type { Stage } from './windows-statements.ts';

export type Told = readonly [rule: string, severity?: Severity];

const DATA = 'shell-data-destruction';
const DISK = 'shell-disk-destruction';
const DOWN = 'shell-denial-of-service';
const TAMPERING = 'shell-system-tampering';
const TRACES = 'shell-evidence-removal';
const EVADES = 'shell-defence-evasion';

const VERB_NOUN = /^(?:[\w.]{1,60}\\)?([a-z]{3,12})-(\w{2,60})$/;
const REMOVES =
  /^(?:remove|clear|uninstall|unregister|reset|initialize|format|dismount|revoke|unpublish|purge)$/;
const STOPS = /^(?:stop|suspend|disable|lock|restart|set)$/;
const DISKS = /^(?:disk|partition|volume|virtualdisk|storagepool|physicaldisk|storagetier|vhd)$/;
/** Modules by the beginning of their nouns: directories, clouds, machines, mail, databases, networks. */
const ESTATE =
  /^(?:az(?!context|account|config|environment|default)|ad(?!dress)(?:user|computer|group|organ|object|forest|domain|account|service|replic|trust|fine)|adds|vm(?:$|snapshot|hard|host|switch|checkpoint|network|group|replica)|ec2|s3|rds|ecs|eks|ddb|iam|cfn|lmfunction|efs|kms|sqs|sns|r53|gcs|gce|gcp|sql(?!connection)|dba|mailbox|mailcontact|distribution|msol|mg(?!context|profile)|entra|pnp|spo?(?:site|web|list|user)|dns|dhcp|gpo|gplink|cluster|smbshare|website|webapp|webvirtual|iis|windowsfeature|windowsoptional|localgroup$|localuser|datastore|vapp|resourcepool|net(?:route|ipaddress|firewall|adapter|nat|lbfo)|wb(?:backup|policy|catalog)|service$|computerrestore|appx|dfs|iscsi|provisioned|computer$|bitlocker|aduser|adobject|label|retention|keyvault|kubernetes\w|k8s|\w{0,30}(?:database|namespace|tenant|subscription|resourcegroup|bucket|instance)s?$)/;
const STOPPED =
  /^(?:vm$|ec2instance|rdsdb|azvm|azwebapp|azsql|azaks|cluster|computer|netadapter|adaccount|aduser|localuser|adobject|adcomputer|website|webapppool|mailbox|computerrestore|windowsoptional|msoluser|wbpolicy|bitlocker|pcsvdevice|pnpdevice)/;
/** Parts of a session or of one's own work, gone without a loss. */
const OWN =
  /^(?:item|itemproperty|variable|module|job|pssession|alias|psdrive|event|eventsubscriber|type|typedata|psbreakpoint|printer|smbmapping|azcontext|cimsession|host|history|content|recyclebin|dnsclientcache|scheduledjob|package|script|psrepository|packagesource|custompackage|function|mock|pester\w*|tempfiles?|temp\w*|cache\w*|old\w*|build\w*|bom|line\w*|dup\w*|empty\w*|whitespace|\w*(?:artifacts?|cache|temp))$/;
const FORCED = /^-(?:force|confirm:\$false|confirm:0|yes)$/i;
const DEFENCES =
  /windefend|mpssvc|wscsvc|eventlog|\bsense\b|sysmon|wdnissvc|securityhealth|falcon|sentinel|windows-defender/i;
/** Without them there is no session, or no machine. */
const VITAL_PROCESSES =
  /(?:^|[\s"'\\])(?:lsass|csrss|wininit|winlogon|services|svchost|smss|system)(?:\.exe)?(?:$|[\s"'])/i;

/** By program, what its arguments say when they stand in a row. */
const PROGRAMS: readonly (readonly [names: string, pattern: RegExp, ...told: Told])[] = [
  ['format', /(?:^|\s)[a-z]:\\?(?:\s|$)/i, DISK],
  ['cipher', /\/w:/i, DISK, 'MEDIUM'],
  ['cipher', /\/e\b.*\/s:|\/s:.*\/e\b/i, DATA, 'MEDIUM'],
  ['mountvol', /(?:^|\s)\/[dpr]\b/i, DISK, 'MEDIUM'],
  ['manage-bde', /-(?:on|lock|forcerecovery|protectors\s+-delete|wipefreespace)\b/i, DISK, 'MEDIUM'],
  ['systemreset', /./, DISK],
  ['reagentc', /\/disable/i, TAMPERING],
  ['wbadmin', /\b(?:delete|disable)\b/i, TAMPERING],
  ['vssadmin', /\bdelete\s+shadow|\bresize\s+shadow/i, TAMPERING],
  ['wmic', /shadowcopy.*\bdelete\b/i, TAMPERING],
  ['wmic', /\bcall\s+(?:format|chkdsk)\b/i, DISK],
  ['wmic', /\bcall\s+(?:reboot|shutdown|win32shutdown)\b/i, DOWN],
  ['wmic', /(?:\bcall\s+uninstall\b|^(?!.*\bprocess\b).*\s(?:delete|call\s+delete)(?:\s|$))/i, DATA],
  ['wmic', /systemrestore.*\bcall\s+disable\b/i, TAMPERING],
  ['dsrm', /./, DATA],
  ['dsmod', /-disabled\s+yes|-pwd\b/i, TAMPERING],
  ['wsl', /--unregister\b/i, DATA],
  ['choco winget scoop', /\buninstall\b.*(?:\ball\b|--all|\*)/i, TAMPERING],
  ['route', /(?:^|\s)-f\b|^delete\s+(?:0\.0\.0\.0|\*)/i, DOWN],
  ['netsh', /advfirewall\s+reset|firewall.*\b(?:disable|off)\b/i, EVADES],
  ['netsh', /interface.*\b(?:disabled?)\b|\b(?:winsock|int\s+ip)\s+reset/i, DOWN],
  ['net net1', /\bshare\s.*\/del/i, DATA, 'MEDIUM'],
  ['dism', /\/disable-feature.*defender/i, EVADES],
  ['schtasks', /\/delete\b.*\/tn\s+"?\*/i, TAMPERING],
  ['fsutil', /volume\s+dismount/i, DISK, 'MEDIUM'],
  ['taskkill', VITAL_PROCESSES, DOWN],
  ['stop-process spps kill', VITAL_PROCESSES, DOWN],
  ['set-disk', /-isoffline\s+\$?(?:true|1)/i, DISK, 'MEDIUM'],
  ['set-mppreference', /-(?:disable|exclusion|mapsreporting|submitsamples)/i, EVADES],
  ['set-netfirewallprofile', /-enabled\s+\$?(?:false|0)/i, EVADES],
  ['limit-eventlog', /-maximumsize/i, TRACES, 'MEDIUM'],
  ['wevtutil', /^(?:cl|clear-log)\b/i, TRACES],
  ['set-service stop-service sc net', DEFENCES, EVADES],
  ['sc', /^(?:\\\\\S+\s+)?delete\b/i, DATA, 'MEDIUM'],
  ['bootrec bootsect', /\/(?:fix|rebuild|nt60|nt52)/i, DISK, 'MEDIUM'],
  ['set-aduser set-msoluser', /-enabled\s+\$?(?:false|0)|-blockcredential\s+\$?(?:true|1)/i, TAMPERING],
  ['taskkill', /\/fi\s+"?(?:pid|imagename|status|username)\s+(?:gt|ne|ge)\b/i, DOWN],
  ['psshutdown', /(?:^|\s)-[krsdhl]\b/i, DOWN],
  ['clear-item clear-itemproperty', /\bhk(?:lm|ey_local_machine|cr|u)\b/i, TAMPERING],
  ['set-adaccountpassword', /-reset/i, TAMPERING],
  ['diskpart', /\/s\b|</i, DISK],
  [
    'osql isql sqlcmd invoke-sqlcmd invoke-dbaquery invoke-sqlcmd2',
    /\b(?:drop\s+(?:database|schema|table|user|login)\b(?!\s+if\s+exists\s+[\w[\]]{0,60}(?:test|te?mp|_dev\b|_ci\b))|truncate\s+table|delete\s+from\s+[\w.[\]]+\s*(?:;|$))/i,
    DATA,
  ],
];
const BY_PROGRAM = new Map<string, (readonly [RegExp, Told])[]>();
for (const [names, pattern, ...told] of PROGRAMS)
  for (const name of names.split(' '))
    BY_PROGRAM.set(name, [...(BY_PROGRAM.get(name) ?? []), [pattern, told]]);

/** Whether a program is one of those that are told by their arguments. */
export function isJudgedByArguments(name: string): boolean {
  return BY_PROGRAM.has(name);
}

/** What a stage does that is wrong whatever its places; `before`: the stages that feed it. */
export function verbsOf(stage: Stage, before: readonly Stage[]): Told[] {
  const told: Told[] = [];
  const patterns = BY_PROGRAM.get(stage.name);
  if (patterns !== undefined) {
    const row = stage.words.join(' ').slice(0, 8192);
    for (const [pattern, each] of patterns) if (pattern.test(row)) told.push(each);
  }
  const cmdlet = cmdletOf(stage, before);
  if (cmdlet !== null) told.push(cmdlet);
  return told;
}

function cmdletOf({ name, words }: Stage, before: readonly Stage[]): Told | null {
  const match = VERB_NOUN.exec(name);
  if (match === null) return null;
  const [, verb = '', noun = ''] = match;
  const isFed = before.some(
    (stage) => stage.name.startsWith('get-') || /^(?:gwmi|gcim|gps|gsv)$/.test(stage.name),
  );
  if (words.some((word) => /^-whatif(?::\$true)?$/i.test(word))) return null;
  if (/^(?:remove-(?:ciminstance|wmiobject)|rwmi|rcim)$/.test(name)) return [DATA, isFed ? 'HIGH' : 'MEDIUM'];
  if (DISKS.test(noun) && REMOVES.test(verb)) return [DISK];
  if (REMOVES.test(verb)) {
    if (noun === 'eventlog') return [TRACES];
    if (noun === 'mppreference' || DEFENCES.test(words.join(' '))) return [EVADES];
    if (noun !== 'package' && OWN.test(noun)) return null;
    if (
      noun === 'adgroupmember' &&
      !isFed &&
      !/admin|[$*|@(]/i.test(words.filter((word) => !/^-confirm/i.test(word)).join(' '))
    )
      return null;
    if (ESTATE.test(noun)) return [DATA, 'HIGH'];
    const isAll = isFed || words.some((word) => /^['"]?\*$/.test(word));
    if (noun === 'scheduledtask') return isAll ? [TAMPERING] : null;
    if (verb === 'uninstall') return isFed && noun === 'package' ? [TAMPERING] : null;
    if (verb === 'format' || OWN.test(noun)) return null;
    return /^(?:remove|drop|delete|destroy)$/.test(verb) && (isAll || words.some((word) => FORCED.test(word)))
      ? [DATA, 'MEDIUM']
      : null;
  }
  if (!STOPS.test(verb)) return verb === 'enable' && noun === 'bitlocker' ? [DISK, 'MEDIUM'] : null;
  if (verb === 'set') return null;
  // One by its name can be started again.
  const isOne = verb === 'stop' && !isFed && words.length > 0 && !words.some((word) => /[*$@(]/.test(word));
  if (isOne && /^(?:website|webapppool)$/.test(noun)) return null;
  if (isOne && /^(?:az)?vm$/.test(noun)) return [DATA, 'MEDIUM'];
  if (STOPPED.test(noun))
    return verb === 'disable' && DEFENCES.test(words.join(' '))
      ? [EVADES]
      : verb === 'restart'
        ? null
        : [DOWN];
  const isEach =
    isFed && !before.some((stage) => stage.words.some((word) => /^[\w.]+$|-eq|-like/.test(word)));
  return isEach && /^(?:process|service)$/.test(noun) ? [DOWN] : null;
}
