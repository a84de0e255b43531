/** What the SDK throws, as it stands on record. */
import type { FailureInput } from '../../types.ts';
import { isObject, objectOf, stringOf } from './json.ts';

export interface Thrown {
  failure: FailureInput;
  attributes: Record<string, string>;
  /** The caller's own doing. */
  aborted: boolean;
}

/** `secret`: the API key, which some servers repeat in their answer to a wrong one. */
export function thrown(error: unknown, secret: unknown): Thrown {
  const { name, message, status, code, type, cause } = fieldsOf(error);
  const kind = kindOf(error) ?? stringOf(name) ?? typeof error;
  const answered = typeof status === 'number' ? String(status) : undefined;
  const reason = answered ?? stringOf(code) ?? stringOf(objectOf(cause)['code']);
  return {
    failure: {
      type: kind,
      message: without(secret, stringOf(message) ?? (typeof error === 'string' ? error : '')),
      ...(reason !== undefined && { code: reason }),
    },
    attributes: {
      ...(stringOf(code) !== undefined && { 'openai.error_code': String(code) }),
      ...(stringOf(type) !== undefined && { 'openai.error_type': String(type) }),
    },
    aborted: kind === 'APIUserAbortError' || name === 'AbortError',
  };
}

/** An error's own fields and those of its prototype. */
function fieldsOf(error: unknown): Record<string, unknown> {
  if (!isObject(error)) return {};
  const { name, message, status, code, type, cause } = error;
  return { name, message, status, code, type, cause };
}

function kindOf(error: unknown): string | undefined {
  return error instanceof Error ? stringOf(error.constructor.name) : undefined;
}

function without(secret: unknown, text: string): string {
  return typeof secret === 'string' && secret !== '' ? text.replaceAll(secret, '[withheld]') : text;
}
