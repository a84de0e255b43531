/** What the gateway says of itself. Labels are ours alone: no tenant, no key, no path from outside. */
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { GateEffect } from '../core/policy/gate/types.ts';

export interface GatewayMetrics {
  /** A request was answered: seconds from its headers to the end of the answer. */
  answered(route: string, status: number, seconds: number): void;
  /** Events that Kafka acknowledged, and events that were refused one by one. */
  events(accepted: number, refused: number): void;
  decided(effect: GateEffect): void;
  setHoldsPending(count: number): void;
  setBytesUnderWay(bytes: number): void;
}

const STATUSES = ['2xx', '400', '401', '403', '404', '405', '409', '413', '415', '429', '500', '503'];
const EFFECTS: readonly GateEffect[] = ['ALLOW', 'ALERT', 'HOLD', 'DENY'];

/** `routes`: their ids; a path that is served by none counts as `unknown`. */
export function gatewayMetrics(registry: Registry, routes: readonly string[]): GatewayMetrics {
  const registers = [registry];
  const requests = new Counter({
    name: 'tripline_gateway_requests_total',
    help: 'Requests answered, by route and status.',
    labelNames: ['route', 'status'],
    registers,
  });
  const duration = new Histogram({
    name: 'tripline_gateway_request_duration_seconds',
    help: "From a request's headers to the end of its answer, Kafka's acknowledgement and waiting for people included.",
    labelNames: ['route'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30],
    registers,
  });
  const events = new Counter({
    name: 'tripline_gateway_events_total',
    help: 'Events by what became of them: accepted once Kafka acknowledged them, or refused.',
    labelNames: ['outcome'],
    registers,
  });
  const decisions = new Counter({
    name: 'tripline_gateway_decisions_total',
    help: 'Tool calls that were asked about, by the effect answered.',
    labelNames: ['effect'],
    registers,
  });
  const holds = new Gauge({
    name: 'tripline_gateway_holds_pending',
    help: "Held calls that wait for a person's answer, of all tenants.",
    registers,
  });
  const bytes = new Gauge({
    name: 'tripline_gateway_bytes_under_way',
    help: 'Bytes of bodies and of records that Kafka has not acknowledged.',
    registers,
  });
  for (const route of [...routes, 'unknown']) {
    for (const status of STATUSES) requests.inc({ route, status }, 0);
    duration.zero({ route });
  }
  for (const outcome of ['accepted', 'refused']) events.inc({ outcome }, 0);
  for (const effect of EFFECTS) decisions.inc({ effect }, 0);
  holds.set(0);
  bytes.set(0);
  return {
    answered(route, status, seconds) {
      requests.inc({ route, status: labelOf(status) });
      duration.observe({ route }, seconds);
    },
    events(accepted, refused) {
      events.inc({ outcome: 'accepted' }, accepted);
      events.inc({ outcome: 'refused' }, refused);
    },
    decided: (effect) => decisions.inc({ effect }),
    setHoldsPending: (count) => holds.set(count),
    setBytesUnderWay: (count) => bytes.set(count),
  };
}

function labelOf(status: number): string {
  if (status < 300) return '2xx';
  const exact = String(status);
  return STATUSES.includes(exact) ? exact : status < 500 ? '400' : '500';
}
