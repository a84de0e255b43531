import { isTriplineError, TriplineError } from '../../core/errors.ts';

interface Foreign {
  name?: unknown;
  type?: unknown;
  code?: unknown;
  cause?: unknown;
  /** @platformatic/kafka: the broker's name of it, and what an error is made of. */
  apiId?: unknown;
  errors?: unknown;
}

const TOO_LARGE = new Set(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE']);
const REFUSED = new Set([
  'CLUSTER_AUTHORIZATION_FAILED',
  'INVALID_TOPIC_EXCEPTION',
  'SASL_AUTHENTICATION_FAILED',
  'TOPIC_AUTHORIZATION_FAILED',
  'UNSUPPORTED_SASL_MECHANISM',
]);
const REFUSALS = new Set<unknown>(['KafkaJSSASLAuthenticationError', 'PLT_KFK_AUTHENTICATION']);
const MOVING = new Set([
  'NOT_COORDINATOR_FOR_GROUP',
  'GROUP_COORDINATOR_NOT_AVAILABLE',
  'GROUP_LOAD_IN_PROGRESS',
]);
const LOST = new Set([
  'REBALANCE_IN_PROGRESS',
  'ILLEGAL_GENERATION',
  'NOT_COORDINATOR_FOR_GROUP',
  'UNKNOWN_MEMBER_ID',
  'FENCED_INSTANCE_ID',
]);

/** Both clients' errors wrap errors: the innermost first, at most eight deep, whatever was thrown. */
function chain(error: unknown): Foreign[] {
  const links: Foreign[] = [];
  for (let link = error; typeof link === 'object' && link !== null && links.length < 8; ) {
    links.unshift(link);
    link = inner(link);
  }
  return links;
}

/** The last attempt's, where an error is made of several. */
function inner({ cause, errors }: Foreign): unknown {
  return cause ?? (Array.isArray(errors) ? (errors.at(-1) as unknown) : undefined);
}

function protocolType(error: unknown): string | undefined {
  return chain(error)
    .flatMap(({ type, apiId }) => [type, apiId])
    .find((type) => typeof type === 'string');
}

/** The brokers know who asks and say no: asking again is of no use. */
export function isRefused(error: unknown): boolean {
  return (
    REFUSED.has(protocolType(error) ?? '') ||
    chain(error).some(({ name, code }) => REFUSALS.has(name) || REFUSALS.has(code))
  );
}

/** The broker has not heard yet of what the controller did. */
export function isStaleMetadata(error: unknown): boolean {
  const type = protocolType(error);
  return type === 'UNKNOWN_TOPIC_OR_PARTITION' || type === 'LEADER_NOT_AVAILABLE';
}

/** A group's coordinator is being found or is loading: on a fresh broker, or after one has moved. */
export function isCoordinatorMoving(error: unknown): boolean {
  const type = protocolType(error);
  return type !== undefined && MOVING.has(type);
}

/** The member no longer owns its partitions, or soon will not: rejoin. */
export function isOwnershipLost(error: unknown): boolean {
  const type = protocolType(error);
  return type !== undefined && LOST.has(type);
}

/** Names only: what a client or a broker says in prose may repeat what was sent. */
export function nameOf(error: unknown): string {
  if (isTriplineError(error)) return error.code;
  const links = chain(error);
  const words = links.flatMap(({ type, apiId, code, name }) => [type, apiId, code, name]);
  const word = words.find((candidate) => typeof candidate === 'string' && /^[\w.-]{1,64}$/.test(candidate));
  return typeof word === 'string' ? word : 'unknown error';
}

/** Never throws, whatever was thrown. */
export function toTriplineError(error: unknown): TriplineError {
  if (isTriplineError(error)) return error;
  const type = protocolType(error);
  const code = type !== undefined && TOO_LARGE.has(type) ? 'RECORD_TOO_LARGE' : 'KAFKA_UNAVAILABLE';
  return new TriplineError(code, `(${nameOf(error)})`, { cause: error });
}
