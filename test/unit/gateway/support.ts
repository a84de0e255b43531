/** A gateway on the in-memory twin, with keys; asked through fastify's inject. */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { InjectOptions } from 'fastify';
import { defaultEngine } from '../../../services/core/detection/default-engine.ts';
import { decodeEvent } from '../../../services/core/events/codec.ts';
import type { ApiKey, TriplineEvent } from '../../../services/core/events/types.ts';
import { apiKeyOf, formatApiKey, hashSecret, SCOPES } from '../../../services/core/policy/api-key.ts';
import { build, type GatewayDeps } from '../../../services/gateway/app.ts';
import { openApiDocument } from '../../../services/gateway/openapi.ts';
import { Problem } from '../../../services/gateway/problem.ts';
import type { Route } from '../../../services/gateway/route.ts';
import { createMemoryKafka } from '../../../services/platform/kafka/memory.ts';
import { topicNames, topicSpecs } from '../../../services/platform/kafka/topics.ts';
import { createLogger } from '../../../services/platform/log/logger.ts';
import { createRegistry } from '../../../services/platform/metrics/pipeline.ts';
import { anApiKey } from '../../support/control-records.ts';

const engine = defaultEngine();
let documented: Record<string, unknown> = {};

/** SHELL is denied, refunds are held, the rest may run. */
export const POLICY = `version: 1
default: allow
on_failure: allow
hold: 5m
rules:
  - id: no-shell
    description: No shell.
    reason: No shell here.
    when: { kind: SHELL }
    effect: deny
    examples: [{ expect: deny, tool: sh, kind: SHELL }]
  - id: refunds
    description: Refunds.
    reason: A person looks at refunds.
    when: { tool: refund }
    effect: hold
    examples: [{ expect: hold, tool: refund, kind: FUNCTION }]
  - id: admins-only
    description: The ledger.
    reason: For admins.
    when: { tool: ledger }
    unless: { role: admin }
    effect: deny
    examples: [{ expect: deny, tool: ledger, kind: FUNCTION }]
  - id: tainted
    description: What a tool gave is not sent on.
    reason: It was seen in a result.
    when: { taint: ANY, outward: true }
    effect: deny
    examples:
      - expect: deny
        tool: post
        kind: HTTP
        endpoint: https://example.com
        arguments: '{"body":"ORDER-7731-ALPHA-KESTREL"}'
        after: [{ tool: read, kind: FUNCTION, result: 'ORDER-7731-ALPHA-KESTREL' }]
`;

export interface Answer {
  status: number;
  headers: Record<string, unknown>;
  body: Record<string, unknown>;
}

export async function gatewayOn(t: TestContext, changes: Partial<GatewayDeps> = {}) {
  const kafka = createMemoryKafka();
  const topics = topicNames();
  await (await kafka.admin()).createTopics(topicSpecs());
  const app = build({
    kafka,
    topicPrefix: '',
    engine,
    policy: { text: POLICY },
    registry: createRegistry(),
    logger: createLogger('gateway', 'fatal'),
    host: '127.0.0.1',
    port: 0,
    bodyBytes: 16 * 1024 * 1024,
    memoryBytes: 128 * 1024 * 1024,
    writeTimeoutMs: 500,
    ...changes,
  });
  await app.start();
  t.after(() => app.stop());
  documented = openApiDocument(app.routes)['paths'] as typeof documented;
  let made = 0;

  return { app, kafka, newKey, ask, post, events };

  /** The key's text, once it counts. */
  async function newKey(record: Partial<ApiKey> = {}): Promise<string> {
    const parts = apiKeyOf(Buffer.alloc(8, ++made), Buffer.alloc(32, made));
    const defaults = { scopes: [...SCOPES], rate_per_second: 10_000, name: 'test' };
    await app.control.put(
      anApiKey({ ...defaults, ...record, key_id: parts.key_id, secret_hash: hashSecret(parts.secret) }),
    );
    return formatApiKey(parts);
  }

  async function ask(key: string | null, options: InjectOptions): Promise<Answer> {
    const authorization = key === null ? {} : { authorization: `Bearer ${key}` };
    const answer = await app.server.inject({ ...options, headers: { ...authorization, ...options.headers } });
    const body = answer.json() as Record<string, unknown>;
    assertDocumented(app.routes, options, answer.statusCode, body);
    return { status: answer.statusCode, headers: answer.headers, body };
  }

  function post(key: string | null, url: string, json: unknown): Promise<Answer> {
    const payload = typeof json === 'string' ? json : JSON.stringify(json);
    return ask(key, { method: 'POST', url, payload, headers: { 'content-type': 'application/json' } });
  }

  async function events(): Promise<TriplineEvent[]> {
    const found: TriplineEvent[] = [];
    for await (const { value } of kafka.read(topics.events)) found.push(decodeEvent(value));
    return found;
  }
}

/** Whatever a test asks: the answer is one that the OpenAPI document tells of. */
function assertDocumented(
  routes: readonly Route[],
  { method = 'GET', url = '' }: InjectOptions,
  status: number,
  body: unknown,
): void {
  const [path = ''] = (typeof url === 'string' ? url : '').split('?');
  const route = routes.find((one) => one.method === method && matches(one.path, path));
  if (status === 200) route?.answer.parse(body);
  else assert.equal(Problem.parse(body).status, status);
  if (route !== undefined)
    assert.ok(Object.hasOwn(operationOf(route).responses, status), `${path}: ${status}`);
}

function matches(template: string, path: string): boolean {
  const [wanted, given] = [template.split('/'), path.split('/')];
  return (
    wanted.length === given.length && wanted.every((part, at) => part.startsWith('{') || part === given[at])
  );
}

function operationOf({ method, path }: Route): { responses: object } {
  const operations = documented[path] as Record<string, { responses: object }>;
  return operations[method.toLowerCase()] as { responses: object };
}

export function prompt(content = 'hello', origin: object = {}): Record<string, unknown> {
  return {
    type: 'prompt',
    origin: { application: 'shop', ...origin },
    model: { name: 'm' },
    messages: [{ role: 'user', content }],
  };
}
