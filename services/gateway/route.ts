/** A route as data: what fastify serves and what /v1/openapi.json says come from the same object. */
import type { z } from 'zod';
import type { ApiKey } from '../core/events/types.ts';
import type { Scope } from '../core/policy/api-key.ts';

export interface Asked {
  key: ApiKey;
  params: Readonly<Record<string, string>>;
  query: unknown;
  /** Without its parameters; '' where there is no body. */
  mediaType: string;
  body: Buffer;
  /** Aborts when the caller hangs up, or the gateway stops. Made on first use. */
  hungUp: () => AbortSignal;
}

export interface Route {
  method: 'GET' | 'POST';
  /** As OpenAPI writes it: `/v1/gate/{id}`. */
  path: string;
  id: string;
  summary: string;
  /** What the summary has no room for. */
  description?: string;
  /** What the key must have; null: any key will do. */
  scope: Scope | null;
  query?: z.ZodObject;
  /** By media type. Present exactly where the route takes a body. */
  bodies?: Readonly<Record<string, z.ZodType | 'binary'>>;
  /** Body of the answer 200. */
  answer: z.ZodType;
  /** Statuses of problems that it has beside those that every route has. */
  problems: readonly number[];
  handle: (asked: Asked) => Promise<unknown>;
}
