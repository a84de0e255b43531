/**
 * The events of a session in the order in which they came, five integers each: where its record stands, the tag of its id, the roles that
 * it plays, the system that it called, the rules that it carries findings of.
 */
export const STRIDE = 5;
export const TAG = 1;
export const ROLES = 2;
export const SYSTEM = 3;
export const FIRED = 4;

const FIRST_ROOM = 4;
const GROWTH = 1.25;
const NONE = new Int32Array(0);

export class EventList {
  ints = new Int32Array(FIRST_ROOM * STRIDE);
  /** Where the first and the newest event begin, and where the next one will. */
  first = 0;
  newest = -STRIDE;
  end = 0;
  /** How many events came before the first. */
  dropped = 0;

  get size(): number {
    return (this.end - this.first) / STRIDE;
  }

  add(record: number, tag: number, roles: number, system: number): void {
    if (this.end === this.ints.length) this.#makeRoom();
    this.ints[this.end] = record;
    this.ints[this.end + TAG] = tag;
    this.ints[this.end + ROLES] = roles;
    this.ints[this.end + SYSTEM] = system;
    this.ints[this.end + FIRED] = 0;
    this.newest = this.end;
    this.end += STRIDE;
  }

  dropFirst(): void {
    this.first += STRIDE;
    this.dropped += 1;
  }

  /** Gives back its room, for good. */
  close(): void {
    this.ints = NONE;
    this.first = 0;
    this.end = 0;
  }

  /** Of an event among all that ever came. */
  numberAt(at: number): number {
    return this.dropped + (at - this.first) / STRIDE;
  }

  /** Where the event of the number is; -1 when it is gone. */
  placeOf(number: number): number {
    const at = this.first + (number - this.dropped) * STRIDE;
    return at >= this.first && at < this.end ? at : -1;
  }

  rolesOfAll(): number {
    let roles = 0;
    for (let at = this.first; at < this.end; at += STRIDE) roles |= this.ints[at + ROLES] as number;
    return roles;
  }

  #makeRoom(): void {
    const live = this.ints.subarray(this.first, this.end);
    if (this.first * 4 < this.end) this.ints = new Int32Array(Math.ceil(this.size * GROWTH + 1) * STRIDE);
    this.ints.set(live);
    this.end -= this.first;
    this.first = 0;
  }
}
