/** Clean texts, of every kind by turns. */
import type { TextKind } from '../../../services/core/detection/types.ts';
import type { ToolKind } from '../../../services/core/events/types.ts';
import type { Seeded } from '../seeded.ts';
import { CODE_MAKERS } from './clean-code.ts';
import { CONFIG_MAKERS } from './clean-config.ts';
import { HASH_MAKERS } from './clean-hashes.ts';
import { PASSWORD_CODE_MAKERS } from './clean-password-code.ts';
import { chatter, pad } from './clean-prose.ts';
import { TALK_MAKERS } from './clean-talk.ts';
import type { Sample } from './exam.ts';

export interface CleanText {
  text: string;
  kind: TextKind;
  tool_kind?: ToolKind;
}
export type CleanMaker = (random: Seeded) => CleanText;

const SHORTEST = 100;
const LONGEST = 2000;

const PROSE_MAKERS: readonly CleanMaker[] = [
  (random) => ({ text: pad(random, random.whole(150, 1500)), kind: 'output' }),
  (random) => ({ text: pad(random, random.whole(100, 600)), kind: 'prompt' }),
  (random) => ({ text: pad(random, random.whole(300, 1900)), kind: 'tool_result' }),
];
/** Prose and code are what there is most of. */
const MAKERS: readonly CleanMaker[] = [
  ...PROSE_MAKERS,
  ...PROSE_MAKERS,
  ...PROSE_MAKERS,
  ...PROSE_MAKERS,
  ...TALK_MAKERS,
  ...CODE_MAKERS,
  ...CODE_MAKERS,
  ...PASSWORD_CODE_MAKERS,
  ...CONFIG_MAKERS,
  ...HASH_MAKERS,
];

export function cleanSamples(random: Seeded, count: number): Sample[] {
  return Array.from({ length: count }, (_, index) => {
    const maker = MAKERS[index % MAKERS.length] as CleanMaker;
    const { text, ...where } = maker(random);
    return { id: `clean-${index}`, text: fit(text, random), ...where, expected: [] };
  });
}

function fit(text: string, random: Seeded): string {
  let whole = text;
  while (whole.length < SHORTEST) whole += `\n${chatter(random, 1)}`;
  return whole.slice(0, LONGEST);
}
