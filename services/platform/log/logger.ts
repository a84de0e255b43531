/** Structured logs (pino). What may stand in a log is our own words, ids of our own making, counts, codes: never content. */
import { type DestinationStream, destination, type Logger as PinoLogger, pino, stdTimeFunctions } from 'pino';
import { isTriplineError } from '../../core/errors.ts';

export type Logger = Pick<PinoLogger, 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal'> & {
  child(bindings: Record<string, string>): Logger;
};

/** Writes to standard output, at once: what an ending process said last is what somebody will look for, in its order. */
export function createLogger(service: string, level: string, stream?: DestinationStream): Logger {
  const options = { level, base: { service }, timestamp: stdTimeFunctions.isoTime };
  return pino(options, stream ?? destination({ dest: 1, sync: true }));
}

/**
 * What of an error may be logged. Foreign errors can quote what they choked on (Elasticsearch repeats the document, a parser the
 * text), so only their class and code are taken.
 */
export function safeError(error: unknown): Record<string, string> {
  if (isTriplineError(error)) return { code: error.code, message: error.message };
  if (!(error instanceof Error)) return { name: typeof error };
  const { code } = error as NodeJS.ErrnoException;
  return { name: error.name, ...(typeof code === 'string' && { code }) };
}
