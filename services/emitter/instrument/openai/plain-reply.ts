/** What every endpoint's answer may have, and an answer that is none of those it should be. */
import type { FailureInput, OutputInput } from '../../types.ts';
import type { Reply } from './dialect.ts';
import { isObject, jsonOf, objectOf, saysNothing, stringOf, textOf } from './json.ts';

/** Kept as it came: a text, or JSON; nothing where nothing came (204). */
export function plainReply(data: unknown): Reply {
  const { id, model, usage, error } = objectOf(data);
  const failure = providerError(error);
  const type = typeof data === 'string' ? 'text/plain' : 'application/json';
  return {
    id: stringOf(id),
    model: stringOf(model),
    choices: saysNothing(data) ? [] : [{ media_type: type, content: textOf(data) }],
    usage: usageOf(usage),
    error: failure,
    state: failure === undefined ? 'finished' : 'unfinished',
  };
}

/** Undefined where there is none. */
export function providerError(error: unknown): FailureInput | undefined {
  if (saysNothing(error)) return undefined;
  const { type, code, message } = objectOf(error);
  const plainCode = typeof code === 'string' || typeof code === 'number' ? String(code) : undefined;
  return {
    type: stringOf(type) ?? 'ProviderError',
    message: stringOf(message) ?? (isObject(error) ? jsonOf(error) : textOf(error)),
    ...(plainCode !== undefined && { code: plainCode }),
  };
}

/** Under the names of either API. */
export function usageOf(usage: unknown): OutputInput['usage'] {
  const { prompt_tokens, completion_tokens, input_tokens, output_tokens } = objectOf(usage);
  const given = {
    input_tokens: input_tokens ?? prompt_tokens,
    output_tokens: output_tokens ?? completion_tokens,
  };
  return isCount(given.input_tokens) && isCount(given.output_tokens)
    ? { input_tokens: given.input_tokens, output_tokens: given.output_tokens }
    : undefined;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
