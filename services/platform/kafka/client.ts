import { connect, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { ISocketFactory, LogEntry } from 'kafkajs';
import { Kafka, logLevel } from 'kafkajs';
import { registerCodecs } from './codecs.ts';
import type { KafkaLogger, KafkaOptions } from './options.ts';
import { patchReconnects } from './reconnects.ts';
import type { Retries } from './retries.ts';
import { retryOptions } from './retries.ts';
import { patchTimers } from './timers.ts';

const KEEP_ALIVE_MS = 60_000;
/** What kafkajs may say about itself in a log; everything else it attaches stays out. */
const FIELDS = [
  'broker',
  'groupId',
  'topic',
  'partition',
  'retryCount',
  'retryTime',
  'correlationId',
  'size',
] as const;
const NOISE = /Limiting retries for the idempotent producer/;

/**
 * A kafkajs client. Every producer, consumer and admin gets one of its own: kafkajs shares the committed offsets of a
 * client's consumers, which two consumers of one group in one process would spoil for each other.
 */
export function createClient(options: KafkaOptions, retries: Retries | number = 5): Kafka {
  patchTimers();
  patchReconnects();
  registerCodecs();
  return new Kafka({
    brokers: options.brokers,
    clientId: options.clientId,
    ...(options.ssl === undefined ? {} : { ssl: options.ssl }),
    ...(options.sasl === undefined ? {} : { sasl: options.sasl }),
    connectionTimeout: options.connectionTimeoutMs ?? 3000,
    requestTimeout: options.requestTimeoutMs ?? 30_000,
    retry: retryOptions(retries),
    socketFactory: socketFactory(options.keepAlive ?? true),
    logLevel: logLevel.INFO,
    logCreator: () => (entry) => writeLog(options.logger, entry),
  });
}

function socketFactory(keepAlive: boolean): ISocketFactory {
  return ({ host, port, ssl, onConnect }) => {
    const name = isIP(host) === 0 ? { servername: host } : {};
    const socket = ssl
      ? connectTls({ host, port, ...name, ...ssl }, onConnect)
      : connect({ host, port }, onConnect);
    socket.setKeepAlive(true, KEEP_ALIVE_MS).setNoDelay(true);
    if (!keepAlive) socket.unref();
    return socket;
  };
}

/** kafkajs calls an error what it then retries, so nothing of it is logged above a warning. */
function writeLog(logger: KafkaLogger | undefined, { level, namespace, log }: LogEntry): void {
  if (logger === undefined || NOISE.test(log.message)) return;
  const fields: Record<string, unknown> = { component: `kafkajs ${namespace}`.trim() };
  for (const name of FIELDS) if (log[name] !== undefined) fields[name] = log[name] as unknown;
  if (level >= logLevel.INFO) logger.debug(fields, log.message);
  else logger.warn(fields, log.message);
}
