import { dirname, join } from 'node:path';
import type { OutgoingRecord } from '../../platform/kafka/port.ts';
import type { Files } from './files.ts';
import { isMissing, syncFolder } from './files.ts';
import { readSegment } from './segment-format.ts';
import { SegmentWriter } from './segment-writer.ts';
import type { SpoolDirectory } from './spool-directory.ts';
import type { SpoolKey } from './spool-key.ts';

/** A segment is closed once it holds so much; one record alone may be larger. */
export const SEGMENT_BYTES = 1024 * 1024;
const SYNC_EVERY_MS = 1000;
/** A segment that cannot be read so often is given up, or nothing behind it would ever be sent. */
const MAX_READS = 10;

export type Fsync = 'never' | 'interval' | 'each';

export interface OutboxSettings {
  files: Files;
  directory: SpoolDirectory;
  key: SpoolKey | null;
  fsync: Fsync;
}

interface Segment {
  path: string;
  /** The position of its first record. */
  first: number;
  count: number;
  bytes: number;
  failures: number;
  /** What was read, so that a batch sent again is not read again. */
  content: Map<number, OutgoingRecord> | null;
}

/** Records by their positions from `first` on; null where the disk does not give one back. */
export interface Stretch {
  first: number;
  records: (OutgoingRecord | null)[];
  /** Whether what is missing is in the hands of another process, which sends it. */
  takenOver: boolean;
}

/**
 * What this emitter wrote and has not sent: segments in order. Positions count the emitter's accepted events from 0. Everything that touches
 * the segment being written happens in turn.
 */
export class Outbox {
  readonly #settings: OutboxSettings;
  readonly #segments: Segment[] = [];
  #folder: string | null = null;
  #number = 0;
  #writer: SegmentWriter | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #syncing: NodeJS.Timeout | null = null;
  #settled = 0;
  /** Of all its segments. */
  bytes = 0;
  corrupted = 0;

  constructor(settings: OutboxSettings) {
    this.#settings = settings;
  }

  /**
   * Resolves once the records are on disk, as `fsync` has it; all of them or none. They follow what was appended before, unless that is settled.
   * @throws what the file system does
   */
  append(records: readonly OutgoingRecord[], first: number): Promise<void> {
    return this.#inTurn(async () => {
      const segment = await this.#write(records, first);
      if (await this.#isThere(segment)) return;
      segment.count -= records.length;
      await this.#seal();
      this.#folder = null;
      await this.#write(records, first);
    });
  }

  /**
   * The records from `position` on, as far as one segment holds them.
   * @throws what the file system does, a few times; then they count as missing
   */
  async read(position: number): Promise<Stretch> {
    const segment = this.#segments.find(({ first, count }) => position < first + count);
    if (segment === undefined) return { first: position, records: [], takenOver: false };
    if (segment === this.#segments.at(-1)) await this.#inTurn(() => this.#seal());
    const takenOver = await this.#load(segment);
    const at = position - segment.first;
    const records = Array.from(
      { length: segment.count - at },
      (_, index) => segment.content?.get(at + index) ?? null,
    );
    return { first: position, records, takenOver };
  }

  /** Removes what holds nothing from `position` on. */
  settle(position: number): void {
    this.#settled = position;
    const [oldest] = this.#segments;
    if (oldest !== undefined && oldest.first + oldest.count <= position)
      void this.#inTurn(() => this.#clear()).catch(() => undefined);
  }

  /** Waits for what is under way, and leaves what is not sent to others. */
  async close(): Promise<void> {
    await this.#inTurn(async () => {
      await this.#seal();
      await this.#clear();
      const folders = new Set(this.#segments.map(({ path }) => dirname(path)));
      if (this.#folder !== null) folders.add(this.#folder);
      for (const folder of folders) await this.#settings.directory.release(folder).catch(() => undefined);
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #write(records: readonly OutgoingRecord[], first: number): Promise<Segment> {
    const [segment, writer] = await this.#writable(first);
    try {
      await writer.append(records);
      if (this.#settings.fsync === 'each') await writer.sync();
    } catch (error) {
      await this.#seal();
      if (segment.count === 0) await this.#remove(segment);
      throw error;
    }
    segment.count += records.length;
    this.bytes += writer.bytes - segment.bytes;
    segment.bytes = writer.bytes;
    if (segment.bytes >= SEGMENT_BYTES) await this.#seal();
    else if (this.#settings.fsync === 'interval') this.#syncSoon();
    return segment;
  }

  /** The open segment, if the position follows what it holds; else a new one. */
  async #writable(first: number): Promise<[Segment, SegmentWriter]> {
    const last = this.#segments.at(-1);
    if (this.#writer !== null && last !== undefined && last.first + last.count === first)
      return [last, this.#writer];
    await this.#seal();
    const [path, writer] = await this.#open();
    const segment = { path, first, count: 0, bytes: 0, failures: 0, content: null };
    this.#segments.push(segment);
    this.#writer = writer;
    return [segment, writer];
  }

  /** A new file; in a new folder, where ours is gone: taken over while nothing was in it, or removed. */
  async #open(): Promise<[string, SegmentWriter]> {
    if (this.#folder !== null) {
      try {
        return await this.#openIn(this.#folder);
      } catch (error) {
        if (!isMissing(error)) throw error;
        await this.#settings.directory.release(this.#folder).catch(() => undefined);
      }
    }
    this.#folder = await this.#settings.directory.create(this.#isSynced);
    return this.#openIn(this.#folder);
  }

  /** A file whose name may not survive is none: nothing is ever written to it. */
  async #openIn(folder: string): Promise<[string, SegmentWriter]> {
    const { files, key } = this.#settings;
    const path = join(folder, `${String(this.#number++).padStart(12, '0')}.seg`);
    const writer = await SegmentWriter.create(files, path, key);
    try {
      if (this.#isSynced) await syncFolder(files, folder);
    } catch (error) {
      await writer.close().catch(() => undefined);
      await files.unlink(path).catch(() => undefined);
      throw error;
    }
    return [path, writer];
  }

  get #isSynced(): boolean {
    return this.#settings.fsync !== 'never';
  }

  /** What is promised of the disk is promised by `append`: nothing that fails here takes anything back. */
  async #seal(): Promise<void> {
    const writer = this.#writer;
    this.#writer = null;
    if (this.#syncing !== null) clearTimeout(this.#syncing);
    this.#syncing = null;
    if (this.#isSynced) await writer?.sync().catch(() => undefined);
    await writer?.close().catch(() => undefined);
  }

  #syncSoon(): void {
    this.#syncing ??= setTimeout(() => {
      this.#syncing = null;
      void this.#inTurn(async () => this.#writer?.sync()).catch(() => undefined);
    }, SYNC_EVERY_MS).unref();
  }

  async #isThere({ path }: Segment): Promise<boolean> {
    try {
      await this.#settings.files.stat(path);
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  /** Whether the segment is in the hands of another process. */
  async #load(segment: Segment): Promise<boolean> {
    if (segment.content !== null) return false;
    const { files, key } = this.#settings;
    try {
      const { records } = readSegment(await files.readFile(segment.path), key);
      segment.content = records;
      this.corrupted += segment.count - records.size;
    } catch (error) {
      if (isMissing(error)) return !(await this.#hasFolder(segment));
      segment.failures += 1;
      if (segment.failures < MAX_READS) throw error;
    }
    return false;
  }

  async #hasFolder({ path }: Segment): Promise<boolean> {
    const there = await this.#settings.files.stat(dirname(path)).catch(() => null);
    return there !== null;
  }

  async #clear(): Promise<void> {
    for (let [oldest] = this.#segments; oldest !== undefined; [oldest] = this.#segments) {
      if (oldest.first + oldest.count > this.#settled) return;
      if (this.#segments.length === 1) await this.#seal();
      await this.#remove(oldest);
    }
  }

  /** A file that cannot be removed is sent again by who finds it: twice is not wrong. One that could not be read stays for a person. */
  async #remove(segment: Segment): Promise<void> {
    this.#segments.splice(this.#segments.indexOf(segment), 1);
    this.bytes -= segment.bytes;
    if (segment.failures < MAX_READS) await this.#settings.files.unlink(segment.path).catch(() => undefined);
  }
}
