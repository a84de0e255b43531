import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { diskFiles, type Files } from '../../../../services/emitter/spool/files.ts';

/** A directory of the test's own, gone with it. */
export function temporary(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'tripline-spool-'));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

export function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** Real files, but for what is told to fail. */
export interface Faults {
  files: Files;
  /** Errors to be thrown by calls of that name, until cleared. */
  fail(name: keyof Files, code: string): void;
  /** Every further write to a file writes so many bytes and then fails. */
  failWrites(code: string, after?: number): void;
  heal(): void;
}

export function faulty(): Faults {
  const failing = new Map<keyof Files, string>();
  let writes: { code: string; after: number } | null = null;
  const files = Object.fromEntries(
    (Object.keys(diskFiles) as (keyof Files)[]).map((name) => [name, calling(name)]),
  ) as unknown as Files;

  function calling(name: keyof Files) {
    return async (...args: unknown[]) => {
      const code = failing.get(name);
      if (code !== undefined) throw failure(code);
      const result: unknown = await (diskFiles[name] as (...args: unknown[]) => Promise<unknown>)(...args);
      return name === 'open' ? failingFile(result as Awaited<ReturnType<Files['open']>>) : result;
    };
  }

  function failingFile(file: Awaited<ReturnType<Files['open']>>) {
    const append = file.appendFile.bind(file);
    file.appendFile = async (data, options) => {
      if (writes === null) return append(data, options);
      await append((data as Buffer).subarray(0, writes.after));
      throw failure(writes.code);
    };
    return file;
  }

  return {
    files,
    fail: (name, code) => void failing.set(name, code),
    failWrites: (code, after = 0) => {
      writes = { code, after };
    },
    heal: () => {
      failing.clear();
      writes = null;
    },
  };
}
