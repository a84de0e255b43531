/** An engine that follows its files: what is being scanned ends with the rules it began with, the next text has the new ones. */
import { statSync } from 'node:fs';
import type { Engine } from '../../core/detection/types.ts';
import { type DetectionFiles, loadEngine } from './load-engine.ts';

const LOOK_MS = 5000;

export interface ReloadReport {
  reloaded(rulesDigest: string): void;
  /** The files are wrong: the rules stay as they were. */
  refused(error: unknown): void;
}

/** @throws TriplineError CONFIG_INVALID when the files are wrong at the start */
export async function reloadingEngine(
  files: DetectionFiles,
  report: ReloadReport,
  everyMs = LOOK_MS,
): Promise<Engine> {
  const paths = Object.values(files).filter((path) => path !== undefined);
  // Looked at before they are read: what is written in between is seen the next time.
  let seen = stateOf(paths);
  let current = await loadEngine(files);
  if (paths.length === 0) return current;
  let isLoading = false;
  setInterval(() => void look(), everyMs).unref();
  return {
    get rules() {
      return current.rules;
    },
    get rulesDigest() {
      return current.rulesDigest;
    },
    scan: (text, context) => current.scan(text, context),
    stream: (context) => current.stream(context),
  };

  async function look(): Promise<void> {
    const state = stateOf(paths);
    if (isLoading || state === seen) return;
    isLoading = true;
    seen = state;
    try {
      current = await loadEngine(files);
      report.reloaded(current.rulesDigest);
    } catch (error) {
      report.refused(error);
    } finally {
      isLoading = false;
    }
  }
}

/** What tells that a file is another, or may be read by now. Never throws: why one cannot be looked at is a state as well, which reading then reports. */
function stateOf(paths: readonly string[]): string {
  return paths.map(stateOfOne).join();
}

function stateOfOne(path: string): string {
  try {
    const { ino, mtimeMs, ctimeMs, size } = statSync(path);
    return `${ino}:${mtimeMs}:${ctimeMs}:${size}`;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown';
  }
}
