import type { Hold } from '../../core/events/types.ts';

/** Holds by what they are asked for with, so that nobody looks through those of all tenants; and those that may still wait. */
export class HoldIndex {
  readonly #byName = new Map<string, Map<string, Hold>>();
  readonly #open = new Map<string, Map<string, Hold>>();

  add(hold: Hold): void {
    for (const name of namesOf(hold)) put(this.#byName, name, hold);
    put(this.#open, hold.tenant, hold);
  }

  delete(hold: Hold): void {
    for (const name of namesOf(hold)) take(this.#byName, name, hold);
    take(this.#open, hold.tenant, hold);
  }

  /** Of a call, or of the event of its request. */
  named(tenant: string, id: string): Hold[] {
    return [...(this.#byName.get(nameOf(tenant, id))?.values() ?? [])];
  }

  /** Those of the tenant, or of all, that still wait, the oldest first. Others are not looked at again: what is settled stays so. */
  open(tenant: string | undefined, isSettled: (hold: Hold) => boolean): Hold[] {
    const tenants = tenant === undefined ? [...this.#open.keys()] : [tenant];
    const all = tenants.flatMap((one) => [...(this.#open.get(one)?.values() ?? [])]);
    const pending: Hold[] = [];
    for (const hold of all) {
      if (isSettled(hold)) take(this.#open, hold.tenant, hold);
      else pending.push(hold);
    }
    return pending.toSorted((one, other) => one.held_at - other.held_at);
  }
}

function namesOf({ tenant, call_id, requested_event_id }: Hold): string[] {
  return [nameOf(tenant, call_id), nameOf(tenant, requested_event_id)];
}

function nameOf(tenant: string, id: string): string {
  return JSON.stringify([tenant, id]);
}

function put(groups: Map<string, Map<string, Hold>>, name: string, hold: Hold): void {
  const group = groups.get(name) ?? new Map<string, Hold>();
  groups.set(name, group.set(hold.hold_id, hold));
}

function take(groups: Map<string, Map<string, Hold>>, name: string, { hold_id }: Hold): void {
  const group = groups.get(name);
  group?.delete(hold_id);
  if (group?.size === 0) groups.delete(name);
}
