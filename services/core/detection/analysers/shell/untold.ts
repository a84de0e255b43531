/**
 * Programs that the text does not tell: a variable or an output where a name should be. What is given to one as code is read as if
 * it were a shell, for that is what takes code; arguments that only deleting takes say what it is, too.
 */
import type { Call, Inquiry } from './call.ts';
import { worthOf } from './paths.ts';

const UNTOLD = /^[\uE001\uE003]/;
/** Whatever runs this script: a shell. */
const ITSELF = /^\/proc\/[^/]{1,40}\/exe$/;
const DEEP = /^-(?:[a-zA-Z]*[rR][a-zA-Z]*|-recursive|-no-preserve-root)$/;

export function judgeUntold(call: Call, inquiry: Inquiry): void {
  const { argv, cwd } = call.command;
  const { name, by, args } = call;
  const program = by.length === 0 ? (argv[0] ?? '') : name;
  const isNothing = name === '' && args[0] === '-c';
  if (!isNothing && !UNTOLD.test(name) && !UNTOLD.test(program) && !ITSELF.test(program)) return;
  judgeAsShell(call, inquiry);
  if (!call.args.some((arg) => DEEP.test(arg))) return;
  if (call.args.some((arg) => !arg.startsWith('-') && worthOf(arg, cwd) !== 'PLAIN'))
    inquiry.tell('shell-obfuscated', call);
}

/** `$0 -c 'code'`, `echo 'code' | $SH`, `while read line; do $line; done <<< 'code'`. */
function judgeAsShell(call: Call, inquiry: Inquiry): void {
  const { args, command } = call;
  const at = args.findIndex((arg) => /^-[a-zA-Z]{0,8}[ceEr]$/.test(arg));
  if (at !== -1) {
    const code = args.slice(at + 1).find((arg) => !/^[-+]\w*$|^--$/.test(arg)) ?? '';
    inquiry.judgeCode(code, 'shell', call);
    if (!code.startsWith('-')) inquiry.judgeCode(code, 'program', call);
  } else if (args.every((arg) => arg.startsWith('-'))) {
    const given = inquiry.inputOf(command);
    if (given !== null) inquiry.judgeCode(given, 'shell', call);
  }
}
