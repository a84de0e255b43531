/** What a tool gave or threw, as an event can hold it. */
import type { FailureInput, Text } from '../types.ts';

/** Text and bytes as they are, anything else as JSON; undefined where there is nothing to tell. May throw what the value's own code throws. */
export function resultText(result: unknown): Text | undefined {
  if (result === undefined || typeof result === 'string' || result instanceof Uint8Array) return result;
  return JSON.stringify(result);
}

/** Never throws, whatever was thrown. */
export function failureOf(error: unknown): FailureInput {
  try {
    if (error instanceof Error) {
      const { code } = error as { code?: unknown };
      const said = typeof code === 'string' || typeof code === 'number' ? { code: String(code) } : {};
      return { type: error.name, ...said, message: error.message };
    }
    if (isFailure(error)) return error;
    return { type: typeof error, message: typeof error === 'string' ? error : '' };
  } catch {
    return { type: 'unreadable' };
  }
}

function isFailure(error: unknown): error is FailureInput {
  return typeof error === 'object' && error !== null && typeof (error as FailureInput).type === 'string';
}
