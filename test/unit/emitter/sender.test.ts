import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TriplineError } from '../../../services/core/errors.ts';
import { EventReceipt } from '../../../services/emitter/receipt.ts';
import { Sender } from '../../../services/emitter/sender.ts';
import { diskFiles, type Files } from '../../../services/emitter/spool/files.ts';
import { Spool } from '../../../services/emitter/spool/spool.ts';
import type { Transport } from '../../../services/emitter/transports/transport.ts';
import { failure, temporary } from './spool/support.ts';

test('stopped while what was refused is set aside, it settles first: nothing is both acknowledged and given up', async (t) => {
  const reached = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<void>();
  // For anything else the disk has no room.
  const mkdir = async (path: string, how?: Parameters<Files['mkdir']>[1]) => {
    if (!path.includes('refused-')) throw failure('ENOSPC');
    reached.resolve();
    await opened.promise;
    return diskFiles.mkdir(path, how);
  };
  const spool = new Spool({
    directory: temporary(t),
    maxBytes: 1_048_576,
    fsync: 'never',
    key: null,
    destination: ['test'],
    files: { ...diskFiles, mkdir: mkdir as Files['mkdir'] },
    now: Date.now,
    onError: () => undefined,
  });
  const transport: Transport = {
    unavailable: 'KAFKA_UNAVAILABLE',
    send: () =>
      Promise.resolve({ done: true, refused: new Map([[1, new TriplineError('RECORD_TOO_LARGE')]]) }),
    close: () => {
      setImmediate(opened.resolve);
      return Promise.resolve();
    },
  };
  const settings = { maxQueueBytes: 1_048_576, maxBatchBytes: 65_536, lingerMs: 0, onError: () => undefined };
  const sender = new Sender({ transport, spool, ...settings });
  const receipts = ['a', 'b', 'c'].map((name) => {
    const receipt = new EventReceipt(name, name, null);
    sender.push({ key: 'k', value: Buffer.from(name), receipt });
    return receipt;
  });
  const outcomes = Promise.allSettled(receipts.map(({ acknowledged }) => acknowledged));
  await reached.promise;
  await sender.stop();
  const { acknowledged, lost, accepted, isEmpty } = sender.backlog;
  assert.deepEqual([acknowledged, lost, accepted, isEmpty], [2, 1, 3, true]);
  assert.deepEqual(
    (await outcomes).map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  );
  assert.equal(spool.refused.count, 1);
});
