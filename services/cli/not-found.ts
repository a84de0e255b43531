/** What is looked up by an id and is not there: each kind has a place of its own where its ids are listed. */
import { TriplineError } from '../core/errors.ts';

const SAID = {
  key: 'No key has that id: `tripline apikey list` shows every key, the revoked ones too.',
  hold: 'No held call has that id: `tripline approvals list` shows those that still wait.',
  letter: 'No dead letter has that id: `tripline dlq list` shows all that Kafka still has.',
  event: 'No sealed copy of that event is stored: one is there about a second after the event was indexed.',
} as const;

export function notFound(kind: keyof typeof SAID): TriplineError {
  return new TriplineError('NOT_FOUND', SAID[kind]);
}
