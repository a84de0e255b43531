/** The end of the demo: one trail, what was found, the sums, and where to look next. */
import type { Elasticsearch } from '../../platform/elasticsearch/port.ts';
import { printTable } from '../table.ts';
import { findTrail } from '../trail/find-trail.ts';
import type { Paint } from '../trail/paint.ts';
import { printTrail } from '../trail/print-trail.ts';
import type { Played } from './play.ts';
import { SHOWN } from './scenario.ts';
import { documentsOf, findingRows, promptCapture, repeatedQuestions } from './summary.ts';
import { balances, type IndexSum, type StageSum } from './sums.ts';

export interface Screen {
  output: NodeJS.WritableStream;
  paint: Paint;
  width: number;
}

export function idOfShown(played: Played): string {
  const shown = played.interactions.find((one) => one.case.title === SHOWN) ?? played.interactions[0];
  return shown?.id ?? '';
}

export async function showTrail(
  elasticsearch: Elasticsearch,
  prefix: string,
  id: string,
  screen: Screen,
): Promise<void> {
  title('One trail: who asked, what came back, what ran', screen);
  write(
    screen,
    screen.paint('dim', 'From the masked copy: people and secrets are tokens, equal ones alike.'),
    '',
  );
  const lines = printTrail(await findTrail(elasticsearch, prefix, id), { ...screen, rows: 20 });
  write(screen, ...lines);
}

export async function showFindings(
  elasticsearch: Elasticsearch,
  prefix: string,
  interactions: readonly string[],
  screen: Screen,
): Promise<void> {
  title('What was found', screen);
  const rows = findingRows(await documentsOf(elasticsearch, `${prefix}-findings`, interactions));
  const head = ['severity', 'category', 'type', 'rule', 'found in', 'count'];
  const cells = rows.map((row) => [
    row.severity,
    row.category,
    row.type,
    row.rule,
    row.where,
    String(row.count),
  ]);
  printTable(head, cells, screen.output);
  const events = await documentsOf(elasticsearch, `${prefix}-masked`, interactions);
  const { whole, stubs } = promptCapture(events);
  write(screen, '', `Prompts kept whole: ${whole}; of general users, left as stubs by sampling: ${stubs}.`);
  for (const { question, count } of repeatedQuestions(events))
    write(screen, `Asked ${count} times, a case for the handbook: “${question}”`);
}

/** True when everything adds up. */
export function showSums(
  played: Played,
  indices: readonly IndexSum[],
  stages: readonly StageSum[],
  screen: Screen,
): boolean {
  title('Does it add up?', screen);
  const { emitted, acknowledged } = played.stats;
  const count = Object.fromEntries(indices.map(({ kind, documents }) => [kind, documents]));
  const whole = emitted === acknowledged && emitted === count['raw'] && emitted === count['masked'];
  const equals = whole ? '=' : '≠';
  write(
    screen,
    `${verdict(whole, screen)} events   emitted ${emitted} ${equals} raw ${count['raw']} ${equals} masked ${count['masked']}; findings ${count['findings']}`,
  );
  for (const sum of stages) {
    const parts = Object.entries(sum.outcomes).map(
      ([outcome, number]) => `${outcome.replaceAll('_', '-')} ${number}`,
    );
    const line = `${sum.stage.padEnd(8)} received ${sum.received} ${balances(sum) ? '=' : '≠'} ${parts.join(' + ')}`;
    write(screen, `${verdict(balances(sum), screen)} ${line}`);
  }
  return whole && stages.every(balances);
}

function verdict(good: boolean, { paint }: Screen): string {
  return good ? paint('green', 'ok ') : paint('red', 'NO ');
}

function title(words: string, screen: Screen): void {
  write(screen, '', screen.paint('bold', words), screen.paint('dim', '─'.repeat(words.length)));
}

export function write(screen: Screen, ...lines: string[]): void {
  screen.output.write(`${lines.join('\n')}\n`);
}
