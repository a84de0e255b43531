/** From settings to what the adapters are made with. Files are read here, so that adapters take values only. */
import { readFileSync } from 'node:fs';
import { TriplineError } from '../../core/errors.ts';
import type { KafkaClientName } from '../kafka/options.ts';
import type { Config } from './read-config.ts';
import type { elasticsearchSettings, kafkaSettings } from './settings.ts';

export interface TlsOptions {
  ca?: string;
  cert?: string;
  key?: string;
}
export interface SaslOptions {
  mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
  username: string;
  password: string;
}
export interface KafkaConnection {
  brokers: string[];
  clientId: string;
  client: KafkaClientName;
  ssl?: TlsOptions | true;
  sasl?: SaslOptions;
}
export interface ElasticsearchConnection {
  nodes: string[];
  apiKey?: string;
  username?: string;
  password?: string;
  ca?: string;
  requestTimeoutMs: number;
}

/** @throws TriplineError CONFIG_INVALID */
export function kafkaConnection(config: Config<typeof kafkaSettings>): KafkaConnection {
  return {
    brokers: config.TRIPLINE_KAFKA_BROKERS,
    clientId: config.TRIPLINE_KAFKA_CLIENT_ID,
    client: config.TRIPLINE_KAFKA_CLIENT,
    ...(config.TRIPLINE_KAFKA_TLS && { ssl: tlsOptions(config) }),
    ...saslOptions(config),
  };
}

function tlsOptions(config: Config<typeof kafkaSettings>): TlsOptions {
  const { TRIPLINE_KAFKA_CA_FILE: ca, TRIPLINE_KAFKA_CERT_FILE: cert, TRIPLINE_KAFKA_KEY_FILE: key } = config;
  if ((cert === undefined) !== (key === undefined)) {
    throw new TriplineError(
      'CONFIG_INVALID',
      'TRIPLINE_KAFKA_CERT_FILE and TRIPLINE_KAFKA_KEY_FILE belong together.',
    );
  }
  return {
    ...(ca !== undefined && { ca: readSettingFile('TRIPLINE_KAFKA_CA_FILE', ca) }),
    ...(cert !== undefined && { cert: readSettingFile('TRIPLINE_KAFKA_CERT_FILE', cert) }),
    ...(key !== undefined && { key: readSettingFile('TRIPLINE_KAFKA_KEY_FILE', key) }),
  };
}

function saslOptions(config: Config<typeof kafkaSettings>): { sasl?: SaslOptions } {
  const {
    TRIPLINE_KAFKA_SASL_MECHANISM: mechanism,
    TRIPLINE_KAFKA_SASL_USERNAME: username,
    TRIPLINE_KAFKA_SASL_PASSWORD: password,
  } = config;
  if (mechanism === undefined) return {};
  if (username === undefined || password === undefined) {
    throw new TriplineError(
      'CONFIG_INVALID',
      'TRIPLINE_KAFKA_SASL_MECHANISM needs TRIPLINE_KAFKA_SASL_USERNAME and TRIPLINE_KAFKA_SASL_PASSWORD.',
    );
  }
  return { sasl: { mechanism, username, password } };
}

/** @throws TriplineError CONFIG_INVALID */
export function elasticsearchConnection(
  config: Config<typeof elasticsearchSettings>,
): ElasticsearchConnection {
  const {
    TRIPLINE_ELASTICSEARCH_CA_FILE: ca,
    TRIPLINE_ELASTICSEARCH_API_KEY: apiKey,
    TRIPLINE_ELASTICSEARCH_USERNAME: username,
    TRIPLINE_ELASTICSEARCH_PASSWORD: password,
  } = config;
  if ((username === undefined) !== (password === undefined)) {
    throw new TriplineError(
      'CONFIG_INVALID',
      'TRIPLINE_ELASTICSEARCH_USERNAME and TRIPLINE_ELASTICSEARCH_PASSWORD belong together.',
    );
  }
  return {
    nodes: config.TRIPLINE_ELASTICSEARCH_NODES,
    requestTimeoutMs: config.TRIPLINE_ELASTICSEARCH_REQUEST_TIMEOUT_MS,
    ...(apiKey !== undefined && { apiKey }),
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(ca !== undefined && { ca: readSettingFile('TRIPLINE_ELASTICSEARCH_CA_FILE', ca) }),
  };
}

/** @throws TriplineError CONFIG_INVALID naming the setting, when its file cannot be read */
export function readSettingFile(name: string, path: string, todo = ''): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new TriplineError(
      'CONFIG_INVALID',
      `${name} names a file that cannot be read: ${(cause as NodeJS.ErrnoException).code}.${todo}`,
    );
  }
}

/** What `tripline keys init` wrote. @throws TriplineError CONFIG_INVALID saying how to get one */
export function readKeyFile(path: string): string {
  const todo = ' `tripline keys init` makes one where there is none yet; else point TRIPLINE_KEY_FILE at it.';
  return readSettingFile('TRIPLINE_KEY_FILE', path, todo);
}
