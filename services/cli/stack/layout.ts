import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { StackOptions } from './options.ts';

export const SERVER_NAMES = ['kafka', 'elasticsearch'] as const;
export type ServerName = (typeof SERVER_NAMES)[number];

/** Where a stack keeps what: everything of its own under `home`, the jars shared by all stacks of one folder. */
export interface Layout {
  base: string;
  home: string;
  jars: string;
  logs: string;
  state: string;
  lock: string;
  /** The default stack's key lies where TRIPLINE_KEY_FILE looks by default, and outlives a reset. */
  keyFile: string;
}

export function layoutOf(options: Pick<StackOptions, 'dir' | 'name'>): Layout {
  const base = resolve(options.dir);
  const home = join(base, 'stacks', options.name);
  return {
    base,
    home,
    jars: join(base, 'jars'),
    logs: join(home, 'logs'),
    state: join(home, 'stack.json'),
    lock: join(base, 'stacks', `.${options.name}.lock`),
    keyFile: join(options.name === 'default' ? base : home, 'keys.json'),
  };
}

/**
 * The mark on a server's command line. The process table is asked for it, so that no pid file can grow stale and no
 * recycled pid is mistaken for ours.
 */
export function markOf(layout: Layout, server: ServerName): string {
  return `-Dtripline.server=${server}-${digestOf(layout)}`;
}

export function digestOf(layout: Layout): string {
  return createHash('sha256').update(layout.home).digest('hex').slice(0, 16);
}

export function logOf(layout: Layout, server: ServerName): string {
  return join(layout.logs, `${server}.log`);
}
