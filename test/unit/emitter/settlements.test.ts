import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TriplineError } from '../../../services/core/errors.ts';
import { isTriplineError } from '../../../services/emitter/index.ts';
import { EventReceipt } from '../../../services/emitter/receipt.ts';
import { Settlements } from '../../../services/emitter/settlements.ts';

const REFUSAL = new TriplineError('RECORD_TOO_LARGE');

test('who asks before and who asks after it is settled hears the same', async () => {
  const settlements = new Settlements();
  const early = [0, 1, 2].map((position) => spooled(position, settlements));
  const waiting = early.map(({ acknowledged }) => outcomeOf(acknowledged));
  settlements.settle(2, new Map([[1, REFUSAL]]));
  assert.deepEqual(await Promise.all(waiting.slice(0, 2)), ['acknowledged', 'RECORD_TOO_LARGE']);
  const late = [0, 1].map((position) => spooled(position, settlements));
  assert.deepEqual(await Promise.all(late.map(({ acknowledged }) => outcomeOf(acknowledged))), [
    'acknowledged',
    'RECORD_TOO_LARGE',
  ]);
  settlements.abandon(new TriplineError('KAFKA_UNAVAILABLE'));
  assert.equal(await waiting[2], 'KAFKA_UNAVAILABLE');
  assert.equal(await outcomeOf(spooled(3, settlements).acknowledged), 'KAFKA_UNAVAILABLE');
});

test('of ten thousand refusals every one is known; of more, none is ever taken for acknowledged', async () => {
  const settlements = new Settlements();
  const refusals = (from: number, to: number) =>
    new Map(Array.from({ length: to - from }, (_, index) => [from + index, REFUSAL] as const));
  settlements.settle(10_000, refusals(0, 10_000));
  assert.equal(await outcomeOf(spooled(0, settlements).acknowledged), 'RECORD_TOO_LARGE');
  settlements.settle(10_010, refusals(10_000, 10_005));
  assert.equal(await outcomeOf(spooled(4, settlements).acknowledged), 'EVENT_UNTOLD');
  assert.equal(await outcomeOf(spooled(5, settlements).acknowledged), 'RECORD_TOO_LARGE');
  assert.equal(await outcomeOf(spooled(10_004, settlements).acknowledged), 'RECORD_TOO_LARGE');
  assert.equal(await outcomeOf(spooled(10_007, settlements).acknowledged), 'acknowledged');
});

function spooled(position: number, settlements: Settlements): EventReceipt {
  const receipt = new EventReceipt('event', 'interaction', null);
  receipt.spooled(position, settlements);
  return receipt;
}

function outcomeOf(acknowledged: Promise<void>): Promise<string> {
  return acknowledged.then(
    () => 'acknowledged',
    (error: unknown) => (isTriplineError(error) ? error.code : 'another error'),
  );
}
