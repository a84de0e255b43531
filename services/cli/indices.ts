/** `tripline indices`: what is stored, and its deletion by age. */
import { Command, InvalidArgumentError } from 'commander';
import { counted } from '../core/counted.ts';
import type { Elasticsearch, IndexInfo } from '../platform/elasticsearch/port.ts';
import { connectElasticsearch } from './connect.ts';
import { printTable } from './table.ts';

const DAILY = /-(raw|masked|findings)-(\d{4})\.(\d{2})\.(\d{2})$/;

export interface DailyIndex extends IndexInfo {
  kind: string;
  /** YYYY-MM-DD. */
  day: string;
}

export function indicesCommand(): Command {
  const command = new Command('indices').description('List the daily indices, or delete old ones.');
  command
    .command('list')
    .description('Every daily index with its documents and bytes.')
    .option('--json', 'one JSON object a line')
    .action(async ({ json }: { json?: boolean }) =>
      withElasticsearch(async (elasticsearch, prefix) =>
        print(await dailyIndices(elasticsearch, prefix), json),
      ),
    );
  command
    .command('delete')
    .description(
      'Delete the raw, masked and findings indices of days before a day. Without --yes it only says which.',
    )
    .requiredOption('--before <day>', 'YYYY-MM-DD, UTC; that day itself is kept', parseDay)
    .option('--yes', 'do it')
    .option('--json', 'one JSON object a line')
    .action(async (options: { before: string; yes?: boolean; json?: boolean }) =>
      withElasticsearch(async (elasticsearch, prefix) => {
        const old = (await dailyIndices(elasticsearch, prefix)).filter((index) => index.day < options.before);
        print(old, options.json);
        if (options.yes) for (const { index } of old) await elasticsearch.deleteIndex(index);
        process.stderr.write(
          options.yes
            ? `deleted ${counted(old.length, 'index', 'indices')}\n`
            : `${counted(old.length, 'index', 'indices')} would be deleted; add --yes to do it\n`,
        );
      }),
    );
  return command;
}

/** Ours only: a name must have the prefix and a day of the calendar. */
export async function dailyIndices(elasticsearch: Elasticsearch, prefix: string): Promise<DailyIndex[]> {
  const indices = await elasticsearch.listIndices(`${prefix}-*`);
  return indices
    .flatMap((info) => {
      const match = DAILY.exec(info.index);
      const [, kind, year, month, date] = match ?? [];
      if (kind === undefined || info.index !== `${prefix}-${kind}-${year}.${month}.${date}`) return [];
      return [{ ...info, kind, day: `${year}-${month}-${date}` }];
    })
    .sort((a, b) => (a.index < b.index ? -1 : 1));
}

function parseDay(text: string): string {
  const date = new Date(`${text}T00:00:00Z`);
  if (
    !/^\d{4}-\d{2}-\d{2}$/.test(text) ||
    Number.isNaN(date.getTime()) ||
    date.toISOString().slice(0, 10) !== text
  ) {
    throw new InvalidArgumentError('Write a day of the calendar as YYYY-MM-DD.');
  }
  return text;
}

function print(indices: DailyIndex[], json = false): void {
  if (json) {
    for (const index of indices) process.stdout.write(`${JSON.stringify(index)}\n`);
    return;
  }
  printTable(
    ['index', 'documents', 'bytes'],
    indices.map(({ index, documents, bytes }) => [index, String(documents), String(bytes)]),
  );
}

async function withElasticsearch(
  work: (elasticsearch: Elasticsearch, prefix: string) => Promise<void>,
): Promise<void> {
  const { elasticsearch, prefix } = connectElasticsearch();
  try {
    await work(elasticsearch, prefix);
  } finally {
    await elasticsearch.close();
  }
}
