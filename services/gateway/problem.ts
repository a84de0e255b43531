/** Errors as RFC 9457 has them: a stable code of docs/errors.md, and never content of the request. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { catalogue, type ErrorCode, isTriplineError, TriplineError } from '../core/errors.ts';

export const PROBLEM = 'application/problem+json';

export const Problem = z.strictObject({
  type: z.string().meta({ description: '`urn:tripline:error:` and the code.' }),
  title: z.string().meta({ description: 'What happened.' }),
  status: z.int(),
  code: z.string().meta({ description: 'A code of docs/errors.md.' }),
  detail: z.string().meta({ description: 'What is at fault, in names of fields: never content.' }),
  todo: z.string().meta({ description: 'What to do.' }),
  can_retry: z.boolean().meta({ description: 'Whether the same request can succeed later.' }),
  problems: z.array(z.string()).optional().meta({ description: 'Everything at fault, one by one.' }),
});
export type Problem = z.infer<typeof Problem>;

const STATUS: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  SCOPE_MISSING: 403,
  TENANT_FOREIGN: 403,
  IDENTITY_UNPROVED: 403,
  NOT_FOUND: 404,
  ROUTE_UNKNOWN: 404,
  GATE_UNKNOWN: 404,
  METHOD_UNKNOWN: 405,
  TOOL_DENIED: 409,
  ARGUMENTS_CHANGED: 409,
  HOLD_SETTLED: 409,
  OUTCOME_SETTLED: 409,
  RECORD_TOO_LARGE: 413,
  BODY_TOO_LARGE: 413,
  MEDIA_TYPE_UNKNOWN: 415,
  RATE_LIMITED: 429,
  OVERLOADED: 429,
  QUEUE_FULL: 429,
  GATEWAY_FAILED: 500,
  GUARD_FAILED: 500,
  EMITTER_CLOSED: 503,
  KAFKA_UNAVAILABLE: 503,
};
const RETRY_SECONDS = 1;

/** A request's own fault, with everything that is wrong with it. */
export class RequestInvalid extends TriplineError {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super('REQUEST_INVALID', `At fault: ${problems.join('; ')}.`);
    this.problems = problems;
  }
}

/** Too many requests; `waitMs` until the next one may come. */
export class RateLimited extends TriplineError {
  readonly waitMs: number;

  constructor(waitMs: number) {
    super('RATE_LIMITED');
    this.waitMs = waitMs;
  }
}

export function statusOf(code: ErrorCode): number {
  return STATUS[code] ?? 400;
}

export function problemOf(error: TriplineError): Problem {
  const { code, detail, canRetry } = error;
  const { what, todo } = catalogue[code];
  return {
    type: `urn:tripline:error:${code}`,
    title: what,
    status: statusOf(code),
    code,
    detail,
    todo,
    can_retry: canRetry,
    ...(error instanceof RequestInvalid && { problems: [...error.problems] }),
  };
}

export function sendProblem(reply: FastifyReply, error: TriplineError): FastifyReply {
  const problem = problemOf(error);
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer realm="tripline"');
  const seconds = retryAfter(error, problem.status);
  if (seconds !== null) reply.header('retry-after', String(seconds));
  return reply.code(problem.status).type(PROBLEM).send(JSON.stringify(problem));
}

function retryAfter(error: TriplineError, status: number): number | null {
  if (error instanceof RateLimited) return Math.min(3600, Math.max(1, Math.ceil(error.waitMs / 1000)));
  return status === 429 || status === 503 ? RETRY_SECONDS : null;
}

/** Never throws; what is none of ours is told as a fault of the gateway's, by its name alone. */
export function asTriplineError(error: unknown): TriplineError {
  if (isTriplineError(error)) return error;
  const { code, statusCode } = (error ?? {}) as { code?: unknown; statusCode?: unknown };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new TriplineError('BODY_TOO_LARGE');
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new TriplineError('MEDIA_TYPE_UNKNOWN');
  if (code === 'FST_ERR_BAD_URL' || code === 'FST_ERR_MAX_PARAM_LENGTH')
    return new TriplineError('ROUTE_UNKNOWN');
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500)
    return new RequestInvalid(['the request or its body cannot be read']);
  return new TriplineError('GATEWAY_FAILED', '', { cause: error });
}
