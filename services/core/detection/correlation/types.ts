import type { Finding } from '../../events/types.ts';
import type { EventCard } from '../types.ts';
import type { Digest } from './digest-text.ts';

/** What a correlation says of itself: a rule's card, but it looks at events and not at a text. */
export type CorrelationCard = EventCard & {
  /** Where in the event that carries the finding. */
  path: string;
};

/** Ids and names as they may be stored: what a rule found something in is masked already. */
export interface Whereabouts {
  interaction_id: string;
  session_id: string | null;
  tenant: string;
  application: string;
  environment: string;
}

/** One phase of a tool call. Values, words and digests are hashes; no text is kept. */
export interface CallTrace {
  id: string;
  tool: string;
  /** The event that asked for it: its own id, of the other phases their parent's. */
  request: string | null;
  /** Of its endpoint, where that is a URL. */
  host: string | null;
  /** What is distinctive in its result, and in what it sends out. */
  result: Digest | null;
  sent: Digest | null;
  /** Keyed digests (match_digest) of sensitive values found in its result, and in what it sends out. */
  sensitive: readonly string[];
  carried: readonly string[];
  /** Hashes of the words of its arguments, for kinds that run code. */
  words: Int32Array | null;
  /** By itself, milliseconds; null when it does not say. */
  duration: number | null;
}

/** What matters of an event, whatever its kind. */
export interface Trace {
  event_id: string;
  /** The event's own time (`occurred_at`), microseconds. */
  time: number;
  where: Whereabouts;
  /** Bits of roles.ts: which part the event can play in which rule. */
  roles: number;
  actor: string | null;
  instance: string | null;
  sequence: number;
  /** Hash of what was asked; 0 where nothing was. */
  question: number;
  /** Of code-units.ts. */
  code: Int32Array | null;
  call: CallTrace | null;
}

/** Where the event's record stood. `timestamp` is the broker's, milliseconds. */
export interface Place {
  offset: number;
  timestamp: number;
}

/** The event that carries a finding. */
export interface Carrier {
  event_id: string;
  where: Whereabouts;
}

/** A finding about the event that carries it and those that led to it. */
export interface Correlated {
  finding: Finding;
  /** The event that carries the finding first, then what led to it as far as it was known when the finding became true. */
  about: string[];
  carrier: Carrier;
  /** The record that completed it: the last one that it took, where time did the rest. */
  place: Place;
  /** By the broker's clock, milliseconds. */
  foundAt: number;
}

export interface CorrelationOptions {
  /** Two events have to do with each other when their own times lie no further apart than this, milliseconds. */
  windowMs: number;
  /** How late an event may come and still count before something is called missing, milliseconds. */
  graceMs: number;
}
