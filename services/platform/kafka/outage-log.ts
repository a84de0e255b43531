/** What an operator is told while Kafka is away: that it is, with what to do, at most once a minute; and once that it is back. */
import { isTriplineError, TriplineError } from '../../core/errors.ts';
import { type Logger, safeError } from '../log/logger.ts';
import type { KafkaLogger } from './options.ts';

const EVERY_MS = 60_000;
/** Of kafkajs: what says at every attempt that a broker cannot be reached. */
const UNREACHED = /^kafkajs (?:Connection|BrokerPool)\b/;
/** Of a connection, too: a broker that answered with an error, so that it is not away. */
const ANSWERED = /^Response /;

export class OutageLog {
  /** For the client: its complaints about connections, several a second, are for who debugs. */
  readonly forClient: KafkaLogger;
  readonly #logger: Logger;
  readonly #now: () => number;
  #warnedAt = -Infinity;
  #isTold = false;

  constructor(logger: Logger, now: () => number = () => performance.now()) {
    this.#logger = logger;
    this.#now = now;
    this.forClient = {
      debug: (fields, message) => logger.debug(fields, message),
      info: (fields, message) => logger.info(fields, message),
      warn: (fields, message) => this.#complained(fields, message),
      error: (fields, message) => logger.error(fields, message),
    };
  }

  /** What went wrong behind a request, where nobody else hears of it. */
  fault(error: Error): void {
    if (isTriplineError(error, 'KAFKA_UNAVAILABLE')) this.#away(error);
    else this.#logger.warn({ error: safeError(error) }, 'behind a request');
  }

  /** Kafka did what it was asked. */
  back(): void {
    if (this.#isTold) this.#logger.info('Kafka is back');
    this.#isTold = false;
  }

  #complained(fields: object, message: string): void {
    const { component, broker } = fields as { component?: unknown; broker?: unknown };
    if (typeof component !== 'string' || !UNREACHED.test(component) || ANSWERED.test(message)) {
      this.#logger.warn(fields, message);
      return;
    }
    this.#logger.debug(fields, message);
    // The first complaint of each attempt says which broker.
    if (typeof broker === 'string') this.#away(new TriplineError('KAFKA_UNAVAILABLE', `(broker ${broker})`));
  }

  #away(error: TriplineError): void {
    const now = this.#now();
    if (now - this.#warnedAt < EVERY_MS) return;
    this.#warnedAt = now;
    this.#isTold = true;
    this.#logger.warn({ error: safeError(error) }, 'Kafka is away: it is tried again until it is back');
  }
}
