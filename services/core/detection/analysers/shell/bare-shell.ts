/** A shell that another program is told to start, and the commands it is told to run. */
import type { Call, Inquiry } from './call.ts';

export const SHELL_NAME = String.raw`(?:\/(?:usr\/)?(?:local\/)?bin\/)?(?:ba|z|da|k|mk|c|tc|fi|a|r?ba)?sh\b`;
const STARTS = new RegExp(
  String.raw`^[\s;|!&"'(]*(?:exec\s+|reset\s*;\s*|sudo\s+)*${SHELL_NAME}(?![\w./=-])`,
);

/** `sh`, `exec /bin/bash -i`, `;sh 0<&2`, `|sh -c …`. */
export function startsShell(code: string): boolean {
  return STARTS.test(code);
}

/** Code that a program runs for whoever starts it: a shell is an escape, anything else is judged by what it does. */
export function judgeRun(code: string, call: Call, inquiry: Inquiry): void {
  if (code === '') return;
  if (startsShell(code)) inquiry.tell('shell-escape', call);
  else inquiry.judgeCode(code.replace(/^[\s|!]+/, ''), 'shell', call);
}
