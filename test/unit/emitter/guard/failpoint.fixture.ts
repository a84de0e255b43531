/** A process that makes one guarded call and is killed at the step whose number it is given. Its Kafka is a file: a line a record, on disk before it is acknowledged. */
import { createHash } from 'node:crypto';
import { fsyncSync, openSync, writeSync } from 'node:fs';
import { createEmitter } from '../../../../services/emitter/index.ts';
import type { Kafka } from '../../../../services/platform/kafka/port.ts';
import { callThrough } from '../../../support/guard-failpoint.ts';

const [, , path = '', at = ''] = process.argv;
const file = openSync(path, 'a');
let steps = 0;

function reached(step: string): void {
  if (steps++ === Number(at)) process.kill(process.pid, 'SIGKILL');
  if (at === 'never') say(`step ${step}`);
}

function say(line: string): void {
  writeSync(file, `${line}\n`);
  fsyncSync(file);
}

const kafka = {
  producer: async () => ({
    send: async (_: string, records: readonly { value: Buffer }[]) => {
      for (const { value } of records) {
        reached('append');
        say(`event ${value.toString('base64')}`);
      }
      reached('appended');
    },
    close: async () => undefined,
  }),
} as Partial<Kafka> as Kafka;

const emitter = createEmitter({ application: 'test', kafka, sampling: 'off', lingerMs: 0 });
await callThrough({
  emitter,
  control: null,
  effect: 'ALLOW',
  reached,
  ran: () => say('ran'),
  hash: (text) => createHash('sha256').update(text).digest('hex'),
  deadlineMs: 5000,
});
await emitter.close();
say('end');
