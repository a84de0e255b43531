/** Files by the dozen: what a glob, a loop over a list, or a pipe hands to a program, one after the other. */
import { baseName, type Call, type Inquiry } from './call.ts';
import type { Command } from './command.ts';
import { type Worth, worthOf } from './paths.ts';

const ORDER: readonly Worth[] = ['PLAIN', 'VALUABLE', 'LOGS', 'VITAL'];
const MARK = /[\uE001\uE003\uE005]/;

export function worst(one: Worth, other: Worth): Worth {
  return ORDER.indexOf(one) < ORDER.indexOf(other) ? other : one;
}

/** A glob, a loop's variable, or the place where `xargs` and `find` put a name. */
export function isMany(file: string): boolean {
  return /[*?\uE001\uE003]|^(?:\{\}|%|_|@@)$/.test(file);
}

/** What the files are worth that a target stands for; PLAIN where it is one file. */
export function worthOfMany(target: string, call: Call, inquiry: Inquiry): Worth {
  if (!isMany(target)) return 'PLAIN';
  if (!/[*?]/.test(target) || MARK.test(target)) {
    const sources = inquiry.commandsIn(target);
    const listed = sources.length > 0 ? sources : inquiry.upstream(call.command);
    return listed.reduce<Worth>((worth, command) => worst(worth, worthOfListed(command)), 'PLAIN');
  }
  if (!/^[/~]/.test(target)) return 'PLAIN';
  const parts = target.split('/');
  if (/^\/(?:home|Users)\/\*\/./.test(target)) return 'VITAL';
  return parts.at(-1) === '*' || parts.at(-1) === '**'
    ? worthOf(parts.slice(0, -1).join('/') || '/', call.command.cwd)
    : 'PLAIN';
}

/** What a command that lists files lists. */
export function worthOfListed({ argv: words, cwd }: Command): Worth {
  const [name = '', ...args] = words[0] === 'sudo' ? words.slice(1) : words;
  switch (baseName(name)) {
    case 'find':
    case 'fd':
    case 'fdfind':
      return worthOfFound(args, cwd);
    case 'locate':
    case 'mdfind':
      return 'VITAL';
    case 'echo':
    case 'printf':
      return args
        .flatMap((arg) => arg.split(/\s+/, 32))
        .filter((arg) => /^[/~]/.test(arg))
        .reduce<Worth>((worth, file) => worst(worth, worthOf(file, cwd)), 'PLAIN');
    case 'rg':
    case 'git':
    case 'ag':
      return args.includes('--files') || args[0] === 'ls-files' || args.includes('-l')
        ? args
            .filter((arg) => /^[/~]/.test(arg))
            .reduce<Worth>((worth, folder) => worst(worth, worthOf(folder, cwd)), 'PLAIN')
        : 'PLAIN';
    case 'ls':
    case 'du':
    case 'tree':
    case 'dir':
      return args
        .filter((arg) => /^[/~]/.test(arg))
        .reduce<Worth>((worth, folder) => worst(worth, worthOf(folder.replace(/\/\*$/, ''), cwd)), 'PLAIN');
    default:
      return 'PLAIN';
  }
}

/** What `find` finds, by its folders and how narrowly it looks. */
export function worthOfFound(args: readonly string[], cwd: string): Worth {
  const isOld = args.some(
    (arg, index) => /^-[mac]time$/.test(arg) && (args[index + 1] ?? '').startsWith('+'),
  );
  const isNarrow = args.some((arg) => /^-(?:i?name|i?path|i?regex|empty)$/.test(arg));
  if (args.some((arg, index) => /^-i?name$/.test(args[index - 1] ?? '') && JUNK.test(arg))) return 'PLAIN';
  if (args.some((arg, index) => arg === '-xtype' || (arg === 'l' && args[index - 1] === '-type')))
    return 'PLAIN';
  let found: Worth = 'PLAIN';
  for (const folder of args) {
    if (folder.startsWith('-') || folder === '(' || folder === '!') break;
    const worth = worthOf(folder, cwd);
    if (isOld && (worth === 'LOGS' || isNarrow)) continue;
    if (worth === 'VALUABLE' && isNarrow && !isData(args)) continue;
    found = worst(found, worth);
  }
  return found;
}

/** Documents and databases, by the names looked for. */
function isData(args: readonly string[]): boolean {
  return args.some(
    (arg, index) =>
      /^-i?name$/.test(args[index - 1] ?? '') &&
      /\.(?:docx?|xlsx?|pptx?|pdf|db|sqlite3?|mdb|ibd|sql|jpe?g|png|kdbx|pst|csv)$/i.test(arg),
  );
}

/** What programs leave behind, by name. */
const JUNK =
  /^(?:\.DS_Store|Thumbs\.db|desktop\.ini|\*?\.(?:tmp|pyc|pyo|bak|swp|swo|orig|class|o)|\*~|__pycache__|node_modules|\.pytest_cache|core\.\*)$/;
