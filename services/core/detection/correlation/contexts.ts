/** What many events of a session have in common, kept once: names, the person, the emitter. */
import { CELL_BYTES } from './cells.ts';
import type { Trace, Whereabouts } from './types.ts';

export interface Context {
  where: Omit<Whereabouts, 'interaction_id'>;
  actor: string | null;
  instance: string | null;
}
interface Entry {
  context: Context;
  /** Events that have it. */
  uses: number;
}

/** An object and its strings, beside their letters. */
const OVERHEAD_BYTES = 256;

export class Contexts {
  /** What they take. */
  cells = 0;
  readonly #entries: (Entry | undefined)[] = [];
  readonly #free: number[] = [];

  at(number: number): Context {
    return (this.#entries[number] as Entry).context;
  }

  /** One of `known`, or a new one, which is added there. */
  use(trace: Trace, known: number[]): number {
    for (const number of known) {
      const entry = this.#entries[number] as Entry;
      if (!isOf(entry.context, trace)) continue;
      entry.uses += 1;
      return number;
    }
    const number = this.#free.pop() ?? this.#entries.length;
    const { interaction_id: _, ...where } = trace.where;
    const context = { where, actor: trace.actor, instance: trace.instance };
    this.#entries[number] = { context, uses: 1 };
    this.cells += cellsOf(bytesOf(context));
    known.push(number);
    return number;
  }

  leave(number: number, known: number[]): void {
    const entry = this.#entries[number] as Entry;
    entry.uses -= 1;
    if (entry.uses > 0) return;
    this.cells -= cellsOf(bytesOf(entry.context));
    this.#entries[number] = undefined;
    this.#free.push(number);
    known.splice(known.indexOf(number), 1);
  }
}

export function cellsOf(bytes: number): number {
  return Math.ceil(bytes / CELL_BYTES);
}

function isOf({ where, actor, instance }: Context, trace: Trace): boolean {
  return (
    instance === trace.instance &&
    actor === trace.actor &&
    where.session_id === trace.where.session_id &&
    where.tenant === trace.where.tenant &&
    where.application === trace.where.application &&
    where.environment === trace.where.environment
  );
}

function bytesOf({ where, actor, instance }: Context): number {
  let letters = where.tenant.length + where.application.length + where.environment.length;
  for (const each of [where.session_id, actor, instance]) letters += each?.length ?? 0;
  return OVERHEAD_BYTES + 2 * letters;
}
