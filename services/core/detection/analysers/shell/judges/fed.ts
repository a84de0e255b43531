/** Commands that come in through a pipe or a here-document: lines for `parallel`, a script for the shell at the other end of ssh. */
import { type Call, type Inquiry, type Judge, operands, optionSet } from '../call.ts';
import { operandsFrom, PARALLEL } from '../wrappers.ts';

/** `echo /etc | parallel rm -rf`, `echo 'rm -rf /etc' | parallel`. */
function parallel(call: Call, inquiry: Inquiry): void {
  if (call.args.some((arg) => arg.startsWith(':::'))) return;
  const given = inquiry.inputOf(call.command);
  if (given === null) return;
  const head = operandsFrom(call.args, PARALLEL).join(' ');
  if (head === '') return inquiry.judgeCode(given, 'shell', call);
  for (const item of given.split('\n', 32))
    if (item !== '')
      inquiry.judgeCode(
        head.includes('{}') ? head.replaceAll('{}', () => item) : `${head} ${item}`,
        'shell',
        call,
      );
}

const SSH = optionSet('-i -p -l -o -F -L -R -D -J -E -b -c -e -m -O -Q -S -W -w -B -P -pw');
const READING =
  /^(?:cat\s*\|\s*)?(?:\S*\/)?(?:(?:sudo|env|exec|nohup)\s+)*(?:ba|z|da|k|a)?sh(?:\s+-\w+)*(?:\s+-)?\s*$/;

/** `ssh host <<< 'code'`, `echo code | ssh host bash -s`. */
function ssh(call: Call, inquiry: Inquiry): void {
  const [, ...words] = operandsFrom(call.args, SSH);
  const given = inquiry.inputOf(call.command);
  if (given === null) return;
  const command = operands(words).length === 0 ? '' : words.join(' ');
  if (command === '' || READING.test(command)) inquiry.judgeCode(given, 'shell', call);
}

export const fedJudges: readonly (readonly [string, Judge])[] = [
  ['parallel', parallel],
  ...[
    'ssh',
    'autossh',
    'rsh',
    'plink',
    'dbclient',
    'slogin',
    'at',
    'batch',
    'su',
    'newgrp',
    'sudo',
    'doas',
  ].map((name) => [name, ssh] as const),
];
