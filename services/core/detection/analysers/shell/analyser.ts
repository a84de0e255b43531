/**
 * Dangerous commands in the arguments of tools, bare or within JSON, and in the shell blocks of outputs: parsed, not searched.
 */
import type { Analyser, ScanContext, Spot } from '../../types.ts';
import { outputCard, shellCards } from './cards/index.ts';
import { type CommandText, commandTextsIn } from './command-texts.ts';
import { shellBlocksIn } from './fenced-blocks.ts';
import { judgeShell, type ShellVerdict } from './judge.ts';

export const shellAnalyser: Analyser = { rules: [...shellCards, outputCard], reads: 'plain', analyse };

function analyse(text: string, context: ScanContext): readonly Spot[] {
  if (context.kind === 'output') return inOutput(text);
  const spots: Spot[] = [];
  const { texts, isWhole } = commandTextsIn(text, context.tool_kind === 'SHELL');
  for (const found of texts) for (const verdict of judgeShell(found.text)) spots.push(toSpot(verdict, found));
  if (!isWhole) spots.push({ rule_id: 'shell-obfuscated', severity: 'HIGH', start: 0, end: text.length });
  return spots;
}

/** Only what nobody shows as an instruction to follow. */
function inOutput(text: string): Spot[] {
  const spots: Spot[] = [];
  for (const block of shellBlocksIn(text))
    for (const verdict of judgeShell(block.text))
      if (verdict.severity === 'CRITICAL' && verdict.rule_id !== 'shell-download-and-run')
        spots.push({
          rule_id: outputCard.id,
          start: block.start + verdict.start,
          end: block.start + verdict.end,
        });
  return spots;
}

function toSpot(verdict: ShellVerdict, { text, places, start, end }: CommandText): Spot {
  const { rule_id, severity, confidence } = verdict;
  if (places !== null) {
    const last = verdict.end >= text.length ? end : places.of(verdict.end);
    return { rule_id, severity, confidence, start: places.of(verdict.start), end: last };
  }
  if (text.length === end - start)
    return { rule_id, severity, confidence, start: start + verdict.start, end: start + verdict.end };
  return { rule_id, severity, confidence, start, end };
}
