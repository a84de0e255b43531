/** The content of the masked document. */
import type { Entry, TriplineEvent } from '../core/events/types.ts';
import { type HmacKey, hmacKey, hmacOfFrame } from '../core/evidence/hmac.ts';
import { maskToken } from '../core/evidence/tokens.ts';
import type { Keyring } from '../core/evidence/types.ts';
import type { MaskedEvent } from './mask-event.ts';
import { type Fields, pick } from './metadata.ts';

/** A longer question is found by its text and its digest. */
const MAX_QUESTION = 1024;
/** A key of a flattened field shares a Lucene term (32,766 bytes) with its value, and must not hold a NUL. */
const MAX_KEY = 256;
const HEX = /^[0-9a-f]{1,128}$/;
const CONTENT = [
  'messages',
  'parameters',
  'tools_offered',
  'content_length',
  'choices',
  'usage',
  'arguments',
];
const MORE_CONTENT = ['result', 'response_cached', 'response_stored', 'error', 'comment', 'reason', 'tool'];

export function maskedBody(event: TriplineEvent, masked: MaskedEvent, keyring: Keyring): Fields {
  const { document, tokenKey } = masked;
  const { tags, attributes } = document.origin as { tags: Entry[]; attributes: Entry[] };
  return {
    ...pick(document, CONTENT),
    ...pick(document, MORE_CONTENT),
    ...digests(document, tokenKey),
    ...question(event, document, keyring),
    tags: flattened(tags, tokenKey),
    attributes: flattened(attributes, tokenKey),
  };
}

/**
 * The digest of arguments is no secret where the arguments are not: here, where they are masked, it would let anybody who guesses a
 * value check the guess, so it is keyed once more. A stub's digest is keyed by the emitter; what is no digest is not shown.
 */
function digests(document: Fields, key: HmacKey): Fields {
  const { arguments_digest, content_digest } = document;
  return {
    ...(typeof arguments_digest === 'string' && {
      arguments_digest: hmacOfFrame(key, 'arguments', arguments_digest).toString('hex', 0, 16),
    }),
    ...(typeof content_digest === 'string' && {
      content_digest: HEX.test(content_digest) ? content_digest : maskToken(key, 'DIGEST', content_digest),
    }),
  };
}

/** The last message of the user, masked; its digest tells repeats. */
function question(event: TriplineEvent, document: Fields, keyring: Keyring): Fields {
  if (event.type !== 'prompt') return {};
  const messages = document['messages'] as { role: string; content: string }[];
  const text = messages.findLast((message) => message.role === 'user')?.content;
  if (text === undefined) return {};
  const digest = hmacOfFrame(hmacKey(keyring.derive('digests', event.origin.tenant)), 'question', text);
  return {
    ...(text.length <= MAX_QUESTION && { question: text }),
    question_digest: digest.toString('hex', 0, 16),
  };
}

/** Without a prototype, so that `__proto__` is a key like any other; a key that comes twice keeps both values. */
function flattened(entries: readonly Entry[], key: HmacKey): Fields {
  const fields = Object.create(null) as Record<string, string | string[]>;
  for (const entry of entries) {
    const name = safeKey(entry.key, key);
    const known = fields[name];
    fields[name] = known === undefined ? entry.value : [known, entry.value].flat();
  }
  return fields;
}

function safeKey(name: string, key: HmacKey): string {
  return name.length > MAX_KEY || name.includes('\0') ? maskToken(key, 'KEY', name) : name;
}
