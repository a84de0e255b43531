import { Connection } from './internals.ts';

const patched = Symbol.for('tripline.kafkajs.reconnects');
const LENGTH_BYTES = 4;

/**
 * kafkajs 2.2.4 keeps what it has of a response when its connection breaks, and takes the first bytes of the next connection for the rest:
 * from then on it is out of step, waits for lengths that are none, and its consumer stands still. A connection begins with nothing received.
 * Idempotent; holds for every kafkajs client of this process.
 */
export function patchReconnects(): void {
  const prototype = Connection.prototype as typeof Connection.prototype & { [patched]?: true };
  if (prototype[patched]) return;
  const { connect } = prototype;
  prototype.connect = function connectAfresh() {
    if (!this.isConnected()) {
      this.chunks = [];
      this.bytesBuffered = 0;
      this.bytesNeeded = LENGTH_BYTES;
    }
    return connect.call(this);
  };
  prototype[patched] = true;
}
