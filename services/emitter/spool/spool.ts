import { join } from 'node:path';
import type { TriplineError } from '../../core/errors.ts';
import type { OutgoingRecord } from '../../platform/kafka/port.ts';
import { asSpoolError, type Files } from './files.ts';
import { Inheritance } from './inheritance.ts';
import { type Fsync, Outbox } from './outbox.ts';
import { RefusedFiles } from './refused-files.ts';
import { SpoolDirectory } from './spool-directory.ts';
import { SpoolKey, scopeOf } from './spool-key.ts';

const LOOK_EVERY_MS = 60_000;
/** Of the spool's size: what was refused for good may have so much beside it. */
const REFUSED_SHARE = 1 / 4;

export interface SpoolSettings {
  directory: string;
  maxBytes: number;
  fsync: Fsync;
  /** 32 bytes; null leaves files in clear. */
  key: Uint8Array | null;
  /** Where the events go, and whose they are: emitters with the same send each other's. */
  destination: readonly string[];
  files: Files;
  now: () => number;
  onError: (error: TriplineError) => void;
}

/** The files of one emitter: what it wrote itself, and what it took over. */
export class Spool {
  readonly maxBytes: number;
  readonly outbox: Outbox;
  readonly inheritance: Inheritance;
  readonly refused: RefusedFiles;
  readonly #settings: SpoolSettings;
  readonly #directory: SpoolDirectory;
  #looks: NodeJS.Timeout | null = null;
  #looking: Promise<void> = Promise.resolve();
  #failing = false;
  /** Failures of the file system. */
  errors = 0;

  constructor(settings: SpoolSettings) {
    const { files, directory, destination, key, fsync, now, maxBytes, onError } = settings;
    this.#settings = settings;
    this.maxBytes = maxBytes;
    const spoolKey = key === null ? null : new SpoolKey(key);
    const scope = scopeOf([...destination, spoolKey?.id.toString('hex') ?? 'clear']);
    const path = join(directory, scope);
    this.#directory = new SpoolDirectory({ files, path, now });
    this.outbox = new Outbox({ files, directory: this.#directory, key: spoolKey, fsync });
    this.inheritance = new Inheritance({ files, directory: this.#directory, key: spoolKey, onError });
    this.refused = new RefusedFiles({ files, path, key: spoolKey, maxBytes: maxBytes * REFUSED_SHARE, now });
  }

  get bytes(): number {
    return this.outbox.bytes + this.inheritance.bytes;
  }

  get corrupted(): number {
    return this.outbox.corrupted + this.inheritance.corrupted;
  }

  /** Looks for what dead processes left, now and every minute; `onFound` when there is something. */
  start(onFound: () => void): void {
    const look = () => {
      this.#looking = this.#adopt(onFound);
    };
    look();
    this.#looks = setInterval(look, LOOK_EVERY_MS).unref();
  }

  async stop(): Promise<void> {
    if (this.#looks !== null) clearInterval(this.#looks);
    await this.#looking;
    await this.outbox.close().catch((error: unknown) => this.failed(error));
    await this.inheritance.close();
    await this.refused.close().catch((error: unknown) => this.failed(error));
  }

  /** What was refused for good; where the disk does not take it, it is lost. Never rejects. */
  async setAside(records: readonly OutgoingRecord[]): Promise<void> {
    try {
      await this.refused.keep(records);
    } catch (error) {
      this.failed(error);
    }
  }

  /** Told once, and again only after something worked. */
  failed(error: unknown): void {
    this.errors++;
    if (!this.#failing) this.#settings.onError(asSpoolError(error));
    this.#failing = true;
  }

  worked(): void {
    this.#failing = false;
  }

  /** A directory that cannot be used is told at once, and not only when Kafka is away. */
  async #adopt(onFound: () => void): Promise<void> {
    try {
      await this.#directory.open();
      await this.inheritance.adopt();
    } catch (error) {
      this.failed(error);
    }
    if (!this.inheritance.isEmpty) onFound();
  }
}
