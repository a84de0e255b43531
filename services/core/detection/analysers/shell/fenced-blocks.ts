/** Fenced code blocks of markdown whose info string names a shell (CommonMark 4.5): where their content stands. */
import type { CommandText } from './command-texts.ts';

const FENCE =
  /(?<=^|\n)[ \t]{0,3}```[ \t]*(?:ba|z|da|k)?sh(?:ell|ell-session)?[ \t]*\r?\n|(?<=^|\n)[ \t]{0,3}```[ \t]*(?:console|terminal|powershell|pwsh|ps1|bat|cmd|batch)[ \t]*\r?\n/gi;
const MOST_BLOCKS = 1000;

export function shellBlocksIn(text: string): CommandText[] {
  const blocks: CommandText[] = [];
  if (!text.includes('```')) return blocks;
  for (const { index, 0: fence } of text.matchAll(FENCE)) {
    const start = index + fence.length;
    if (start < (blocks.at(-1)?.end ?? 0)) continue;
    const close = text.indexOf('\n```', start - 1);
    const end = close === -1 ? text.length : close;
    if (end > start) blocks.push({ text: text.slice(start, end), places: null, start, end });
    if (blocks.length === MOST_BLOCKS) break;
  }
  return blocks;
}
