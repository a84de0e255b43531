import { type Readable, Transform } from 'node:stream';
import { TriplineError } from '../core/errors.ts';
import type { Charge } from '../core/policy/tenant-budget.ts';

/** A body, charged as it arrives: what is declared and never sent takes nothing from anybody. Ends with OVERLOADED where there is no room. */
export function charged(body: Readable, charge: Charge): Readable {
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (charge.add(chunk.length)) done(null, chunk);
      else done(new TriplineError('OVERLOADED'));
    },
  });
  body.once('error', (error) => counter.destroy(error));
  return body.pipe(counter);
}
