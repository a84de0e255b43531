import { basename, join } from 'node:path';
import type { Files } from './files.ts';
import { isMissing, syncFolder } from './files.ts';
import { freeName, isGone, isSame, newTail, type Owner, ownedName, parseName, thisProcess } from './owner.ts';

const PRIVATE = 0o700;
const BEAT_MS = 20_000;
/** A folder whose owner did not touch it for so long may be taken over. */
const LEASE_MS = 60_000;

export interface DirectorySettings {
  files: Files;
  /** Of all emitters that may send each other's events. */
  path: string;
  now: () => number;
}

/**
 * One folder for each process, named after its owner and touched every 20 s. Folders of dead processes are taken over by renaming them, which
 * only one can do. An owner that was merely asleep for a minute loses its folder, too: it looks after every write whether the
 * file is still where it was, and writes anew if not.
 */
export class SpoolDirectory {
  readonly #settings: DirectorySettings;
  readonly #held = new Set<string>();
  /** Not held any more, though they still have this process's name: they could not be set free. */
  readonly #adrift = new Set<string>();
  #me: Promise<Owner> | null = null;
  #beat: NodeJS.Timeout | null = null;

  constructor(settings: DirectorySettings) {
    this.#settings = settings;
  }

  /** @throws whatever the file system does, as every method here */
  async open(): Promise<void> {
    await this.#settings.files.mkdir(this.#settings.path, { recursive: true, mode: PRIVATE });
  }

  /** The path of a new folder of this process; `synced`: one that survives a power failure. */
  async create(synced: boolean): Promise<string> {
    await this.open();
    const { files, path, now } = this.#settings;
    const folder = join(path, ownedName(await this.#owner(), newTail(now())));
    await files.mkdir(folder, { mode: PRIVATE });
    this.#hold(folder);
    try {
      if (synced) await syncFolder(files, path);
    } catch (error) {
      await this.release(folder).catch(() => undefined);
      throw error;
    }
    return folder;
  }

  /**
   * Takes over what dead processes left, the oldest first, and has `keep` see to each; one that it fails on is set free again.
   * @throws the first failure, once every folder had its turn
   */
  async adopt(keep: (folder: string) => Promise<void>): Promise<void> {
    const names = await this.#settings.files.readdir(this.#settings.path);
    const known = names.flatMap((name) => {
      const parsed = parseName(name);
      return parsed === null || this.#held.has(join(this.#settings.path, name)) ? [] : [{ name, ...parsed }];
    });
    const failures: unknown[] = [];
    for (const { name, owner, tail } of known.toSorted((a, b) => (a.tail < b.tail ? -1 : 1)))
      await this.#adoptOne(name, owner, tail, keep).catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  }

  /** Removes a folder that is empty; sets one that is not free for others. */
  async release(folder: string): Promise<void> {
    const { files, path } = this.#settings;
    this.#held.delete(folder);
    if (this.#held.size === 0 && this.#beat !== null) clearInterval(this.#beat);
    if (this.#held.size === 0) this.#beat = null;
    const tail = parseName(basename(folder))?.tail ?? '';
    this.#adrift.add(folder);
    await files.rmdir(folder).catch(() => files.rename(folder, join(path, freeName(tail))));
    this.#adrift.delete(folder);
  }

  async #adoptOne(
    name: string,
    owner: Owner | null,
    tail: string,
    keep: (folder: string) => Promise<void>,
  ): Promise<void> {
    const folder = (await this.#isLeft(name, owner)) ? await this.#take(name, tail) : null;
    if (folder === null) return;
    try {
      await keep(folder);
    } catch (error) {
      await this.release(folder).catch(() => undefined);
      throw error;
    }
  }

  /** Never one of another emitter of this process, however long nobody touched it: it lives, and would not notice. */
  async #isLeft(name: string, owner: Owner | null): Promise<boolean> {
    const { files, path, now } = this.#settings;
    if (owner === null) return true;
    const me = await this.#owner();
    if (isSame(owner, me)) return this.#adrift.has(join(path, name));
    if (await isGone(owner, me, files)) return true;
    try {
      return now() - (await files.stat(join(path, name))).mtimeMs > LEASE_MS;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  async #take(name: string, tail: string): Promise<string | null> {
    const { files, path } = this.#settings;
    const folder = join(path, ownedName(await this.#owner(), tail));
    this.#adrift.delete(folder);
    try {
      await files.rename(join(path, name), folder);
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
    this.#hold(folder);
    await this.#touch(folder);
    return folder;
  }

  #owner(): Promise<Owner> {
    this.#me ??= thisProcess(this.#settings.files);
    return this.#me;
  }

  #hold(folder: string): void {
    this.#held.add(folder);
    this.#beat ??= setInterval(() => {
      for (const held of this.#held) void this.#touch(held);
    }, BEAT_MS).unref();
  }

  /** A beat that fails is noticed where it counts: after the next write. */
  async #touch(folder: string): Promise<void> {
    const now = new Date(this.#settings.now());
    await this.#settings.files.utimes(folder, now, now).catch(() => undefined);
  }
}
