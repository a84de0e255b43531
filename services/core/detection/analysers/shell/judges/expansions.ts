/**
 * Code that bash expands where nobody expects it: substitutions within the subscripts that `[[ -v`, `let`, `printf -v`, `read` and
 * `declare -i` evaluate, within prompts and start-up variables, and functions taken from the environment.
 */
import { type Call, type Inquiry, type Judge, optionValues } from '../call.ts';

const SUBSTITUTION = /\$\(|`/;

/** `x='$(rm -rf /etc)'`, `PS4='$(…)'`: no value holds code in single quotes that is not to be expanded later. */
export function judgeLater(value: string, call: Call, inquiry: Inquiry): void {
  if (value.startsWith('() {')) return inquiry.judgeCode(value.slice(3), 'shell', call);
  const at = value.search(SUBSTITUTION);
  if (at !== -1) inquiry.judgeCode(value.slice(at).replace(/^\$\(shell\s/, '$('), 'shell', call);
}

function subscripts(call: Call, inquiry: Inquiry): void {
  for (const arg of call.args) if (arg.includes('[')) judgeLater(arg, call, inquiry);
}

/** `enable -f ./x.so name`: machine code that becomes a part of the shell. */
function enable(call: Call, inquiry: Inquiry): void {
  if (optionValues(call.args, '-f').length > 0) inquiry.tell('shell-escape', call);
}

/** `bind -x '"\C-x":command'`. */
function bind(call: Call, inquiry: Inquiry): void {
  for (const key of optionValues(call.args, '-x'))
    inquiry.judgeCode(key.slice(key.indexOf(':') + 1).replace(/^\s*"(.*)"$/, '$1'), 'shell', call);
}

export const expansionJudges: readonly (readonly [string, Judge])[] = [
  ...'[ [[ test let printf read unset declare typeset local readonly mapfile readarray wait export'
    .split(' ')
    .map((name) => [name, subscripts] as const),
  ['enable', enable],
  ['bind', bind],
];
