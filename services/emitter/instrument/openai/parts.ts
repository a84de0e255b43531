/** Content that may be a text or a list of parts: text, images, audio, files. */
import { isObject, jsonOf, saysNothing, stringOf } from './json.ts';

const JSON_TYPE = 'application/json';
const TEXT_PARTS: ReadonlySet<unknown> = new Set(['text', 'input_text', 'output_text']);

export interface Part {
  media_type?: string;
  content: string;
}

/** A text as it is; every other part as the JSON that was sent. None where there is no content. */
export function contentParts(content: unknown): Part[] {
  if (Array.isArray(content)) return content.map(partOf);
  if (typeof content === 'string') return [{ content }];
  return saysNothing(content) ? [] : [{ media_type: JSON_TYPE, content: jsonOf(content) }];
}

/** A text part with more to it than text and log probabilities is JSON, too. */
function partOf(part: unknown): Part {
  if (typeof part === 'string') return { content: part };
  const text = plainTextOf(part);
  return text === undefined ? { media_type: JSON_TYPE, content: jsonOf(part) } : { content: text };
}

function plainTextOf(part: unknown): string | undefined {
  if (!isObject(part) || !TEXT_PARTS.has(part['type']) || typeof part['text'] !== 'string') return undefined;
  const { type: _, text, logprobs: __, annotations, ...others } = part;
  return saysNothing(annotations) && Object.values(others).every(isPassingRemark) ? text : undefined;
}

/** Hints for the provider's caches do not make a text something else. */
function isPassingRemark(value: unknown): boolean {
  return saysNothing(value) || (isObject(value) && stringOf(value['type']) === 'ephemeral');
}
