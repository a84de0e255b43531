/** fastify around the routes: who asks and how often is settled before a body is read, errors are problems. */
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { TriplineError } from '../core/errors.ts';
import type { ApiKey } from '../core/events/types.ts';
import type { Charge, TenantBudget } from '../core/policy/tenant-budget.ts';
import type { ControlLog } from '../platform/control/control-log.ts';
import type { Logger } from '../platform/log/logger.ts';
import { safeError } from '../platform/log/logger.ts';
import { authenticate, authorize } from './authenticate.ts';
import { charged } from './charged.ts';
import type { GatewayMetrics } from './metrics.ts';
import { asTriplineError, PROBLEM, problemOf, RateLimited, RequestInvalid, sendProblem } from './problem.ts';
import type { Asked, Route } from './route.ts';
import type { TokenBuckets } from './token-buckets.ts';

export interface ServerDeps {
  routes: readonly Route[];
  control: ControlLog;
  buckets: TokenBuckets;
  /** Of bodies. */
  budget: TenantBudget;
  bodyBytes: number;
  metrics: GatewayMetrics;
  logger: Logger;
  tls?: { cert: string; key: string };
}

declare module 'fastify' {
  interface FastifyRequest {
    apiKey: ApiKey | null;
    charge: Charge | null;
  }
  interface FastifyContextConfig {
    route?: Route;
  }
}

const NO_BODY = Buffer.alloc(0);
/** A request that takes longer than this to arrive is no request. */
const ARRIVE_WITHIN_MS = 60_000;
const MOST_ID_LENGTH = 100;
const LONG_BYTES = 1024 * 1024;

export function createServer(deps: ServerDeps): FastifyInstance {
  const { routes, metrics, logger } = deps;
  const options = {
    bodyLimit: deps.bodyBytes,
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle' as const,
    requestTimeout: ARRIVE_WITHIN_MS,
    routerOptions: { maxParamLength: MOST_ID_LENGTH },
    return503OnClosing: false,
    frameworkErrors: (error: Error, _request: FastifyRequest, reply: FastifyReply) =>
      void sendProblem(reply, asTriplineError(error)),
    clientErrorHandler: refuseConnection,
  };
  const app: FastifyInstance =
    deps.tls === undefined ? fastify(options) : fastify({ ...options, https: deps.tls });
  const closing = new AbortController();
  app.decorateRequest('apiKey', null);
  app.decorateRequest('charge', null);
  // Who waits for a person is told to come again; what is being written ends first, and with it the connection.
  app.addHook('preClose', async () =>
    closing.abort(new TriplineError('KAFKA_UNAVAILABLE', '(the gateway stops)')),
  );
  app.addHook('onSend', async (_request, reply) => {
    if (closing.signal.aborted) reply.header('connection', 'close');
  });
  app.addHook('onRequest', async (request, reply) => {
    closing.signal.throwIfAborted();
    admit(deps, request, reply);
  });
  app.addHook('preParsing', async ({ charge }, _reply, payload) =>
    charge === null ? payload : charged(payload as Readable, charge),
  );
  app.addHook('onResponse', async (request, reply) => {
    metrics.answered(nameOf(request), reply.statusCode, reply.elapsedTime / 1000);
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.setErrorHandler((error, request, reply) => {
    const known = asTriplineError(error);
    if (known.code === 'GATEWAY_FAILED')
      logger.error({ route: nameOf(request), error: safeError(error) }, 'a request failed');
    if (request.body === undefined && isLong(request)) reply.header('connection', 'close');
    return sendProblem(reply, known);
  });
  app.setNotFoundHandler((request, reply) => {
    const allowed = methodsOf(routes, request.url);
    if (allowed.length === 0) return sendProblem(reply, new TriplineError('ROUTE_UNKNOWN'));
    return sendProblem(reply.header('allow', allowed.join(', ')), new TriplineError('METHOD_UNKNOWN'));
  });
  for (const route of routes) serve(app, route, closing.signal);
  return app;
}

function admit(deps: ServerDeps, request: FastifyRequest, reply: FastifyReply): void {
  const { control, buckets, budget } = deps;
  const key = authenticate(request.headers.authorization, control);
  const waitMs = buckets.take(key.key_id, key.rate_per_second);
  if (waitMs > 0) throw new RateLimited(waitMs);
  const { route } = request.routeOptions.config;
  if (route !== undefined) authorize(key, route.scope);
  request.apiKey = key;
  if (route?.bodies === undefined) return;
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity')
    throw new TriplineError('MEDIA_TYPE_UNKNOWN');
  request.charge = budget.open(key.tenant);
  reply.raw.once('close', request.charge.release);
}

function serve(app: FastifyInstance, route: Route, closing: AbortSignal): void {
  app.route({
    method: route.method,
    url: route.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    config: { route },
    handler: async (request, reply) => {
      const answer = await route.handle(askedOf(route, request, reply, closing));
      return reply.type('application/json').send(JSON.stringify(answer));
    },
  });
}

function askedOf(route: Route, request: FastifyRequest, reply: FastifyReply, closing: AbortSignal): Asked {
  if (request.apiKey === null) throw new TriplineError('UNAUTHENTICATED');
  const [mediaType = ''] = (request.headers['content-type'] ?? '').split(';', 1);
  const type = mediaType.trim().toLowerCase();
  if (route.bodies !== undefined && !Object.hasOwn(route.bodies, type))
    throw new TriplineError('MEDIA_TYPE_UNKNOWN');
  return {
    key: request.apiKey,
    params: request.params as Record<string, string>,
    query: request.query,
    mediaType: type,
    body: Buffer.isBuffer(request.body) ? request.body : NO_BODY,
    hungUp: () => AbortSignal.any([hangUpOf(reply), closing]),
  };
}

function hangUpOf(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  const abort = () => controller.abort(new RequestInvalid(['the caller hung up']));
  if (reply.raw.destroyed) abort();
  reply.raw.once('close', abort);
  return controller.signal;
}

/** Longer than is worth reading only to throw it away: the connection ends instead. */
function isLong({ headers }: FastifyRequest): boolean {
  const length = headers['content-length'];
  return length === undefined ? headers['transfer-encoding'] !== undefined : Number(length) > LONG_BYTES;
}

/** What HTTP itself could not make sense of: no request, and nobody to blame by name. */
function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const body = JSON.stringify(
    problemOf(new TriplineError('REQUEST_INVALID', 'At fault: it is not HTTP that can be read.')),
  );
  socket.end(
    `HTTP/1.1 400 Bad Request\r\ncontent-type: ${PROBLEM}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}

function nameOf(request: FastifyRequest): string {
  return request.routeOptions.config.route?.id ?? 'unknown';
}

function methodsOf(routes: readonly Route[], url: string): string[] {
  const [path = ''] = url.split('?', 1);
  return routes.filter((route) => patternOf(route).test(path)).map(({ method }) => method);
}

function patternOf({ path }: Route): RegExp {
  return new RegExp(`^${path.replaceAll('.', String.raw`\.`).replaceAll(/\{\w+\}/g, '[^/]+')}$`);
}
