/** The templates of deploy/elasticsearch, under the index prefix, shards and replicas that the configuration names. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../config/package-root.ts';
import type { Elasticsearch } from './port.ts';

export interface TemplateOptions {
  /** Default `tripline`. */
  prefix: string;
  shards: number;
  replicas: number;
}
export type Templates = Parameters<Elasticsearch['installTemplates']>[0];
export const COPIES = ['raw', 'masked', 'findings'] as const;
export type Copy = (typeof COPIES)[number];

const COMPONENTS = ['common', 'event'] as const;

export function readTemplates(options: TemplateOptions): Templates {
  const name = (part: string) => `${options.prefix}-${part}`;
  const read = (file: string) => readTemplate(file, options);
  return {
    components: Object.fromEntries(COMPONENTS.map((part) => [name(part), read(`component-${part}`)])),
    indices: Object.fromEntries(COPIES.map((part) => [name(part), read(`index-${part}`)])),
  };
}

const DAY_MS = 86_400_000;
let lastDay = { number: Number.NaN, text: '' };

/** Daily index of a copy: by the event id's own time, UTC. */
export function dailyIndex(prefix: string, copy: Copy, timeMs: number): string {
  return `${prefix}-${copy}-${dayOf(timeMs)}`;
}

/** Most events are of the same day as the one before. */
function dayOf(timeMs: number): string {
  const number = Math.floor(timeMs / DAY_MS);
  if (number !== lastDay.number)
    lastDay = { number, text: new Date(timeMs).toISOString().slice(0, 10).replaceAll('-', '.') };
  return lastDay.text;
}

function readTemplate(file: string, options: TemplateOptions): object {
  const text = readFileSync(join(packageRoot(), 'deploy', 'elasticsearch', `${file}.json`), 'utf8');
  const body = JSON.parse(text.replaceAll('"tripline-', `"${options.prefix}-`)) as {
    template: { settings?: Record<string, unknown> };
  };
  const { settings } = body.template;
  if (settings !== undefined && 'number_of_shards' in settings) {
    Object.assign(settings, { number_of_shards: options.shards, number_of_replicas: options.replicas });
  }
  return body;
}
