/** Programs that the text does not tell: a variable or an output where a name should be, before arguments that only deleting takes. */
import type { Call, Inquiry } from './call.ts';
import { worthOf } from './paths.ts';

const UNTOLD = /^[\uE001\uE003]/;
const DEEP = /^-(?:[a-zA-Z]*[rR][a-zA-Z]*|-recursive|-no-preserve-root)$/;

export function judgeUntold(call: Call, inquiry: Inquiry): void {
  const { argv, cwd } = call.command;
  if (!UNTOLD.test(argv[0] ?? '') || !call.args.some((arg) => DEEP.test(arg))) return;
  if (call.args.some((arg) => !arg.startsWith('-') && worthOf(arg, cwd) !== 'PLAIN'))
    inquiry.tell('shell-obfuscated', call);
}
