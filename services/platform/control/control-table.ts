import type { Approval, ControlRecord, Hold } from '../../core/events/types.ts';
import { answerTo } from './answer.ts';
import { idOf } from './control-key.ts';
import { HoldIndex } from './hold-index.ts';

/** Records by their Kafka key, and by type and id; of several under one id the first written stands for all. */
export class ControlTable {
  readonly #byKey = new Map<string, ControlRecord>();
  readonly #byType = new Map<ControlRecord['type'], Map<string, ControlRecord>>();
  readonly #keysOf = new Map<string, Set<string>>();
  #holds = new HoldIndex();

  get(type: ControlRecord['type'], id: string): ControlRecord | undefined {
    const [first] = this.#keysOf.get(nameOf(type, id)) ?? [];
    return first === undefined ? undefined : this.#byKey.get(first);
  }

  /** In the order they were first written in; with an id, those under it alone. */
  list(type: ControlRecord['type'], id?: string): ControlRecord[] {
    if (id === undefined) return [...(this.#byType.get(type)?.values() ?? [])];
    return this.keys(type, id).flatMap((key) => this.#byKey.get(key) ?? []);
  }

  /** The first written of a type. */
  oldest(type: ControlRecord['type'], count: number): ControlRecord[] {
    return [...(this.#byType.get(type)?.values().take(count) ?? [])];
  }

  holdsOf(tenant: string, id: string): Hold[] {
    return this.#holds.named(tenant, id);
  }

  pendingHolds(nowMs: number, tenant: string | undefined): Hold[] {
    const answers = { list: (_type: 'approval', id: string) => this.list('approval', id) as Approval[] };
    return this.#holds.open(
      tenant,
      (hold) => hold.expires_at <= nowMs * 1000 || answerTo(hold, answers) !== undefined,
    );
  }

  keys(type: ControlRecord['type'], id: string): string[] {
    return [...(this.#keysOf.get(nameOf(type, id)) ?? [])];
  }

  set(key: string, record: ControlRecord): void {
    const before = this.#byKey.get(key);
    if (before?.type === 'hold') this.#holds.delete(before);
    this.#byKey.set(key, record);
    if (record.type === 'hold') this.#holds.add(record);
    const ofType = this.#byType.get(record.type) ?? new Map<string, ControlRecord>();
    this.#byType.set(record.type, ofType.set(key, record));
    const name = nameOf(record.type, idOf(record));
    const keys = this.#keysOf.get(name);
    if (keys === undefined) this.#keysOf.set(name, new Set([key]));
    else keys.add(key);
  }

  /** What stood under the key, or null where nothing did. */
  delete(key: string): { type: ControlRecord['type']; id: string } | null {
    const record = this.#byKey.get(key);
    if (record === undefined) return null;
    this.#byKey.delete(key);
    if (record.type === 'hold') this.#holds.delete(record);
    const [type, id] = [record.type, idOf(record)];
    this.#byType.get(type)?.delete(key);
    const keys = this.#keysOf.get(nameOf(type, id));
    keys?.delete(key);
    if (keys?.size === 0) this.#keysOf.delete(nameOf(type, id));
    return { type, id };
  }

  clear(): void {
    this.#byKey.clear();
    this.#byType.clear();
    this.#keysOf.clear();
    this.#holds = new HoldIndex();
  }
}

function nameOf(type: string, id: string): string {
  return `${type}/${id}`;
}
