/** Dangerous commands in the arguments of tools, bare or within JSON: parsed, not searched. */
import type { Analyser, ScanContext, Spot } from '../../types.ts';
import { shellCards } from './cards/index.ts';
import { type CommandText, commandTextsIn } from './command-texts.ts';
import { judgeShell, type ShellVerdict } from './judge.ts';

export const shellAnalyser: Analyser = { rules: shellCards, reads: 'plain', analyse };

function analyse(text: string, context: ScanContext): readonly Spot[] {
  const spots: Spot[] = [];
  for (const found of commandTextsIn(text, context.tool_kind === 'SHELL'))
    for (const verdict of judgeShell(found.text)) spots.push(toSpot(verdict, found));
  return spots;
}

function toSpot(verdict: ShellVerdict, { text, at, start, end }: CommandText): Spot {
  const { rule_id, severity, confidence } = verdict;
  if (at !== null) {
    const last = verdict.end >= text.length ? end : (at[verdict.end] ?? end);
    return { rule_id, severity, confidence, start: at[verdict.start] ?? start, end: last };
  }
  if (text.length === end - start)
    return { rule_id, severity, confidence, start: start + verdict.start, end: start + verdict.end };
  return { rule_id, severity, confidence, start, end };
}
