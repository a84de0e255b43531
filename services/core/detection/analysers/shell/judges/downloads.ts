/** What a script downloads, where it puts it, and packages that come from elsewhere than the registry. */
import {
  baseName,
  type Call,
  hasOption,
  type Inquiry,
  type Judge,
  operands,
  optionSet,
  optionValues,
} from '../call.ts';
import { hostOf, isBareAddress, isForge, isUrl, reachOf } from '../hosts.ts';
import { normalise } from '../paths.ts';
import { judgeWriting } from './persistence.ts';

const DOWNLOAD = 'shell-download-and-run';
const NAME = /^[\w.\uE003\uE004-]{1,80}$/;
/** Folders that anybody may write to, and hidden ones. */
const STAGING =
  /^\/(?:tmp|var\/tmp|dev\/shm|run\/(?:shm|user)|usr\/tmp)(?:\/|$)|(?:^|\/)\.(?!local(?:\/|$)|cargo|nvm|config(?:\/|$)|asdf|pyenv|rbenv|bun|deno|vscode|github)[^./][^/]*(?:\/|$)|[/\\](?:Temp|Public|ProgramData)(?:[/\\]|$)/i;

function isUnknown(host: string): boolean {
  const reach = reachOf(host);
  return reach === 'DROP' || (reach === 'WORLD' && !isForge(host));
}

/** Whether what stands there came from an unknown place, by the folder that it stands in. */
export function isStaged(path: string, cwd: string, staged: ReadonlySet<string>): boolean {
  if (staged.size === 0) return false;
  const whole = normalise(path, cwd);
  for (const folder of staged) if (whole.startsWith(`${folder}/`)) return true;
  return false;
}

/** A folder is kept in mind if it is one to hide things in. */
export function stage(folder: string, inquiry: Inquiry): void {
  if (STAGING.test(folder) && inquiry.staged.size < 50) inquiry.staged.add(folder);
}

const OUTPUTS = [
  '-o',
  '-O',
  '-qO',
  '-so',
  '-sLo',
  '-Lo',
  '-fsSLo',
  '-qo',
  '--output',
  '--output-document',
  '-r',
];

function fetcher(call: Call, inquiry: Inquiry): void {
  const { args, command } = call;
  const outputs = optionValues(args, ...OUTPUTS)
    .concat(args.flatMap((arg, index) => (/^-[a-zA-Z]{1,6}[oO]$/.test(arg) ? [args[index + 1] ?? ''] : [])))
    .filter((file) => !isUrl(file));
  if (call.name === 'wget') judgeList(call, inquiry);
  for (const file of outputs) judgeWriting(file, null, false, call, inquiry);
  const redirected = command.redirects.filter(({ op }) => op === '>').map(({ target }) => target);
  const words = operands(args);
  const named = words.map((arg) => baseName(arg.replace(/[?#].*$/, '')));
  for (const file of [...outputs.map(baseName), ...redirected.map(baseName), ...named])
    if (NAME.test(file)) inquiry.downloaded.add(file);
  const hosts = words.flatMap((word) => (isUrl(word) ? [hostOf(word) ?? ''] : []));
  if (!hosts.some(isUnknown)) return;
  const folders = optionValues(args, '-P', '--directory-prefix', '--output-dir', '-d', '--dir');
  for (const folder of folders) stage(normalise(folder, command.cwd), inquiry);
  for (const file of [...outputs, ...redirected]) stage(folderOf(file, command.cwd), inquiry);
  stage(command.cwd, inquiry);
  if (
    command.cwd === '' &&
    outputs.length === 0 &&
    (hosts.some(isBareAddress) || words.some((word) => word.startsWith('http:'))) &&
    !command.piped
  )
    inquiry.downloaded.add('*');
}

function folderOf(file: string, cwd: string): string {
  const path = normalise(file, cwd);
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** `wget -i list`: a list of unknown addresses. */
function judgeList(call: Call, inquiry: Inquiry): void {
  for (const list of optionValues(call.args, '-i', '--input-file'))
    if (isUrl(list) ? isUnknown(hostOf(list) ?? '') : inquiry.downloaded.has(baseName(list)))
      inquiry.tell(DOWNLOAD, call, 'LOW');
}

/** Protocols of old, whose commands stand in options or on the input. */
function transfer(call: Call, inquiry: Inquiry): void {
  const { args, name } = call;
  const text = [inquiry.inputOf(call.command) ?? '', ...optionValues(args, '-c', '-e'), args.join(' ')]
    .join('\n')
    .slice(0, 2000);
  for (const [, remote = '', local = ''] of text.matchAll(
    /(?:^|[\s;'"])m?get\s+(\S{1,200})(?:[ \t]+([\w./-]{1,200}))?/g,
  ))
    for (const file of [remote, local]) if (NAME.test(baseName(file))) inquiry.downloaded.add(baseName(file));
  for (const file of optionValues(args, '-r', '-l', '-o'))
    if (NAME.test(baseName(file))) inquiry.downloaded.add(baseName(file));
  const words = operands(args, optionSet('-u -p -P -c -r -l -e -m'));
  if (/^(?:tftp|ftpget)$/.test(name)) {
    for (const word of words) if (NAME.test(baseName(word))) inquiry.downloaded.add(baseName(word));
    const isGetting = name === 'ftpget' || hasOption(args, 'g') || /(?:^|\s)get(?:\s|$)/.test(text);
    if (isGetting && words.some(isBareAddress)) inquiry.tell(DOWNLOAD, call, 'LOW');
  }
}

function other(call: Call, inquiry: Inquiry): void {
  const { args, name } = call;
  if (name === 'git') {
    const url = args[0] === 'clone' ? args.find((arg) => isUrl(arg) || arg.startsWith('ext::')) : undefined;
    if (url !== undefined && !isForge(hostOf(url) ?? '') && reachOf(hostOf(url) ?? '') !== 'LOCAL')
      inquiry.downloaded.add('*');
    return;
  }
  const written = call.command.redirects.find(({ op }) => op === '>')?.target;
  const target = written ?? operands(args, optionSet('-i -P -p')).at(-1) ?? '';
  if (name === 'nc' ? written !== undefined : /^[./~]/.test(target)) inquiry.downloaded.add(baseName(target));
}

function packages(call: Call, inquiry: Inquiry): void {
  for (const file of call.args) {
    const host = hostOf(file);
    const isOwn = /^(?:\.{0,2}\/|\/|[\w-]+\.(?:deb|rpm))/.test(file) && /\.(?:deb|rpm)$/.test(file);
    if (isOwn && inquiry.downloaded.has(baseName(file))) inquiry.tell(DOWNLOAD, call, 'HIGH');
    else if (host !== null && !isForge(host)) inquiry.tell(DOWNLOAD, call, 'HIGH');
  }
}

/** Everybody publishes for these at a place of their own. */
const MANY_SOURCES = new Set(['kubectl', 'helm', 'conda', 'mamba', 'brew', 'code', 'composer', 'dotnet']);

/** Packages from elsewhere than the registry. */
function foreign(call: Call, inquiry: Inquiry): void {
  const { args, name } = call;
  const isInstall =
    args.some((arg) => /^(?:install|i|add|run|exec|dlx|apply|create|get|-i|-U|\/i)$/.test(arg)) ||
    name === 'npx';
  if (!isInstall) return;
  for (const arg of args) {
    if (name !== 'go' && !arg.includes(':')) continue;
    const url = arg
      .replace(/^(?:--[\w-]+=|git\+|\w+@(?=https?:|git\+))/, '')
      .replace(/^(?:git|sparse|registry)\+/, '');
    const module = name === 'go' ? /^([\d.]{7,15})(?::\d+)?\//.exec(url)?.[1] : undefined;
    const host = module ?? (isUrl(url) ? (hostOf(url) ?? '') : null);
    if (host === null) continue;
    const reach = reachOf(host);
    if (reach === 'LOCAL' || (reach === 'PRIVATE' && !/^\d/.test(host)) || isForge(host)) continue;
    if (!MANY_SOURCES.has(name) || url.startsWith('http:') || isBareAddress(host))
      inquiry.tell('shell-foreign-package', call);
  }
}

export const downloadJudges: readonly (readonly [string, Judge])[] = [
  ...['curl', 'wget', 'fetch', 'aria2c', 'lwp-download', 'axel', 'http', 'xh', 'GET'].map(
    (name) => [name, fetcher] as const,
  ),
  ...['git', 'nc', 'scp'].map((name) => [name, other] as const),
  ...['tftp', 'ftp', 'ftpget', 'lftp', 'sftp', 'tnftp'].map((name) => [name, transfer] as const),
  ...['dpkg', 'rpm', 'alien'].map((name) => [name, packages] as const),
  ...'pip pip3 pipx npm npx pnpm yarn bun go gem kubectl uv msiexec cargo cpanm luarocks conda mamba poetry composer dotnet helm code brew'
    .split(' ')
    .map((name) => [name, foreign] as const),
];
