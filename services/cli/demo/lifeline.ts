/**
 * Loaded into a worker of the demo before its own code. Its address marks the process, so that it can be found in the process
 * table; and where standard input is a pipe from the demo, the worker ends with the demo, however that ends.
 */
import { fstatSync } from 'node:fs';
import type { Socket } from 'node:net';

const input = fstatSync(0);
if (input.isFIFO() || input.isSocket()) {
  const lifeline = process.stdin as unknown as Socket;
  lifeline.once('close', () => process.kill(process.pid, 'SIGTERM'));
  lifeline.resume();
  lifeline.unref();
}
