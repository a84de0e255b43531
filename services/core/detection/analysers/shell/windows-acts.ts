/**
 * What statements of cmd and PowerShell do to the places they name: programs, cmdlets and methods that delete, move or overwrite, whatever
 * feeds them (`gci C:\Users | % { ri $_ }`, `for /r C:\ %f in (*) do del %f`), and the code that they hand to another shell.
 */
import type { Call, Inquiry } from './call.ts';
import { DELETE, SYSTEM_FILE } from './windows-deletion.ts';
import { handedOver, method, running } from './windows-hands.ts';
import { isWindowsPath, placeOf } from './windows-places.ts';
import { EACH, fedWorth, LISTERS, pathsOf, type Scene, tell, tellPlaces } from './windows-scene.ts';
import type { Stage, Statement } from './windows-statements.ts';
import { verbsOf } from './windows-verbs.ts';

const TAMPERING = 'shell-system-tampering';
const DISK = 'shell-disk-destruction';

const DELETERS = new Set(
  'del erase rd rmdir remove-item ri rm sdelete sdelete64 clear-content clc clear-item'.split(' '),
);
/** Shared with other systems, whose paths are judged as theirs. */
const SHARED = new Set('rm rmdir mv cp'.split(' '));
const OVERWRITERS = new Set(
  'set-content out-file add-content ac tee-object copy copy-item xcopy cpi cp new-item ni export-csv'.split(
    ' ',
  ),
);
const MOVERS = new Set('move move-item mi mv ren rename-item rni rename'.split(' '));
const FOLDERS = new Set('cd chdir pushd set-location sl push-location'.split(' '));
const SHELLS = new Set('cmd powershell pwsh iex invoke-expression bash sh wsl'.split(' '));
const RUNNERS = new Set(
  'invoke-wmimethod iwmi invoke-cimmethod icim start-process saps start-job invoke-command icm winrs psexec psexec64 wmic pcalua conhost rundll32'.split(
    ' ',
  ),
);
const MEMBER = /(?:::|[.\])])(\w{2,40})$/;

/** What a shell runs by its name. */
const SCRIPT = /\.(?:bat|cmd|ps1|psm1|vbs)$/i;
const MOST_HELD = 100;

/** Judges one statement; returns where the next one runs. */
export function judgeStatement(
  stages: Statement,
  call: Call,
  inquiry: Inquiry,
  { cwd, held }: Pick<Scene, 'cwd' | 'held'>,
): string {
  const scene: Scene = { call, inquiry, cwd, held };
  const variable = stages.find((stage) => stage.variable !== null)?.variable ?? null;
  if (variable !== null && held.size < MOST_HELD) held.set(variable, fedWorth(stages, scene));
  let next = cwd;
  stages.forEach((stage, index) => {
    const before = stages.slice(Math.max(0, index - 16), index);
    for (const [rule, severity] of verbsOf(stage, before)) inquiry.tell(rule, call, severity);
    const { name } = stage;
    if (FOLDERS.has(name)) next = folderOf(stage, cwd);
    if (DELETERS.has(name)) deletion(stage, before, scene);
    else if (MOVERS.has(name)) moving(stage, before, scene);
    else if (OVERWRITERS.has(name)) overwriting(stage, before, scene);
    else if (name === 'delete' || name === '-membername') tell(fedWorth(before, scene), scene);
    else if (name === 'robocopy') mirroring(stage, scene);
    else if (SHELLS.has(name)) handedOver(stage, before, stages.slice(index + 1, index + 9), scene);
    else if (RUNNERS.has(name)) running(stage, before, stages.slice(index + 1, index + 9), scene);
    else if (
      name === 'diskpart' &&
      before.some(({ program, words }) => /(?:clean|format|delete)\b/i.test([program, ...words].join(' ')))
    )
      inquiry.tell(DISK, call);
    else if (
      /^(?:7za?|winrar|rar)$/.test(name) &&
      stage.words.some((word) => /^-(?:sdel|df|dr|m)$/i.test(word))
    )
      tellPlaces(stage.words, scene);
    else if (name === 'reg' && /^delete$/i.test(stage.words[0] ?? '')) key(stage.words[1] ?? '', scene);
    else if (name === 'remove-itemproperty' || name === 'rp')
      key(pathsOf(stage).find((path) => /system\\|\*/i.test(path)) ?? '', scene);
    else if (
      /^x?icacls$|^cacls$/.test(name) &&
      stage.words.some((word) => /^\/(?:reset|deny|remove|inheritance)/i.test(word))
    )
      for (const path of pathsOf(stage)) if (placeOf(path, cwd) === 'VITAL') inquiry.tell(TAMPERING, call);
    const member = MEMBER.exec(name)?.[1] ?? (name === 'new-object' ? 'filestream' : undefined);
    if (member !== undefined) method(member, stage, before, stages[index + 1], scene);
    untold(stage, scene);
    redirection(stage, scene);
  });
  return next;
}

function key(path: string, scene: Scene): void {
  if (placeOf(path) === 'VITAL') scene.inquiry.tell(TAMPERING, scene.call);
}

/** `%x% /s /q C:\\Users`, `%COMSPEC:~-16,1%d`: a program that the text does not tell. */
function untold({ program, words }: Stage, { call, inquiry, cwd }: Scene): void {
  if (!/^[%!$]/.test(program) || program.includes('.')) return;
  const isDeep = words.some((word) => /^(?:\/[sq]|-r(?:ec\w{0,5})?)$/i.test(word));
  const isPart = /^[%!]\w{1,30}:~/.test(program);
  if (isPart || (isDeep && words.some((word) => isWindowsPath(word) && placeOf(word, cwd) !== 'PLAIN')))
    inquiry.tell('shell-obfuscated', call);
}

function deletion(stage: Stage, before: readonly Stage[], scene: Scene): void {
  const own = pathsOf(stage);
  const isFed = own.every((path) => EACH.test(path) || isLoopVariable(path, before));
  if (isFed) return tell(fedWorth(before, scene), scene);
  const isDeep =
    stage.name.startsWith('sdelete') ||
    stage.words.some((word) => /^(?:\/s|-r\w{0,7}|-fr)$/i.test(word)) ||
    own.some((path) => /[*?]/.test(path));
  for (const path of own) {
    const kept = scene.held.get(path.toLowerCase());
    if (kept !== undefined) tell(kept, scene);
    if (SYSTEM_FILE.test(path)) scene.inquiry.tell(TAMPERING, scene.call);
    if (
      isDeep &&
      (!SHARED.has(stage.name) || /^[a-z]:|^\\\\|%|\$env:/i.test(path) || /^[a-z]:/.test(scene.cwd))
    )
      tell(placeOf(path, scene.cwd), scene);
  }
}

function moving(stage: Stage, before: readonly Stage[], scene: Scene): void {
  const [from = ''] = pathsOf(stage);
  if (from === '' || EACH.test(from) || isPiped(stage, before)) {
    const worth = fedWorth(before, scene);
    if (before.length > 0 && worth === 'VITAL') tell(worth, scene);
  } else if (/^[a-z]:|^\\|%|\$env:/i.test(from) && placeOf(from, scene.cwd) === 'VITAL')
    scene.inquiry.tell(TAMPERING, scene.call);
}

function isPiped({ words }: Stage, before: readonly Stage[]): boolean {
  return (
    before.some(({ name }) => LISTERS.has(name)) &&
    words.some((word) => /^-(?:destination|newname)$/i.test(word))
  );
}

function overwriting(stage: Stage, before: readonly Stage[], scene: Scene): void {
  if (stage.words.some((word) => SCRIPT.test(word)))
    for (const word of [...stage.words, ...before.map(({ program }) => program)])
      if (word.includes(' ')) scene.inquiry.judgeCode(word, 'windows', scene.call);
  const paths = pathsOf(stage);
  if (
    SYSTEM_FILE.test(paths.at(-1) ?? '') ||
    SYSTEM_FILE.test(paths.length > 1 && stage.name.startsWith('set-') ? (paths[0] ?? '') : '')
  )
    scene.inquiry.tell(TAMPERING, scene.call);
  const isEach =
    paths.length === 0
      ? stage.name === 'set-content'
      : EACH.test(paths[0] ?? '') && !/^(?:copy|cp|xcopy)/.test(stage.name);
  if (isEach && fedWorth(before, scene) === 'VITAL') tell('VITAL', scene);
}

/** What the other side does not have is deleted. */
function mirroring({ words }: Stage, scene: Scene): void {
  // With /L it says what it would do.
  if (words.some((word) => /^\/l$/i.test(word))) return;
  if (!words.some((word) => /^\/(?:mir|purge|move|mov)$/i.test(word))) return;
  const [from = '', to = ''] = pathsOf({ words });
  if (words.some((word) => /^\/mov/i.test(word))) {
    if (placeOf(from, scene.cwd) === 'VITAL') scene.inquiry.tell(DELETE, scene.call);
    if (!words.some((word) => /^\/(?:mir|purge)$/i.test(word))) return;
  }
  const worth = placeOf(to, scene.cwd);
  if (worth === 'VALUABLE' && !/empty|blank|nul|void|nothing|leer/i.test(from))
    return scene.inquiry.tell('shell-data-destruction', scene.call, 'MEDIUM');
  tell(worth, scene);
}

function redirection({ words, name }: Stage, scene: Scene): void {
  const end = words.indexOf('>');
  if (end > 0 && SCRIPT.test(words[end + 1] ?? ''))
    scene.inquiry.judgeCode(words.slice(0, end).join(' '), 'windows', scene.call);
  for (let at = words.indexOf('>'); at !== -1; at = words.indexOf('>', at + 1)) {
    const target = words[at + 1] ?? '';
    if (SYSTEM_FILE.test(target)) scene.inquiry.tell(TAMPERING, scene.call);
    else if (placeOf(target) === 'DISK') scene.inquiry.tell(DISK, scene.call);
  }
  if (name === 'dd' && words.some((word) => /^of=/i.test(word) && placeOf(word.slice(3)) === 'DISK'))
    scene.inquiry.tell(DISK, scene.call);
}

function isLoopVariable(path: string, before: readonly Stage[]): boolean {
  const variable = /^\$\w+/.exec(path)?.[0];
  return variable !== undefined && before.some(({ loop }) => loop === variable);
}

function folderOf(stage: Stage, cwd: string): string {
  const path = pathsOf(stage).at(-1) ?? '';
  if (path === '' || /^(?:-|\+)$/.test(path)) return cwd;
  const isWhole = /^[a-z]:|^\\|^%|^\$|^~|^\//i.test(path);
  return isWhole || cwd === '' ? path : `${cwd}\\${path}`;
}
