/**
 * What is remembered of events, in cells: one of a fixed form for each, and a chain with what a call or an output must be known again by.
 * An event is named by where its first cell begins; a part of its id stands with its session (`tag`).
 */
import { Cells } from './cells.ts';
import { Chain } from './chain.ts';
import { type Context, Contexts } from './contexts.ts';
import { packId, unpackUuid } from './event-ids.ts';
import type { Carrier, Trace } from './types.ts';

/** In the first cell: the time takes two integers, the event's id three, the interaction's four. */
const CHAIN = 2;
const SEQUENCE = 3;
const SEEN = 4;
const EVENT = 5;
const INTERACTION = 8;
/** A question; of a call how long it took, milliseconds. */
const DETAIL = 12;
/** The number of the context, and the flags. */
const CONTEXT = 13;
const NUMBER = (1 << 27) - 1;
const HAS_CODE = 1 << 27;
const IS_CALL = 1 << 28;
/** Ids that are no UUIDs stand at the end of the chain. */
const EVENT_TEXT = 1 << 29;
const INTERACTION_TEXT = 1 << 30;

export class Records {
  readonly contexts = new Contexts();
  readonly #cells: Cells;
  readonly #id = new Int32Array(4);
  readonly #chains: readonly [Chain, Chain] = [new Chain(), new Chain()];
  /** What of which event the chains hold. */
  readonly #held: [number, number] = [0, 0];

  constructor(count: number) {
    this.#cells = new Cells(count);
  }

  /** Cells in use, and what takes as much beside them. */
  get used(): number {
    return this.#cells.used + this.contexts.cells;
  }

  /** Takes an id to be compared with; returns its tag. */
  look(event_id: string): number {
    packId(event_id, this.#id, 0);
    return this.#id[3] as number;
  }

  /** Whether the event is the one looked for, given that their tags are the same. */
  isLookedFor(at: number): boolean {
    const { ints } = this.#cells;
    const id = this.#id;
    return ints[at + EVENT] === id[0] && ints[at + EVENT + 1] === id[1] && ints[at + EVENT + 2] === id[2];
  }

  /** Of the event that was looked for last. `seen` is kept modulo 2^32. */
  write(trace: Trace, seen: number, context: number): number {
    const { ints, doubles } = this.#cells;
    const at = this.#cells.take();
    doubles[at / 2] = trace.time;
    ints[at + SEQUENCE] = trace.sequence;
    ints[at + SEEN] = seen;
    const isUuid = packId(trace.event_id, this.#id, 0);
    for (let lane = 0; lane < 3; lane += 1) ints[at + EVENT + lane] = this.#id[lane] as number;
    const isUuidToo = packId(trace.where.interaction_id, ints, at + INTERACTION);
    ints[at + DETAIL] = trace.call === null ? trace.question : (trace.call.duration ?? 0);
    ints[at + CONTEXT] =
      context |
      (trace.call === null ? 0 : IS_CALL) |
      (trace.code === null ? 0 : HAS_CODE) |
      (isUuid ? 0 : EVENT_TEXT) |
      (isUuidToo ? 0 : INTERACTION_TEXT);
    const [chain] = this.#chains;
    chain.length = 0;
    if (trace.call !== null) chain.addCall(trace.call);
    else if (trace.code !== null) chain.addInts(trace.code);
    this.#held[0] = chain.length === 0 ? 0 : at;
    if (!isUuid) chain.addText(trace.event_id);
    if (!isUuidToo) chain.addText(trace.where.interaction_id);
    ints[at + CHAIN] = chain.write(this.#cells);
    return at;
  }

  free(at: number): void {
    const { ints } = this.#cells;
    for (let next = ints[at + CHAIN] as number; next !== 0; ) {
      const cell = next;
      next = ints[cell] as number;
      this.#cells.give(cell);
    }
    this.#cells.give(at);
    if (this.#held[0] === at) this.#held[0] = 0;
    if (this.#held[1] === at) this.#held[1] = 0;
  }

  timeOf(at: number): number {
    return this.#cells.doubles[at / 2] as number;
  }

  /** The last time equal to it modulo 2^32 that is not after `clock`. */
  seenOf(at: number, clock: number): number {
    return clock - (((clock | 0) - (this.#cells.ints[at + SEEN] as number)) >>> 0);
  }

  /** Modulo 2^32. */
  sequenceOf(at: number): number {
    return this.#cells.ints[at + SEQUENCE] as number;
  }

  isFirst(at: number): boolean {
    return this.sequenceOf(at) >>> 0 < 2;
  }

  isSameInstance(one: number, other: number): boolean {
    const [number, second] = [this.contextNumber(one), this.contextNumber(other)];
    return number === second || this.contexts.at(number).instance === this.contexts.at(second).instance;
  }

  isSameRecord(at: number, { instance, sequence }: Trace): boolean {
    return this.sequenceOf(at) === (sequence | 0) && this.contextOf(at).instance === instance;
  }

  detailOf(at: number): number {
    return this.#cells.ints[at + DETAIL] as number;
  }

  contextNumber(at: number): number {
    return (this.#cells.ints[at + CONTEXT] as number) & NUMBER;
  }

  contextOf(at: number): Context {
    return this.contexts.at(this.contextNumber(at));
  }

  isCall(at: number): boolean {
    return ((this.#cells.ints[at + CONTEXT] as number) & IS_CALL) !== 0;
  }

  /** Of a call or an output with code. Good until the next one is asked for on that side. */
  chainOf(at: number, side: 0 | 1): Chain {
    const chain = this.#chains[side];
    if (this.#held[side] === at) return chain;
    chain.read(this.#cells, this.#cells.ints[at + CHAIN] as number, this.isCall(at));
    this.#held[side] = at;
    return chain;
  }

  /** Of a call: a hash of the event that asked for it; 0 where none is said to. */
  requestOf(at: number): number {
    return this.chainOf(at, 1).request;
  }

  /** Negative, 0 or positive: by the ids without their tags. */
  compareIds(one: number, other: number): number {
    const { ints } = this.#cells;
    for (let lane = EVENT; lane < INTERACTION; lane += 1) {
      const difference = ((ints[one + lane] as number) >>> 0) - ((ints[other + lane] as number) >>> 0);
      if (difference !== 0) return difference;
    }
    return 0;
  }

  carrierOf(at: number, tag: number): Carrier {
    const { ints } = this.#cells;
    const flags = ints[at + CONTEXT] as number;
    let interaction_id = '';
    if ((flags & INTERACTION_TEXT) === 0) interaction_id = unpackUuid(ints, at + INTERACTION);
    else {
      const chain = this.chainOf(at, 1);
      let from = this.#textsIn(at, chain);
      if ((flags & EVENT_TEXT) !== 0) from += 1 + (chain.ints[from] as number);
      interaction_id = chain.textAt(from);
    }
    return { event_id: this.eventId(at, tag), where: { interaction_id, ...this.contextOf(at).where } };
  }

  eventId(at: number, tag: number): string {
    const { ints } = this.#cells;
    if (((ints[at + CONTEXT] as number) & EVENT_TEXT) !== 0) {
      const chain = this.chainOf(at, 1);
      return chain.textAt(this.#textsIn(at, chain));
    }
    this.#id.set(ints.subarray(at + EVENT, at + INTERACTION));
    this.#id[3] = tag;
    return unpackUuid(this.#id, 0);
  }

  #textsIn(at: number, chain: Chain): number {
    if (this.isCall(at)) return chain.words.to;
    return ((this.#cells.ints[at + CONTEXT] as number) & HAS_CODE) !== 0 ? 1 + (chain.ints[0] as number) : 0;
  }
}
