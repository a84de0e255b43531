import { dirname, join } from 'node:path';
import type { TriplineError } from '../../core/errors.ts';
import type { OutgoingRecord } from '../../platform/kafka/port.ts';
import { type Batch, type BatchLimits, fitting } from '../batch.ts';
import { kindsOf, type Refusals } from '../transports/transport.ts';
import type { Files } from './files.ts';
import { isMissing } from './files.ts';
import { MAX_SEGMENT_BYTES, readSegment } from './segment-format.ts';
import type { SpoolDirectory } from './spool-directory.ts';
import type { SpoolKey } from './spool-key.ts';

const SEGMENT = /^\d{12}\.seg$/;
const MAX_READS = 10;

interface Segment {
  path: string;
  bytes: number;
  failures: number;
  /** What is left of it to be sent; null before it is read. */
  records: OutgoingRecord[] | null;
}

export interface InheritanceSettings {
  files: Files;
  directory: SpoolDirectory;
  key: SpoolKey | null;
  onError: (error: TriplineError) => void;
}

/** What other processes left unsent: taken over, read in their order, removed once it is sent. */
export class Inheritance {
  readonly #settings: InheritanceSettings;
  readonly #segments: Segment[] = [];
  /** Of all its files. */
  bytes = 0;
  /** Records that arrived, and records that were refused for good. */
  recovered = 0;
  refused = 0;
  corrupted = 0;
  torn = 0;

  constructor(settings: InheritanceSettings) {
    this.#settings = settings;
  }

  get isEmpty(): boolean {
    return this.#segments.length === 0;
  }

  /** Looks for folders of dead processes. @throws what the file system does, once every folder had its turn */
  adopt(): Promise<void> {
    return this.#settings.directory.adopt((folder) => this.#addAll(folder));
  }

  /**
   * The oldest records; none when there are none.
   * @throws what the file system does, a few times; then that file is left where it is
   */
  async next(limits: BatchLimits): Promise<Batch> {
    for (let [oldest] = this.#segments; oldest !== undefined; [oldest] = this.#segments) {
      const segment = oldest;
      const records = (segment.records ??= await this.#load(segment));
      const taken = records.slice(0, fitting(records, limits));
      if (taken.length > 0)
        return { records: taken, settle: (refused) => this.#settle(segment, taken.length, refused) };
      await this.#leave(segment);
    }
    return { records: [], settle: () => undefined };
  }

  /** Leaves what is not sent to others. */
  async close(): Promise<void> {
    const folders = new Set(this.#segments.splice(0).map(({ path }) => dirname(path)));
    for (const folder of folders) await this.#settings.directory.release(folder).catch(() => undefined);
  }

  async #settle(segment: Segment, count: number, refused: Refusals): Promise<void> {
    this.recovered += count - refused.size;
    this.refused += refused.size;
    for (const error of kindsOf(refused)) this.#settings.onError(error);
    segment.records = segment.records?.slice(count) ?? [];
    if (segment.records.length === 0) await this.#leave(segment);
  }

  async #addAll(folder: string): Promise<void> {
    const { files, directory } = this.#settings;
    const names = (await files.readdir(folder)).filter((name) => SEGMENT.test(name)).toSorted();
    const found: Segment[] = [];
    for (const name of names) {
      const path = join(folder, name);
      const stats = await files.stat(path);
      const isOurs = stats.isFile() && stats.size <= MAX_SEGMENT_BYTES;
      if (isOurs) found.push({ path, bytes: stats.size, failures: 0, records: null });
    }
    this.corrupted += names.length - found.length;
    this.bytes += found.reduce((sum, { bytes }) => sum + bytes, 0);
    this.#segments.push(...found);
    if (found.length === 0) await directory.release(folder);
  }

  async #load(segment: Segment): Promise<OutgoingRecord[]> {
    try {
      const { records, corrupted, torn } = readSegment(
        await this.#settings.files.readFile(segment.path),
        this.#settings.key,
      );
      this.corrupted += corrupted;
      this.torn += Number(torn);
      return [...records.values()];
    } catch (error) {
      segment.failures += 1;
      if (!isMissing(error) && segment.failures < MAX_READS) throw error;
      return [];
    }
  }

  /** A file that could not be read stays for a person. */
  async #leave(segment: Segment): Promise<void> {
    this.#segments.splice(this.#segments.indexOf(segment), 1);
    this.bytes -= segment.bytes;
    if (segment.failures < MAX_READS) await this.#settings.files.unlink(segment.path).catch(() => undefined);
    const folder = dirname(segment.path);
    if (!this.#segments.some(({ path }) => dirname(path) === folder))
      await this.#settings.directory.release(folder).catch(() => undefined);
  }
}
