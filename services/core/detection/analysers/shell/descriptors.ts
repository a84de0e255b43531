/** What numbered descriptors hold where the script itself says it: `exec 3<<<text`, `5<<EOF`, `{fd}< <(echo text)`. */
import { type Redirect, VARIABLE, VARIABLE_END } from './command.ts';

/** The name that stands for a descriptor among the files that a script wrote; every way to write it comes to this one. */
export function descriptorFile(descriptor: string): string {
  const named = /^\{(\w+)\}$/.exec(descriptor)?.[1];
  return `/dev/fd/${named === undefined ? descriptor : `${VARIABLE}${named}${VARIABLE_END}`}`;
}

/** `/proc/self/fd/3` is `/dev/fd/3`; other files keep their names, without `./`. */
export function fileName(path: string): string {
  if (path.startsWith('./')) return path.slice(2);
  return path.startsWith('/proc/') ? path.replace(/^\/proc\/[^/]{1,40}\/fd\//, '/dev/fd/') : path;
}

/** The standard input under any of its names. */
export function isStandardInput(path: string): boolean {
  return path === '-' || path === '/dev/stdin' || fileName(path) === '/dev/fd/0';
}

/** Which descriptors these redirections open for reading, and what is read there. */
export function descriptorsOf(
  redirects: readonly Redirect[],
  contentOf: (file: string) => string | null,
): [file: string, text: string][] {
  const found: [string, string][] = [];
  for (const { op, target, fd } of redirects) {
    if (fd === undefined || !op.startsWith('<')) continue;
    const text =
      op === '<<<' || op === '<<' ? target : contentOf(op === '<&' ? descriptorFile(target) : target);
    if (text !== null) found.push([descriptorFile(fd), text]);
  }
  return found;
}
