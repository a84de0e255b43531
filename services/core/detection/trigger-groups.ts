/** Which of several groups of literals have one in a text: one pass, however many there are. */
import { Hits } from './hits.ts';
import { compilePrefilter } from './prefilter.ts';

/** Returns a bit for each of the groups, the first group’s the lowest, of which a literal stands in the text; case does not count. */
export type LookForGroups = (text: string) => number;

/** At most 31 groups, of literals of two ASCII characters or more. */
export function compileGroups(groups: readonly (readonly string[])[]): LookForGroups {
  const prefilter = compilePrefilter(groups.map((triggers) => ({ triggers })));
  const bits = prefilter.wakes.map((woken) => woken.reduce((all, group) => all | (1 << group), 0));
  const all = 2 ** groups.length - 1;
  const hits = new Hits();

  return (text) => {
    let found = 0;
    for (let from = 0; from >= 0 && found !== all; ) {
      hits.length = 0;
      from = prefilter.find(text, from, hits);
      for (let hit = 1; hit < hits.length; hit += 2) found |= bits[hits.entry(hit)] as number;
    }
    return found;
  };
}
