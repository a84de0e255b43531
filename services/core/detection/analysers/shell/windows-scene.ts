/** What judges of Windows' statements share: where a statement runs, the places its stages name, and what feeds a stage. */
import type { Call, Inquiry } from './call.ts';
import { DELETE } from './windows-deletion.ts';
import { isWindowsPath, type Place, placeOf } from './windows-places.ts';
import type { Stage } from './windows-statements.ts';

const DISK = 'shell-disk-destruction';
export const LISTERS = new Set('get-childitem gci ls dir get-item gi where tree'.split(' '));
const DRIVES = /^(?:get-(?:psdrive|volume|partition|disk)|gdr|\[(?:system\.)?io\.driveinfo\]::getdrives)$/;
/** With a value behind them that is no place. */
const VALUED =
  /^-(?:inc|exc|fil(?:t|$)|errora|ea$|stream|cred|depth|value$|enc|inputobject|newname|attr|computername|cn$|session|name$|itemtype|type$)/i;
const FILTERED = /^-(?:inc|fil(?:t|$))/i;
/** What a loop or a pipe gives, one after the other. */
export const EACH =
  /^["']?(?:\$\(?\$?(?:_|psitem)\b|\$psitem|%%?~?\w{1,6}$|@(?:path|file|relpath)\b|\$\(\$_)/i;
/** `[IO.DirectoryInfo]'C:\\Users'`. */
const CAST = /^\[[\w.]{2,60}\](?!:)/;

/** Files that nobody misses, by their names' ends. */
const LITTER = /^\*\.(?:te?mp|log|bak|old|cache|pyc|obj|dmp|etl|crdownload|part)$/i;

export interface Scene {
  call: Call;
  inquiry: Inquiry;
  /** Where commands run, as far as the text says; empty where it does not. */
  cwd: string;
  /** What variables hold of the output of listings, by name: the worst place. */
  held: Map<string, Place>;
}

export function pathsOf({ words }: Pick<Stage, 'words'>): string[] {
  const paths: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string;
    if (word === '>') break;
    if (VALUED.test(word)) at++;
    else if (!/^-[a-z]|^\/[a-z?](?::|$)|^\/\w{3,8}$/i.test(word)) paths.push(word.replace(CAST, ''));
  }
  return paths;
}

/** The worst of the places that the stages before name, or of where they look when they name none. */
export function fedWorth(before: readonly Stage[], scene: Scene): Place {
  let worst: Place = 'PLAIN';
  if (isBuildLoop(before, scene)) return worst;
  for (const stage of before) {
    const { name } = stage;
    if (DRIVES.test(name)) return 'VITAL';
    const kept =
      scene.held.get(/^\$\w+/.exec(name)?.[0] ?? '') ??
      scene.held.get(stage.words.find((word) => word.startsWith('$'))?.toLowerCase() ?? '');
    if (kept === 'VITAL') return kept;
    if (kept !== undefined && kept !== 'PLAIN') worst = kept;
    const isLitter = stage.words.some((word) => LITTER.test(word));
    const isFiltered = stage.words.some((word) => FILTERED.test(word));
    const given = [...pathsOf(stage), ...[stage.program.replace(CAST, '')].filter(isWindowsPath)];
    const paths =
      name === 'for' || /\s/.test(stage.program) ? given.flatMap((path) => path.split(/\s+/)) : given;
    const filter = /^get-(?:wmi|cim)|^g[wc]mi$|^gcim$/.test(name)
      ? (/'([a-z]:\\[^']{1,200})'/i.exec(stage.words.join(' '))?.[1] ?? null)
      : null;
    if (filter !== null) paths.push(filter.replaceAll('\\\\', '\\'));
    const known = paths.filter((path) => isWindowsPath(path.replace(/^['"(]+/, '')) && !EACH.test(path));
    if (known.length === 0 && LISTERS.has(name) && !isFiltered && paths.length === 0) known.push('.');
    for (const path of known) {
      const place = placeOf(path, scene.cwd);
      if (place === 'DISK' || place === 'VITAL') return place;
      if (place !== 'PLAIN' && !(isFiltered && (/^[.*]/.test(path) || isLitter))) worst = place;
    }
  }
  return worst;
}

/** What builds make, by name. */
const BUILT =
  /^["']?(?:bin|obj|dist|build|out|target|node_modules|packages|debug|release|testresults|coverage|\.vs|__pycache__|\.pytest_cache)["']?$/i;

/** `for /d /r . %d in (bin,obj) do rd %d`: folders of those names alone, below a folder of one's own. */
function isBuildLoop(before: readonly Stage[], scene: Scene): boolean {
  const at = before.findIndex(({ name }) => name === 'for');
  const set = before[at + 1];
  if (at === -1 || set === undefined || ![set.program, ...set.words].every((word) => BUILT.test(word)))
    return false;
  const roots = (before[at]?.words ?? []).filter((word) => !/^(?:\/\w|%{1,2}~?\w|in)$/i.test(word));
  return [...roots, '.'].every(
    (root) => !/^(?:[a-z]:|\\|\/|%|\$|~|\.\.)/i.test(root) && placeOf(root, scene.cwd) !== 'VITAL',
  );
}

export function tellPlaces(words: readonly string[], scene: Scene): void {
  for (const word of words) if (isWindowsPath(word)) tell(placeOf(word, scene.cwd), scene);
}

export function tell(place: Place, { call, inquiry }: Scene): void {
  if (place === 'DISK') inquiry.tell(DISK, call);
  else if (place !== 'PLAIN') inquiry.tell(DELETE, call, place === 'VITAL' ? 'CRITICAL' : 'HIGH');
}
