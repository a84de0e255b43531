/** The end of the demo: one trail, what was found, the sums, and where to look next. */
import type { Elasticsearch } from '../../platform/elasticsearch/port.ts';
import { dailyIndices } from '../indices.ts';
import { printTable } from '../table.ts';
import { findTrail } from '../trail/find-trail.ts';
import type { Paint } from '../trail/paint.ts';
import { printTrail } from '../trail/print-trail.ts';
import { text } from '../trail/read-event.ts';
import type { Played } from './play.ts';
import { SHOWN } from './scenario.ts';
import { documentsOf, findingRows, promptCapture, repeatedQuestions } from './summary.ts';
import { balances, type IndexSum, type StageSum } from './sums.ts';

export interface Screen {
  output: NodeJS.WritableStream;
  paint: Paint;
  width: number;
}

const HOLDS: Record<string, string> = {
  raw: 'every event, sealed; who asked in clear, for investigators',
  masked: 'every event, people and secrets as tokens, for analysts',
  findings: 'what was found and where, never the value',
};

/** What the trail at the end is of: ids for commands to copy. */
export interface Shown {
  interaction: string;
  event: string;
}

function idOfShown(played: Played): string {
  const shown = played.interactions.find((one) => one.case.title === SHOWN) ?? played.interactions[0];
  return shown?.id ?? '';
}

export async function showTrail(
  elasticsearch: Elasticsearch,
  prefix: string,
  played: Played,
  screen: Screen,
): Promise<Shown> {
  title('One trail: who asked, what came back, what ran', screen);
  write(
    screen,
    screen.paint('dim', 'From the masked copy: people and secrets are tokens, equal ones alike.'),
    '',
  );
  const trail = await findTrail(elasticsearch, prefix, idOfShown(played));
  write(screen, ...printTrail(trail, { ...screen, rows: 20 }));
  return { interaction: trail.id, event: text(trail.events[0] ?? {}, 'event_id') ?? '' };
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

export async function showIndices(
  elasticsearch: Elasticsearch,
  prefix: string,
  screen: Screen,
): Promise<void> {
  title('What is stored', screen);
  const rows = (await dailyIndices(elasticsearch, prefix)).map((info) => [
    info.index,
    String(info.documents),
    `${(info.bytes / 1024).toFixed(0)} KiB`,
    HOLDS[info.kind] ?? '',
  ]);
  printTable(['index', 'documents', 'size', 'holds'], rows, screen.output);
}

/** True when everything adds up. */
export function showSums(
  played: Played,
  indices: readonly IndexSum[],
  stages: readonly StageSum[],
  screen: Screen,
): boolean {
  title('Does it add up?', screen);
  const { emitted, acknowledged } = played;
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

export function title(words: string, screen: Screen): void {
  write(screen, '', screen.paint('bold', words), screen.paint('dim', '─'.repeat(words.length)));
}

export function write(screen: Screen, ...lines: string[]): void {
  screen.output.write(`${lines.join('\n')}\n`);
}
