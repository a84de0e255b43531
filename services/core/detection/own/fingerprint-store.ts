/**
 * The documents whose fingerprints are kept, and the form they are kept in: `TLFP`, version, the length of a JSON header, the header
 * (documents, SHA-256 of the table), padding to four bytes, the table as it lies in memory (little-endian). Pure; the file is the
 * platform's.
 */
import { hash } from 'node:crypto';
import { counted } from '../../counted.ts';
import { TriplineError } from '../../errors.ts';
import type { Severity } from '../../events/types.ts';
import { FingerprintTable, LEAST_REPEAT } from './fingerprint-table.ts';

const MAGIC = 'TLFP';
const VERSION = 1;
const HEAD = 12;
const DOCUMENT_ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const MOST_ID = 80;

export interface ConfidentialDocument {
  /** kebab-case; a finding names it. */
  id: string;
  severity: Severity;
  words: number;
  /** ISO 8601. */
  added_at: string;
  /** SHA-256 (hex) of its text, so that the same one is not added twice. */
  digest: string;
}
interface Header {
  documents: (ConfidentialDocument | null)[];
  table: string;
}

export class FingerprintStore {
  /** By number, from 1; null where one was removed. */
  readonly #documents: (ConfidentialDocument | null)[];
  readonly table: FingerprintTable;

  constructor(documents: (ConfidentialDocument | null)[] = [], table = new FingerprintTable()) {
    this.#documents = documents;
    this.table = table;
  }

  documents(): ConfidentialDocument[] {
    return this.#documents.filter((document) => document !== null);
  }

  /** The document of that number, as a fingerprint has it. */
  document(number: number): ConfidentialDocument | undefined {
    return this.#documents[number - 1] ?? undefined;
  }

  /**
   * A document of the same id is replaced.
   * @throws TriplineError DOCUMENT_UNFIT for an id that is not kebab-case, or a text of fewer words than a repetition has
   */
  add(id: string, text: string, how: { severity: Severity; now: Date }): ConfidentialDocument {
    if (!DOCUMENT_ID.test(id) || id.length > MOST_ID)
      throw new TriplineError(
        'DOCUMENT_UNFIT',
        `A document's id is lower-case words joined by hyphens, at most ${MOST_ID} characters.`,
      );
    this.remove(id);
    const free = this.#documents.indexOf(null);
    const number = free === -1 ? this.#documents.length + 1 : free + 1;
    const words = this.table.add(text, number);
    if (words < LEAST_REPEAT)
      throw new TriplineError(
        'DOCUMENT_UNFIT',
        `The document has ${counted(words, 'word')}; at least ${LEAST_REPEAT} are needed.`,
      );
    const document = {
      id,
      severity: how.severity,
      words,
      added_at: how.now.toISOString(),
      digest: hash('sha256', text),
    };
    this.#documents[number - 1] = document;
    return document;
  }

  /** False when there is none of that id. */
  remove(id: string): boolean {
    const index = this.#documents.findIndex((document) => document?.id === id);
    if (index === -1) return false;
    this.table.remove(index + 1);
    this.#documents[index] = null;
    return true;
  }

  encode(): Buffer {
    const { cells } = this.table;
    const table = Buffer.from(cells.buffer, cells.byteOffset, cells.byteLength);
    const header: Header = { documents: this.#documents, table: hash('sha256', table) };
    const json = Buffer.from(JSON.stringify(header));
    const padded = Buffer.concat([json, Buffer.alloc((4 - (json.length % 4)) % 4, ' ')]);
    const head = Buffer.alloc(HEAD);
    head.write(MAGIC, 'latin1');
    head.writeUInt32LE(VERSION, 4);
    head.writeUInt32LE(padded.length, 8);
    return Buffer.concat([head, padded, table]);
  }

  /** `called`: their file, as its error names it. @throws TriplineError CONFIG_INVALID when the bytes are not a whole store */
  static decode(bytes: Buffer, called = 'The fingerprint file'): FingerprintStore {
    try {
      if (bytes.toString('latin1', 0, 4) !== MAGIC || bytes.readUInt32LE(4) !== VERSION) throw new Error();
      const tableAt = HEAD + bytes.readUInt32LE(8);
      const header = JSON.parse(bytes.toString('utf8', HEAD, tableAt)) as Header;
      const table = new Uint8Array(bytes.subarray(tableAt));
      if (hash('sha256', table) !== header.table) throw new Error();
      return new FingerprintStore(header.documents, new FingerprintTable(new Int32Array(table.buffer)));
    } catch {
      throw new TriplineError('CONFIG_INVALID', `${called} is damaged or not one.`);
    }
  }
}
