import type { Outcome } from './schemas.ts';

/** What an outcome tells of the run, as an event has it. */
export function detailsOf({ result, status_code, response_cached, response_stored }: Outcome) {
  return {
    ...(result !== undefined && { result }),
    ...(status_code !== undefined && { status_code }),
    ...(response_cached !== undefined && { response_cached }),
    ...(response_stored !== undefined && { response_stored }),
  };
}

export function failureOf({ error }: Outcome) {
  const { type = 'unknown', code, message } = error ?? {};
  return { type, ...(code !== undefined && { code }), ...(message !== undefined && { message }) };
}
