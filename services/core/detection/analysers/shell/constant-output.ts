/**
 * What commands print where their text alone decides it: `echo`, `printf`, and the decoders that hide a command on its way into
 * a shell. Null where it is not known. Marks of unknown variables stay in it.
 */
import { gunzipSync } from 'node:zlib';
import { reckon } from './arithmetic.ts';
import { baseName } from './call.ts';
import { type Command, isKnown, outputsIn, PROCESS } from './command.ts';
import { descriptorFile, fileName } from './descriptors.ts';
import { unescape } from './escapes.ts';
import { normalise } from './paths.ts';
import { translate } from './translate.ts';
import { Variables } from './variables.ts';

const LONGEST = 65_536;
const DEEPEST = 12;
/** Print nothing. */
const SILENT = new Set(['cd', 'export', 'set', 'true', ':', 'sleep', 'mkdir', 'chmod', 'unset', 'shopt']);

export interface Surroundings {
  /** The commands of a substitution, by its mark's index. */
  outputs: readonly (readonly Command[])[];
  /** What the script itself wrote into files. */
  files: ReadonlyMap<string, string>;
  /** What commands are known to print; filled here. */
  printed?: Map<Command, string | null>;
}

export function constantOutput(commands: readonly Command[], around: Surroundings, depth = 0): string | null {
  if (depth > DEEPEST || commands.length > 64) return null;
  let output = '';
  for (const command of commands) {
    if (command.piped && commands.some(({ input }) => input.includes(command))) continue;
    const one = remembered(command, around, depth);
    if (one === null || output.length + one.length > LONGEST) return null;
    output += one;
  }
  return output;
}

function remembered(command: Command, around: Surroundings, depth: number): string | null {
  const { printed } = around;
  if (printed === undefined) return outputOf(command, around, depth);
  let known = printed.get(command);
  if (known === undefined) {
    known = outputOf(command, around, depth);
    printed.set(command, known);
  }
  return known;
}

/** What a command reads on its standard input, if known. */
export function constantInput(command: Command, around: Surroundings, depth = 0): string | null {
  for (const { op, target, fd } of command.redirects) {
    if (fd !== undefined && fd !== '0') continue;
    if (op === '<<<') return `${target}\n`;
    if (op === '<<') return target;
    if (op === '<') return contentOf(target, around, depth);
    if (op === '<&') return contentOf(descriptorFile(target), around, depth);
  }
  return command.input.length === 0 ? null : constantOutput(command.input, around, depth + 1);
}

/** What a file holds that the script wrote, or a process substitution gives. */
export function contentOf(file: string, around: Surroundings, depth = 0): string | null {
  if (!file.startsWith(PROCESS)) return around.files.get(fileName(file)) ?? null;
  const [index] = outputsIn(file);
  return index === undefined ? null : constantOutput(around.outputs[index] ?? [], around, depth + 1);
}

function outputOf(command: Command, around: Surroundings, depth: number): string | null {
  const { argv, redirects } = command;
  if (
    redirects.some(
      ({ op, target }) => (op === '>' || op === '>>') && !/^\/dev\/(?:null|stdout|stderr)$/.test(target),
    )
  )
    return '';
  const first = baseName(argv[0] ?? '');
  if (/^(?:which|type|command|whereis)$/.test(first)) {
    const place = placeOf(first, argv.slice(1));
    if (place !== null) return place;
  }
  const wrapped = first === 'busybox' || first === 'command' || first === 'builtin' || first === 'toybox';
  const [name = '', ...args] = wrapped ? argv.slice(1) : argv;
  if (name === '' || SILENT.has(name)) return name === '' && command.input.length > 0 ? null : '';
  const input = () => constantInput(command, around, depth);
  switch (baseName(name)) {
    case 'echo':
      return echo(args);
    case 'printf':
      return printf(args);
    case 'cat':
    case 'tac':
    case 'sort':
    case 'uniq':
    case 'fold':
      return fileOr(args, input, around, depth);
    case 'tee':
      return input();
    case 'expr':
      return mapped(reckon(args.join(' '), new Variables()), (text) => `${text}\n`);
    case 'bc':
      return mapped(input(), (text) => mapped(reckon(text.trim(), new Variables()), (value) => `${value}\n`));
    case 'xargs':
      return args.length > 0 ? null : mapped(input(), (text) => `${text.trim().split(/\s+/).join(' ')}\n`);
    case 'basename':
      return args.length === 0 ? null : `${baseName(args[0] ?? '')}\n`;
    case 'dirname':
    case 'realpath':
    case 'readlink':
      return placeIn(name, args.findLast((arg) => !arg.startsWith('-')) ?? '');
    case 'cut':
      return mapped(input(), (text) => cut(text, args));
    case 'rev':
      return mapped(fileOr(args, input, around, depth), (text) =>
        text
          .split('\n')
          .map((line) => [...line].reverse().join(''))
          .join('\n'),
      );
    case 'tr':
      return mapped(input(), (text) => translate(text, args));
    case 'head':
    case 'sed':
      return name === 'sed' ? mapped(input(), (text) => substituted(text, args)) : null;
    case 'base64':
    case 'gbase64':
    case 'basenc':
      return mapped(fileOr(args, input, around, depth), (text) =>
        args.some((arg) => /^(?:-\w*[dD]\w*|--decode)$/.test(arg)) ? decode(text, 'base64') : encode(text),
      );
    case 'base32':
      return null;
    case 'openssl':
      return args.some((arg) => /^-?(?:base64|a)$/.test(arg)) && args.includes('-d')
        ? mapped(input(), (text) => decode(text, 'base64'))
        : null;
    case 'xxd':
      return args.some((arg) => /^-\w*r/.test(arg)) ? mapped(input(), (text) => decode(text, 'hex')) : null;
    case 'gunzip':
    case 'zcat':
    case 'gzip':
      return name === 'gzip' && !args.some((arg) => /^-\w*d/.test(arg)) ? null : mapped(input(), inflate);
    case 'awk':
    case 'gawk':
    case 'perl':
    case 'python':
    case 'python3':
      if (args[0] === '-m' && args[1] === 'base64')
        return mapped(input(), (text) => (args.includes('-d') ? decode(text, 'base64') : encode(text)));
      return printedBy(args);
    case 'ruby':
    case 'php':
      return printedBy(args);
    default:
      return null;
  }
}

/** `which rm`, `command -v rm`, `type -p rm`. */
function placeOf(name: string, args: readonly string[]): string | null {
  const [option = '', program] = args.length > 1 ? args : ['', args[0]];
  const asks = name === 'command' ? /^-[vV]$/ : name === 'type' ? /^-[pPt]$/ : /^(?:-\w+)?$/;
  return program !== undefined && asks.test(option) && /^[\w.-]+$/.test(program) && args.length < 3
    ? `/usr/bin/${program}\n`
    : null;
}

/** Of a path that is told; `/proc/1/root` is the root. */
function placeIn(name: string, path: string): string | null {
  if (!/^[~/]/.test(path) || !isKnown(path)) return null;
  const whole = normalise(path.replace(/^\/proc\/[^/]{1,12}\/root(?=\/|$)/, '/')).replace(/^\/\//, '/');
  if (name !== 'dirname') return `${whole}\n`;
  return whole === '~' ? '/home\n' : `${whole.replace(/\/[^/]*$/, '') || '/'}\n`;
}

function mapped(text: string | null, change: (text: string) => string | null): string | null {
  return text === null ? null : change(text);
}

function fileOr(
  args: readonly string[],
  input: () => string | null,
  around: Surroundings,
  depth: number,
): string | null {
  const file = args.find((arg) => !arg.startsWith('-') && !/^\d+$/.test(arg));
  return file === undefined ? input() : contentOf(file, around, depth);
}

function echo(args: readonly string[]): string {
  let from = 0;
  let escapes = false;
  while (/^-[neE]{1,3}$/.test(args[from] ?? '')) escapes = (args[from++] ?? '').includes('e') || escapes;
  const text = args.slice(from).join(' ');
  return `${escapes ? unescape(text) : text}\n`;
}

/** What `printf` prints. */
export function printf(args: readonly string[]): string | null {
  const [format, ...values] = args[0] === '--' ? args.slice(1) : args;
  if (format === undefined || format === '-v') return null;
  const text = unescape(format);
  let used = 0;
  let output = '';
  do {
    const before = used;
    output += text.replace(
      /%(%|[-+ #0]{0,3}\d{0,3}(?:\.\d{0,3})?([bcdiosuxXq]))/g,
      (_, spec: string, kind?: string) => {
        if (kind === undefined) return '%';
        const value = values[used++] ?? '';
        if (kind === 'b') return unescape(value);
        if (kind === 'c') return value.charAt(0);
        return /^[diuxXo]$/.test(kind) ? numeral(kind, value) : value;
      },
    );
    if (used === before) break;
  } while (used < values.length && output.length < LONGEST);
  return output;
}

/** `%d` of `0x7f` is 127, `%x` of 127 is 7f, `%d` of `'A` is 65. */
function numeral(kind: string, value: string): string {
  const isLetter = /^["']./.test(value);
  if (!isLetter && !/^(?:0[xX][\da-fA-F]{1,12}|\d{1,15})$/.test(value)) return value;
  const number = isLetter
    ? value.charCodeAt(1)
    : /^0[0-7]+$/.test(value)
      ? Number.parseInt(value, 8)
      : Number(value);
  const text = number.toString(kind === 'o' ? 8 : /x/i.test(kind) ? 16 : 10);
  return kind === 'X' ? text.toUpperCase() : text;
}

function decode(text: string, encoding: 'base64' | 'hex'): string | null {
  const clean = encoding === 'hex' ? text.replace(/[^0-9a-fA-F]/g, '') : text.replace(/\s/g, '');
  return clean === '' || clean.length > 4 * LONGEST ? null : Buffer.from(clean, encoding).toString('latin1');
}

function encode(text: string): string {
  return `${Buffer.from(text, 'latin1').toString('base64')}\n`;
}

function inflate(text: string): string | null {
  try {
    return gunzipSync(Buffer.from(text, 'latin1'), { maxOutputLength: LONGEST }).toString('latin1');
  } catch {
    return null;
  }
}

/** `cut -c1-3`, `cut -d: -f2`, of one stretch. */
function cut(text: string, args: readonly string[]): string | null {
  const options = args.join(' ');
  const range = /(?:^|\s)-([cbf])\s?(\d{1,4})?(-)?(\d{1,4})?(?:\s|$)/.exec(options);
  if (range === null) return null;
  const [, kind, low = '1', dash, high = dash === undefined ? low : '10000'] = range;
  const [first, last] = [Number(low) - 1, Number(high)];
  const delimiter = /(?:^|\s)-d\s?(.)/.exec(options)?.[1] ?? '\t';
  return text
    .split('\n')
    .map((line) =>
      kind === 'f' ? line.split(delimiter).slice(first, last).join(delimiter) : line.slice(first, last),
    )
    .join('\n');
}

/** `sed s/a/b/g` with plain letters. */
function substituted(text: string, args: readonly string[]): string | null {
  const found = /^s([/|#,:])((?:(?!\1)[^\\.*[\]^$]){1,80})\1((?:(?!\1)[^\\&]){0,80})\1(g?)$/.exec(
    args.at(-1) ?? '',
  );
  if (found === null) return null;
  const [, , old = '', fresh = '', all] = found;
  const made = all === 'g' ? text.replaceAll(old, () => fresh) : text.replace(old, () => fresh);
  return made.length > LONGEST ? null : made;
}

/** A one-liner that only prints a literal, perhaps packed from hex. */
function printedBy(args: readonly string[]): string | null {
  const code = args.find((arg) => /\bprint|\bputs|\becho/.test(arg));
  const found =
    code === undefined
      ? null
      : /^\s*(?:BEGIN\s*\{\s*)?(?:print|puts|echo)\s*\(?\s*(pack\(\s*["']H\*["']\s*,\s*)?(["'])([^"']{1,4000})\2\s*\)?\s*\)?\s*;?\s*\}?\s*$/.exec(
          code,
        );
  if (found === null) return null;
  const [, packed, , text = ''] = found;
  return packed === undefined ? `${unescape(text)}\n` : decode(text, 'hex');
}
