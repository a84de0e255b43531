import { TenantBudget } from '../../core/policy/tenant-budget.ts';
import type { ControlLog } from '../../platform/control/control-log.ts';
import type { VerdictDeps } from './verdict.ts';

/** Of all calls that wait in this process and share a control log; a tenant may have a quarter. */
export const MOST_HELD_BYTES = 128 * 1024 * 1024;
/** What a call takes beside its content: its record, receipts, promises and timer. */
const CALL_BYTES = 4096;
const OBJECT_BYTES = 64;
const VALUE_BYTES = 16;
/** Of what a record says of a call: fields, and theirs. */
const RECORD_LEVELS = 2;

const shared = new WeakMap<ControlLog, HeldBytes>();

/** One for all guards of a control log: a gateway has a guard for each application. */
export function heldBytesOf(control: ControlLog): HeldBytes {
  const known = shared.get(control) ?? new HeldBytes();
  shared.set(control, known);
  return known;
}

/** The memory of calls that wait for a person: they keep their arguments until they have run or expire. */
export class HeldBytes {
  readonly #budget = new TenantBudget(MOST_HELD_BYTES);
  readonly #holders = new Set<() => void>();

  /** `letGo` is called where there is no room: it gives back what need not be kept any more. Returns what ends that. */
  share(letGo: () => void): () => void {
    this.#holders.add(letGo);
    return () => this.#holders.delete(letGo);
  }

  /** What gives the bytes back; null where there is no room. */
  take(tenant: string, bytes: number): (() => void) | null {
    const taken = this.#budget.take(tenant, bytes);
    if (taken !== null) return taken;
    for (const letGo of this.#holders) letGo();
    return this.#budget.take(tenant, bytes);
  }
}

/** What a call keeps as long as it is held. */
export function heldSize({ record, snapshot }: Pick<VerdictDeps, 'record' | 'snapshot'>): number {
  const { value } = snapshot;
  // A text that was given stands in the record, too, and is the same one.
  return (
    CALL_BYTES +
    sizeOf(record.kept, RECORD_LEVELS) +
    (typeof value === 'string' ? 0 : sizeOf(value, Infinity))
  );
}

function sizeOf(value: unknown, levels: number): number {
  if (typeof value === 'string') return VALUE_BYTES + 2 * value.length;
  if (typeof value !== 'object' || value === null) return VALUE_BYTES;
  if (levels === 0) return OBJECT_BYTES;
  let bytes = OBJECT_BYTES;
  if (Array.isArray(value)) for (const item of value) bytes += sizeOf(item, levels - 1);
  else for (const [name, part] of Object.entries(value)) bytes += sizeOf(name, 0) + sizeOf(part, levels - 1);
  return bytes;
}
