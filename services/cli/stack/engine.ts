import type { Layout, ServerName } from './layout.ts';
import type { StackOptions } from './options.ts';

export const VERSIONS: Record<ServerName, string> = { kafka: '4.3.1', elasticsearch: '9.2.2' };
export const LABELS: Record<ServerName, string> = { kafka: 'Kafka', elasticsearch: 'Elasticsearch' };

export interface Ports {
  kafka: number;
  elasticsearch: number;
}

export interface StackPlan {
  options: StackOptions;
  layout: Layout;
  ports: Ports;
}

/** A server that was started; `ended` resolves with why, should it end before it is told to. */
export interface Launched {
  ended: Promise<string>;
}

export type StopResult = 'absent' | 'stopped' | 'killed';

/** What runs the servers: JVMs of our own, or Docker containers. */
export interface Engine {
  readonly kind: 'jvm' | 'docker';
  /** Fetches whatever the servers run from. */
  prepare(): Promise<void>;
  launch(server: ServerName): Promise<Launched>;
  /** Its pid or container, null when it does not run. */
  whereabouts(server: ServerName): Promise<string | null>;
  /** The last lines of its log, for a message. */
  lastWords(server: ServerName): Promise<string>;
  stop(server: ServerName): Promise<StopResult>;
  /** Removes the servers' data. They must be down. */
  wipe(): Promise<void>;
}
