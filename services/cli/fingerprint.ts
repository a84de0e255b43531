/** `tripline fingerprint`: the confidential documents that no output may repeat. Their text is read and forgotten. */
import { isUtf8 } from 'node:buffer';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Argument, Command, Option } from 'commander';
import { counted } from '../core/counted.ts';
import { type ConfidentialDocument, FingerprintStore } from '../core/detection/own/fingerprint-store.ts';
import { isTriplineError, TriplineError } from '../core/errors.ts';
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
  const ids = files.map((path) => id ?? idOf(path));
  // The second would replace the first, unnoticed.
  const twice = ids.find((one, index) => ids.indexOf(one) !== index);
  if (twice !== undefined)
    throw new TriplineError(
      'USAGE',
      `More than one of the files would have the id ${twice}; add them one at a time, with --id.`,
    );
  const store = readStore(file) ?? new FingerprintStore();
  const added = files.map((path, index) =>
    addOne(store, path, ids[index] ?? '', { severity, now: new Date() }),
  );
  keep(store, file);
  // Not before they are kept: one that is unfit keeps the others out, too.
  for (const { id: its, words } of added) process.stderr.write(`${its}: ${counted(words, 'word')}\n`);
}

/** @throws TriplineError USAGE, DOCUMENT_UNFIT naming the file as the user did */
function addOne(
  store: FingerprintStore,
  path: string,
  id: string,
  how: { severity: Severity; now: Date },
): ConfidentialDocument {
  const text = readDocument(path);
  try {
    return store.add(id, text, how);
  } catch (error) {
    if (!isTriplineError(error, 'DOCUMENT_UNFIT')) throw error;
    throw new TriplineError('DOCUMENT_UNFIT', `${nameOf(path)}: ${error.detail} Nothing was added.`);
  }
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
    return FingerprintStore.decode(readFileSync(file), `The fingerprint file ${file}`);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    if (isTriplineError(error)) throw error;
    throw new TriplineError(
      'CONFIG_INVALID',
      `The fingerprint file ${file} cannot be read: ${codeOf(error)}.`,
    );
  }
}

/** Whole or not at all: a detector may be reading it. @throws TriplineError CONFIG_INVALID where it cannot be written */
function keep(store: FingerprintStore, file: string): void {
  const draft = `${file}.${process.pid}.new`;
  try {
    writeFileSync(draft, store.encode(), { mode: 0o600 });
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new TriplineError(
      'CONFIG_INVALID',
      `The fingerprint file ${file} cannot be written: ${codeOf(error)}. Its folder must be there and writable; --file or TRIPLINE_FINGERPRINTS_FILE names another.`,
    );
  }
}

/** What is no text would be words of noise. @throws TriplineError USAGE, DOCUMENT_UNFIT */
function readDocument(path: string): string {
  const bytes = readGiven(path);
  if (bytes.includes(0) || !isUtf8(bytes))
    throw new TriplineError(
      'DOCUMENT_UNFIT',
      `${nameOf(path)} is not plain text in UTF-8. Nothing was added.`,
    );
  return bytes.toString('utf8');
}

function readGiven(path: string): Buffer {
  try {
    return readFileSync(path === '-' ? 0 : path);
  } catch (error) {
    throw new TriplineError('USAGE', `${nameOf(path)} cannot be read: ${codeOf(error)}.`);
  }
}

function nameOf(path: string): string {
  return path === '-' ? 'Standard input' : path;
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown error';
}

function idOf(path: string): string {
  if (path === '-') throw new TriplineError('USAGE', 'What comes from standard input needs --id.');
  const words = basename(path)
    .toLowerCase()
    .match(/[a-z0-9]+/g) ?? ['document'];
  return words.join('-').slice(0, 80).replace(/-$/, '');
}
