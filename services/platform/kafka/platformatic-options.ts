import { isIP } from 'node:net';
import type { BaseOptions, SASLOptions as WireSasl } from '@platformatic/kafka';
import { TriplineError } from '../../core/errors.ts';
import type { KafkaOptions } from './options.ts';

const METADATA_AGE_MS = 300_000;
const CONNECT_TIMEOUT_MS = 3000;

/** How @platformatic/kafka says what kafkajs' options say. @throws TriplineError CONFIG_INVALID when only kafkajs can do it */
export function toBaseOptions(options: KafkaOptions, timeoutMs: number): BaseOptions {
  const sasl = options.sasl === undefined ? {} : { sasl: toWireSasl(options.sasl) };
  return {
    clientId: options.clientId,
    bootstrapBrokers: options.brokers,
    connectTimeout: options.connectionTimeoutMs ?? CONNECT_TIMEOUT_MS,
    timeout: timeoutMs,
    retries: 0,
    metadataMaxAge: METADATA_AGE_MS,
    ...tlsOptions(options),
    ...sasl,
  };
}

/** A server name for SNI, which an address must not be. */
function tlsOptions({ ssl, brokers }: KafkaOptions): Pick<BaseOptions, 'tls' | 'tlsServerName'> {
  if (ssl === undefined || ssl === false) return {};
  const tls = ssl === true ? {} : ssl;
  const named = brokers.some((broker) => isIP(broker.replace(/:\d+$/, '').replace(/^\[|\]$/g, '')) === 0);
  return { tls, tlsServerName: tls.servername ?? named };
}

function toWireSasl(sasl: NonNullable<KafkaOptions['sasl']>): WireSasl {
  switch (sasl.mechanism) {
    case 'plain':
      return { mechanism: 'PLAIN', username: sasl.username, password: sasl.password };
    case 'scram-sha-256':
      return { mechanism: 'SCRAM-SHA-256', username: sasl.username, password: sasl.password };
    case 'scram-sha-512':
      return { mechanism: 'SCRAM-SHA-512', username: sasl.username, password: sasl.password };
    case 'oauthbearer':
      return { mechanism: 'OAUTHBEARER', token: async () => (await sasl.oauthBearerProvider()).value };
    default:
      throw new TriplineError(
        'CONFIG_INVALID',
        'At fault: sasl.mechanism: only the kafkajs client knows it.',
      );
  }
}
