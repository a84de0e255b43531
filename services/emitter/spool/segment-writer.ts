import type { FileHandle } from 'node:fs/promises';
import type { OutgoingRecord } from '../../platform/kafka/port.ts';
import type { Files } from './files.ts';
import { newHead, type SegmentHead, writeFrames } from './segment-format.ts';
import type { SpoolKey } from './spool-key.ts';

const PRIVATE = 0o600;

/** A segment file that grows. After a failure nothing more is written to it. */
export class SegmentWriter {
  readonly #file: FileHandle;
  readonly #head: SegmentHead;
  #records = 0;
  #dirty = false;
  /** What it holds of whole records, its header included. */
  bytes = 0;

  private constructor(file: FileHandle, head: SegmentHead) {
    this.#file = file;
    this.#head = head;
  }

  static async create(files: Files, path: string, key: SpoolKey | null): Promise<SegmentWriter> {
    return new SegmentWriter(await files.open(path, 'ax', PRIVATE), newHead(key));
  }

  /** When it rejects, the file ends where it ended before, unless even that cannot be brought about. */
  async append(records: readonly OutgoingRecord[]): Promise<void> {
    const frames = writeFrames(records, this.#records, this.#head.cipher);
    const data = this.#records === 0 ? Buffer.concat([this.#head.bytes, frames]) : frames;
    try {
      await this.#file.appendFile(data);
    } catch (error) {
      await this.#file.truncate(this.bytes).catch(() => undefined);
      throw error;
    }
    this.#dirty = true;
    this.#records += records.length;
    this.bytes += data.length;
  }

  /** Resolves once the disk has what was appended. */
  async sync(): Promise<void> {
    if (!this.#dirty) return;
    this.#dirty = false;
    await this.#file.datasync();
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}
