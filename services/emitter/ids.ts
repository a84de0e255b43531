import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const ID_BYTES = 16;
const POOL_BYTES = 256 * ID_BYTES;

/**
 * UUIDv7s that rise within the process, also within a millisecond and when the clock goes back (RFC 9562, section 6.2, method 1:
 * a counter that starts at random every millisecond). Random bytes are drawn 256 ids at a time, which is most of the cost.
 */
export function createIds(now: () => number): () => string {
  const pool = Buffer.alloc(POOL_BYTES);
  let at = POOL_BYTES;
  let msecs = Number.NEGATIVE_INFINITY;
  let seq = 0;
  return () => {
    if (at === POOL_BYTES) {
      randomFillSync(pool);
      at = 0;
    }
    const random = pool.subarray(at, (at += ID_BYTES));
    const time = now();
    if (time > msecs) [msecs, seq] = [time, random.readUInt32BE(6) >>> 1];
    else if (++seq > 0xffffffff) [msecs, seq] = [msecs + 1, 0];
    return v7({ msecs, seq, random });
  };
}
