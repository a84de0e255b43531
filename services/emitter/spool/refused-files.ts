import { join } from 'node:path';
import type { OutgoingRecord } from '../../platform/kafka/port.ts';
import { fitting } from '../batch.ts';
import { type Files, isMissing, syncFolder } from './files.ts';
import { SEGMENT_BYTES } from './outbox.ts';
import { isRefusedName, newTail, refusedName } from './owner.ts';
import { SegmentWriter } from './segment-writer.ts';
import type { SpoolKey } from './spool-key.ts';

const PRIVATE = 0o700;

export interface RefusedSettings {
  files: Files;
  /** Where the folders of all processes are. */
  path: string;
  key: SpoolKey | null;
  /** Of all such files there; what comes then is not kept. */
  maxBytes: number;
  now: () => number;
}

/**
 * Records refused for good, in a folder that nobody takes over: nothing behind them waits, and a person can read them, or have them sent after
 * all by giving the folder the name of a free one.
 */
export class RefusedFiles {
  readonly #settings: RefusedSettings;
  #folder: string | null = null;
  #number = 0;
  #writer: SegmentWriter | null = null;
  /** Of all files when the one being written was begun. */
  #bytesBefore = 0;
  /** Records kept. */
  count = 0;

  constructor(settings: RefusedSettings) {
    this.#settings = settings;
  }

  /** Those that there is room for. @throws what the file system does */
  async keep(records: readonly OutgoingRecord[]): Promise<void> {
    let left = records;
    while (left.length > 0) {
      const writer = (this.#writer ??= await this.#open());
      const room = this.#settings.maxBytes - this.#bytesBefore - writer.bytes;
      const maxBytes = Math.min(SEGMENT_BYTES, room);
      const some = left.slice(0, fitting(left, { maxBytes, maxEvents: Infinity }));
      const size = some.reduce((sum, { value }) => sum + value.length, 0);
      if (size > room) return;
      await this.#append(writer, some);
      left = left.slice(some.length);
    }
  }

  async close(): Promise<void> {
    const writer = this.#writer;
    this.#writer = null;
    await writer?.close();
  }

  /** It may be long until the next one: each is on disk before the record is forgotten elsewhere. */
  async #append(writer: SegmentWriter, records: readonly OutgoingRecord[]): Promise<void> {
    try {
      await writer.append(records);
      await writer.sync();
      this.count += records.length;
    } catch (error) {
      await this.close().catch(() => undefined);
      throw error;
    }
    if (writer.bytes >= SEGMENT_BYTES) await this.close();
  }

  async #open(): Promise<SegmentWriter> {
    const { files, path, key, now } = this.#settings;
    this.#folder ??= join(path, refusedName(newTail(now())));
    await files.mkdir(this.#folder, { recursive: true, mode: PRIVATE });
    this.#bytesBefore = await this.#bytesThere();
    const name = `${String(this.#number++).padStart(12, '0')}.seg`;
    const file = join(this.#folder, name);
    const writer = await SegmentWriter.create(files, file, key);
    try {
      // Of a file whose name is gone after a power failure nothing is left.
      await syncFolder(files, this.#folder);
      await syncFolder(files, path);
    } catch (error) {
      await writer.close().catch(() => undefined);
      await files.unlink(file).catch(() => undefined);
      throw error;
    }
    return writer;
  }

  async #bytesThere(): Promise<number> {
    const { files, path } = this.#settings;
    let bytes = 0;
    for (const folder of (await files.readdir(path)).filter(isRefusedName))
      bytes += await this.#bytesIn(join(path, folder));
    return bytes;
  }

  /** A person may move it meanwhile. */
  async #bytesIn(folder: string): Promise<number> {
    const { files } = this.#settings;
    try {
      const names = await files.readdir(folder);
      const stats = await Promise.all(names.map((name) => files.stat(join(folder, name))));
      return stats.reduce((sum, { size }) => sum + size, 0);
    } catch (error) {
      if (isMissing(error)) return 0;
      throw error;
    }
  }
}
