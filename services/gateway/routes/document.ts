/** GET /v1/openapi.json: what is served, itself included. */
import { z } from 'zod';
import { openApiDocument } from '../openapi.ts';
import type { Route } from '../route.ts';

/** `others`: every route but this one. */
export function documentRoute(others: readonly Route[]): Route {
  const route: Route = {
    method: 'GET',
    path: '/v1/openapi.json',
    id: 'getOpenApi',
    summary: 'This document.',
    scope: null,
    answer: z.looseObject({ openapi: z.string() }),
    problems: [],
    handle: async () => document,
  };
  const document = openApiDocument([...others, route]);
  return route;
}
