/** The gateway: events and questions of the gate over HTTP → llm.events. */
import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import { v7 as uuidv7 } from 'uuid';
import type { Engine } from '../core/detection/types.ts';
import { TenantBudget } from '../core/policy/tenant-budget.ts';
import { createPolicy } from '../emitter/index.ts';
import { type ControlLog, createControlLog } from '../platform/control/control-log.ts';
import { listen } from '../platform/http/listen.ts';
import { OutageLog } from '../platform/kafka/outage-log.ts';
import type { Kafka } from '../platform/kafka/port.ts';
import { topicNames } from '../platform/kafka/topics.ts';
import type { App } from '../platform/lifecycle/run-process.ts';
import type { Logger } from '../platform/log/logger.ts';
import { Calls } from './gate/calls.ts';
import { Guards } from './gate/guards.ts';
import { HeldOutcomes } from './gate/held-outcomes.ts';
import { rememberer } from './gate/remember.ts';
import { gatewayMetrics } from './metrics.ts';
import { Publisher } from './publisher.ts';
import type { Route } from './route.ts';
import { approvalRoutes } from './routes/approvals.ts';
import { documentRoute } from './routes/document.ts';
import { eventsRoute } from './routes/events.ts';
import { feedbackRoute } from './routes/feedback.ts';
import { gateRoutes } from './routes/gate.ts';
import { createServer } from './server.ts';
import { TokenBuckets } from './token-buckets.ts';

const SETTINGS = { host: 'TRIPLINE_GATEWAY_HOST', port: 'TRIPLINE_GATEWAY_PORT' };

export interface GatewayDeps {
  kafka: Kafka;
  topicPrefix: string;
  engine: Engine;
  policy: { file: string; setting?: string } | { text: string };
  registry: Registry;
  logger: Logger;
  /** What it says of an outage; of its own where the client says nothing. */
  outages?: OutageLog;
  host: string;
  port: number;
  tls?: { cert: string; key: string };
  bodyBytes: number;
  memoryBytes: number;
  writeTimeoutMs: number;
  /** Milliseconds since the Unix epoch. */
  now?: () => number;
}

export interface GatewayApp extends App {
  readonly server: FastifyInstance;
  readonly control: ControlLog;
  readonly routes: readonly Route[];
}

/** Of the route ids; said before there are routes, because they count. */
export const ROUTE_IDS = [
  'postEvents',
  'postFeedback',
  'listApprovals',
  'answerApproval',
  'askGate',
  'getGate',
  'endGate',
  'getOpenApi',
];

/** @throws TriplineError CONFIG_INVALID with every problem of the policy */
export function build(deps: GatewayDeps): GatewayApp {
  const { kafka, logger, now = Date.now, writeTimeoutMs: timeoutMs, topicPrefix } = deps;
  const topics = topicNames(topicPrefix);
  const metrics = gatewayMetrics(deps.registry, ROUTE_IDS);
  const bodies = new TenantBudget(deps.memoryBytes / 2);
  const records = new TenantBudget(deps.memoryBytes / 2);
  const outages = deps.outages ?? new OutageLog(logger);
  const warn = (error: Error) => outages.fault(error);
  const back = () => outages.back();
  const control = createControlLog({
    kafka,
    topic: topics.control,
    writeTimeoutMs: timeoutMs,
    onError: warn,
    onCurrent: back,
  });
  const publisher = new Publisher({ kafka, topic: topics.events, budget: records, timeoutMs, onSent: back });
  const policy = createPolicy({ policy: deps.policy, engine: deps.engine, onError: warn });
  const guards = new Guards({
    publisher,
    control,
    policy,
    topicPrefix,
    kafka,
    deadlineMs: timeoutMs,
    onError: warn,
    now,
  });
  const newId = () => uuidv7();
  const filling = { newId, now };
  const own = [
    eventsRoute({ publisher, metrics, filling, onAccepted: rememberer(policy) }),
    feedbackRoute({ publisher, filling }),
    ...gateRoutes({
      guards,
      calls: new Calls(now),
      heldOutcomes: new HeldOutcomes(),
      policy,
      control,
      metrics,
      timeoutMs,
      now,
    }),
    ...approvalRoutes({ control, publisher, newId, now }),
  ];
  const routes = [...own, documentRoute(own)];
  const server = createServer({
    routes,
    control,
    buckets: new TokenBuckets(now),
    budget: bodies,
    bodyBytes: deps.bodyBytes,
    metrics,
    logger,
    ...(deps.tls !== undefined && { tls: deps.tls }),
  });
  let isListening = false;
  let stopped: Promise<void> | undefined;
  let gauges: NodeJS.Timeout | undefined;

  return {
    server,
    control,
    routes,
    start,
    stop: () => (stopped ??= shutDown()),
    failed: new Promise(() => undefined),
    isReady: () => isListening && stopped === undefined && control.isCurrent(),
    isLive: () => true,
  };

  async function start(): Promise<void> {
    await policy.ready;
    await control.start();
    const { host, port } = deps;
    const url = await listen(server, { host, port, settings: SETTINGS });
    isListening = true;
    gauges = setInterval(measure, 1000).unref();
    logger.info({ url }, 'takes requests');
  }

  /** First no more requests, then what those under way began. */
  async function shutDown(): Promise<void> {
    clearInterval(gauges);
    await server.close();
    await guards.close();
    policy.close();
    await publisher.close();
    await control.stop();
  }

  function measure(): void {
    metrics.setHoldsPending(control.pendingHolds(now()).length);
    metrics.setBytesUnderWay(bodies.used + records.used);
  }
}
