/** `tripline fingerprint`: the confidential documents that no output may repeat. Their text is read and forgotten. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Argument, Command, Option } from 'commander';
import { FingerprintStore } from '../core/detection/own/fingerprint-store.ts';
import { TriplineError } from '../core/errors.ts';
import type { Severity } from '../core/events/types.ts';
import { printTable } from './table.ts';

const DEFAULT_FILE = 'fingerprints.tlfp';
const SEVERITIES = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];

interface StoreOption {
  file: string;
}

export function fingerprintCommand(): Command {
  const command = new Command('fingerprint').description(
    'Confidential documents: an output that repeats eight consecutive words or more of one is a finding. Only hashes are kept, never text.',
  );
  withStore(command.command('add'))
    .description('Add documents (plain text, UTF-8). One that has an id already is replaced.')
    .argument('<files...>', 'text files; - reads standard input')
    .option('--id <id>', "the document's id (one file only); its file name unless given")
    .addOption(new Option('--severity <severity>', 'of its findings').choices(SEVERITIES).default('HIGH'))
    .action((files: string[], options: StoreOption & { id?: string; severity: Severity }) =>
      add(files, options),
    );
  withStore(command.command('list'))
    .description('The documents.')
    .option('--json', 'one JSON object a line')
    .action((options: StoreOption & { json?: boolean }) => list(options));
  withStore(command.command('remove'))
    .description('Forget documents.')
    .addArgument(new Argument('<ids...>', 'as `list` shows them'))
    .action((ids: string[], { file }: StoreOption) => remove(ids, file));
  return command;
}

function withStore(command: Command): Command {
  return command.addOption(
    new Option('--file <file>', 'where they are kept')
      .env('TRIPLINE_FINGERPRINTS_FILE')
      .default(DEFAULT_FILE),
  );
}

function add(
  files: string[],
  { file, id, severity }: StoreOption & { id?: string; severity: Severity },
): void {
  if (id !== undefined && files.length > 1) throw new TriplineError('USAGE', '--id goes with one file.');
  const store = readStore(file) ?? new FingerprintStore();
  for (const path of files) {
    const text = readDocument(path);
    const added = store.add(id ?? idOf(path), text, { severity, now: new Date() });
    process.stderr.write(`${added.id}: ${added.words} words\n`);
  }
  keep(store, file);
}

function list({ file, json }: StoreOption & { json?: boolean }): void {
  const documents = existing(file).documents();
  if (json) for (const document of documents) process.stdout.write(`${JSON.stringify(document)}\n`);
  else
    printTable(
      ['document', 'severity', 'words', 'added'],
      documents.map(({ id, severity, words, added_at }) => [id, severity, String(words), added_at]),
    );
}

function remove(ids: string[], file: string): void {
  const store = existing(file);
  const missing = ids.filter((id) => !store.remove(id));
  if (missing.length > 0)
    throw new TriplineError('USAGE', `${missing.length} of the documents are not there; none was removed.`);
  keep(store, file);
}

function existing(file: string): FingerprintStore {
  const store = readStore(file);
  if (store === null)
    throw new TriplineError(
      'USAGE',
      'There are no fingerprints in that file yet; `tripline fingerprint add` makes it.',
    );
  return store;
}

function readStore(file: string): FingerprintStore | null {
  try {
    return FingerprintStore.decode(readFileSync(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Whole or not at all: a detector may be reading it. */
function keep(store: FingerprintStore, file: string): void {
  const draft = `${file}.${process.pid}.new`;
  writeFileSync(draft, store.encode(), { mode: 0o600 });
  renameSync(draft, file);
}

function readDocument(path: string): string {
  try {
    return readFileSync(path === '-' ? 0 : path, 'utf8');
  } catch (error) {
    throw new TriplineError('USAGE', `A document cannot be read: ${(error as NodeJS.ErrnoException).code}.`);
  }
}

function idOf(path: string): string {
  if (path === '-') throw new TriplineError('USAGE', 'What comes from standard input needs --id.');
  const words = basename(path)
    .toLowerCase()
    .match(/[a-z0-9]+/g) ?? ['document'];
  return words.join('-').slice(0, 80).replace(/-$/, '');
}
