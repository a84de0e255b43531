/** Methods of .NET and COM objects, and what statements hand to another shell: `$shell.Run('cmd /c …')`, `echo … | cmd`, `Start-Process`. */
import { SYSTEM_FILE } from './windows-deletion.ts';
import { isWindowsPath, placeOf } from './windows-places.ts';
import { EACH, fedWorth, type Scene, tell, tellPlaces } from './windows-scene.ts';
import type { Stage } from './windows-statements.ts';

const TAMPERING = 'shell-system-tampering';
const DISK = 'shell-disk-destruction';

const DELETING = /^(?:delete\w{0,20}|removedirectory|removeall|kill)$/;
const WRITING =
  /^(?:writeall\w{4,6}|appendall\w{4,5}|openwrite|open|create|createtext|move|replace|copy|setlength|filestream|new)$/;
const RUNNING =
  /^(?:run|exec|shellexecute|start|create|addscript|addcommand|invokescript|invoke|newscriptblock|createprocess)$/;
/** What makes a text of something that is none yet. */
const HIDING =
  /frombase64|\.getstring\b|-join\b|-c?replace\b|\[char|-bxor|decompress|gzipstream|deflatestream/i;

/** `[IO.Directory]::Delete('C:\\Users')`, `$_.Delete()`, `(gi C:\\Users).Delete($true)`, `$shell.Run('cmd /c …')`. */
export function method(
  member: string,
  stage: Stage,
  before: readonly Stage[],
  next: Stage | undefined,
  scene: Scene,
): void {
  const given = next === undefined ? stage.words : [...stage.words, next.program, ...next.words];
  if (
    /^(?:win32shutdown|shutdown|reboot)$/.test(member) &&
    before.some(({ words }) => words.some((word) => /operatingsystem|computersystem/i.test(word)))
  )
    scene.inquiry.tell('shell-denial-of-service', scene.call);
  if (
    member === 'format' &&
    before.some(({ words }) => words.some((word) => /win32_(?:volume|logicaldisk)/i.test(word)))
  )
    scene.inquiry.tell(DISK, scene.call);
  if (member === 'clearlog') scene.inquiry.tell('shell-evidence-removal', scene.call);
  if (DELETING.test(member)) {
    const isMachine = /localmachine|registry\]::users|classesroot/.test(stage.name);
    if (member.startsWith('deletesubkey') && isMachine) scene.inquiry.tell(TAMPERING, scene.call);
    const own = given.filter(isWindowsPath);
    if (own.length > 0) tellPlaces(own, scene);
    else tell(fedWorth(before, scene), scene);
    if (before.some(({ words }) => words.some((word) => /shadowcopy/i.test(word))))
      scene.inquiry.tell(TAMPERING, scene.call);
  }
  if (WRITING.test(member)) {
    if (given.some((word) => placeOf(word) === 'DISK')) scene.inquiry.tell(DISK, scene.call);
    if (
      member === 'move' &&
      given.some((word) => isWindowsPath(word) && placeOf(word, scene.cwd) === 'VITAL')
    )
      scene.inquiry.tell(TAMPERING, scene.call);
    if (member !== 'open' && member !== 'new' && given.some((word) => SYSTEM_FILE.test(word)))
      scene.inquiry.tell(TAMPERING, scene.call);
    if (given.some((word) => EACH.test(word)) && fedWorth(before, scene) === 'VITAL') tell('VITAL', scene);
  }
  if (RUNNING.test(member)) {
    const words = given.filter((word) => word !== '');
    if (words.length > 1) scene.inquiry.judgeCode(words.join(' '), 'windows', scene.call);
    for (const word of words) if (word.includes(' ')) scene.inquiry.judgeCode(word, 'windows', scene.call);
  }
}

/** Text that is piped into a shell, or stands behind `/c`. */
export function handedOver(
  stage: Stage,
  before: readonly Stage[],
  after: readonly Stage[],
  scene: Scene,
): void {
  const at = stage.words.findIndex((word) => /^[/-](?:c|k|r|command)$/i.test(word));
  const rest = at === -1 ? [] : stage.words.slice(at + 1);
  if (
    /^(?:iex|invoke-expression)$/.test(stage.name) &&
    HIDING.test([stage, ...after].flatMap(({ program, words }) => [program, ...words]).join(' '))
  )
    scene.inquiry.tell('shell-obfuscated', scene.call);
  const last = before.at(-1);
  if (stage.name === 'cmd' && rest.length > 0) scene.inquiry.judgeCode(rest.join(' '), 'windows', scene.call);
  if (last === undefined || !(stage.words.every((word) => /^[-/]/.test(word)) || rest[0] === '-')) return;
  if (HIDING.test(before.flatMap(({ program, words }) => [program, ...words]).join(' ')))
    scene.inquiry.tell('shell-obfuscated', scene.call);
  const words = /^(?:echo|write-output|write|write-host)$/.test(last.name)
    ? last.words
    : [last.program, ...last.words];
  scene.inquiry.judgeCode(words.join(' '), /^(?:ba)?sh$/.test(stage.name) ? 'shell' : 'windows', scene.call);
}

export function running(stage: Stage, before: readonly Stage[], after: readonly Stage[], scene: Scene): void {
  const { name, words } = stage;
  if (name === 'rundll32') {
    const [first = ''] = words;
    if (first.startsWith('\\\\')) scene.inquiry.tell('shell-download-and-run', scene.call);
    if (words.some((word) => /delnoderundll/i.test(word))) tellPlaces(words, scene);
    if (
      /^(?:url|setupapi|advpack|ieadvpack|syssetup|pcwutl|zipfldr|shdocvw|desk|ieframe|mshtml)(?:\.dll)?$/i.test(
        first.split(',')[0] ?? '',
      )
    )
      scene.inquiry.tell('shell-escape', scene.call);
    const at = words.findIndex((word) => /shellexec_rundll/i.test(word));
    if (at !== -1) scene.inquiry.judgeCode(words.slice(at + 1).join(' '), 'windows', scene.call);
    return;
  }
  if (name === 'winrs' || name.startsWith('psexec'))
    scene.inquiry.judgeCode(
      words.filter((word) => !/^[-/]\w|^\\\\/.test(word) || /^\/[a-z]$/i.test(word)).join(' '),
      'windows',
      scene.call,
    );
  if (
    /^(?:invoke-(?:cim|wmi)method|i[cw]mi|icim)$/.test(name) &&
    words.some((word) => /^(?:delete\w{0,4}|format|uninstall)$/i.test(word))
  )
    tell(fedWorth(before, scene), scene);
  for (const word of [...words, ...after.flatMap(({ program, words: more }) => [program, ...more])])
    if (word.includes(' '))
      scene.inquiry.judgeCode(
        word.replace(/^\w{1,20}=/, '').replace(/^\/[ck]\s+/i, ''),
        'windows',
        scene.call,
      );
}
