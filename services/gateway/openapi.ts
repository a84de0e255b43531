/** The OpenAPI 3.1 document, from the routes themselves. */
import { z } from 'zod';
import { VERSION } from '../core/version.ts';
import { PROBLEM, Problem } from './problem.ts';
import type { Route } from './route.ts';

type Json = Record<string, unknown>;

const EVERYWHERE = [400, 401, 403, 429, 500];
const WITH_BODY = [413, 415];
const WORDS: Record<number, string> = {
  400: 'The request cannot be read or does not fit; every problem is listed.',
  401: 'No key, a wrong one or a revoked one.',
  403: 'The key may not do this, or not say this.',
  404: 'Nothing of this tenant is known under that id.',
  409: 'It was settled otherwise.',
  413: 'The body or an event is too large.',
  415: 'The body is of another media type, or compressed.',
  429: 'Too many requests of this key, or too many bytes of this tenant under way; Retry-After says when to come again.',
  500: "A fault of the gateway's own.",
  503: 'Kafka did not acknowledge in time.',
};

export function openApiDocument(routes: readonly Route[]): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const methods = (paths[route.path] ??= {});
    methods[route.method.toLowerCase()] = operationOf(route);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tripline gateway',
      version: VERSION,
      description:
        'Events and questions of the gate over HTTP. Answers of 2xx are given once Kafka has acknowledged.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'A key of `tripline apikey create`.' },
      },
      schemas: { Problem: schemaOf(Problem, 'output') },
    },
  };
}

function descriptionOf({ scope, description }: Route): string {
  const needs = scope === null ? 'Any key will do.' : `Needs the scope \`${scope}\`.`;
  return description === undefined ? needs : `${description} ${needs}`;
}

function operationOf(route: Route): Json {
  const statuses = [...EVERYWHERE, ...(route.bodies === undefined ? [] : WITH_BODY), ...route.problems];
  return {
    operationId: route.id,
    summary: route.summary,
    description: descriptionOf(route),
    'x-scope': route.scope,
    parameters: [...pathParameters(route), ...queryParameters(route)],
    ...(route.bodies !== undefined && {
      requestBody: { required: true, content: contentOf(route.bodies) },
    }),
    responses: {
      200: {
        description: 'Done.',
        content: { 'application/json': { schema: schemaOf(route.answer, 'output') } },
      },
      ...Object.fromEntries(statuses.map((status) => [status, problemAnswer(status)])),
    },
  };
}

function problemAnswer(status: number): Json {
  return {
    description: WORDS[status] ?? '',
    content: { [PROBLEM]: { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}

function pathParameters({ path }: Route): Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters({ query }: Route): Json[] {
  return Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    schema: schemaOf(schema as z.ZodType, 'input'),
  }));
}

function contentOf(bodies: NonNullable<Route['bodies']>): Json {
  return Object.fromEntries(
    Object.entries(bodies).map(([mediaType, schema]) => [
      mediaType,
      schema === 'binary' ? {} : { schema: schemaOf(schema, 'input') },
    ]),
  );
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return rest;
}
