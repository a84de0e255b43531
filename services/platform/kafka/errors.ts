import { isTriplineError, TriplineError } from '../../core/errors.ts';

interface Foreign {
  name?: unknown;
  type?: unknown;
  code?: unknown;
  cause?: unknown;
}

const TOO_LARGE = new Set(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE']);
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

/** Errors wrap errors in kafkajs: the innermost first, at most eight deep, whatever was thrown. */
function chain(error: unknown): Foreign[] {
  const links: Foreign[] = [];
  for (let link = error; typeof link === 'object' && link !== null && links.length < 8; ) {
    links.unshift(link);
    link = (link as Foreign).cause;
  }
  return links;
}

function protocolType(error: unknown): string | undefined {
  return chain(error)
    .map(({ type }) => type)
    .find((type) => typeof type === 'string');
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
  const words = links.flatMap(({ type, code, name }) => [type, code, name]);
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
