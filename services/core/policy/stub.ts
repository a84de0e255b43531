/** What is left of an event whose text is not carried: who, when, where, how long, and a keyed digest. */

import type { Failure, Message, Origin, PromptEvent, TriplineEvent } from '../events/types.ts';
import { type HmacKey, hmacOfFrame } from '../evidence/hmac.ts';

const NOTHING = Buffer.alloc(0);
const TOO_LARGE: Failure = { type: 'RECORD_TOO_LARGE', code: null, message: NOTHING };

/** A prompt that was sampled away. Everything that may hold text goes: messages, parameters, tool definitions, attributes, the error's words. */
export function sampledStub(event: PromptEvent, key: HmacKey | null): PromptEvent {
  return {
    ...event,
    origin: { ...event.origin, attributes: [], capture: 'STUB' },
    messages: [],
    parameters: null,
    tools_offered: event.tools_offered.map(({ name }) => ({ name, definition: null })),
    error: event.error === null ? null : { ...event.error, message: NOTHING },
    content_length: contentLength(event.messages),
    content_digest: key === null ? null : contentDigest(event.messages, key),
  };
}

/**
 * The event that says that an event was refused for its size: same id, same place in the sequence. Tags and attributes may
 * be what was too large; its length stands in the attribute `tripline.encoded_length`.
 */
export function tooLargeStub(
  event: TriplineEvent,
  encodedLength: number,
  key: HmacKey | null,
): TriplineEvent {
  const attributes = [{ key: 'tripline.encoded_length', value: String(encodedLength) }];
  const origin: Origin = { ...event.origin, tags: [], attributes, capture: 'STUB' };
  switch (event.type) {
    case 'prompt':
      return { ...sampledStub(event, key), origin, tools_offered: [], error: TOO_LARGE };
    case 'output':
      return { ...event, origin, choices: [], error: TOO_LARGE };
    case 'tool':
      return {
        ...event,
        origin,
        arguments: NOTHING,
        result: null,
        error: TOO_LARGE,
        decision: bare(event.decision),
      };
    case 'feedback':
      return { ...event, origin, comment: null };
    case 'audit':
      return { ...event, origin, reason: null, about: [] };
  }
}

/** Bytes, all messages together. */
export function contentLength(messages: readonly Message[]): number {
  return messages.reduce((sum, { content }) => sum + content.length, 0);
}

/** HMAC-SHA256 (hex) over role and content of every message, framed. */
export function contentDigest(messages: readonly Message[], key: HmacKey): string {
  const parts = messages.flatMap(({ role, content }) => [role, content]);
  return hmacOfFrame(key, 'stub', ...parts).toString('hex');
}

function bare<T extends { reasons: string[] }>(decision: T | null): T | null {
  return decision === null ? null : { ...decision, reasons: [] };
}
