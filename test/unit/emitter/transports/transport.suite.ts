import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Transport } from '../../../../services/emitter/transports/transport.ts';
import type { OutgoingRecord } from '../../../../services/platform/kafka/port.ts';

/** Something to send to, and what arrived there. */
export interface Destination {
  transport: Transport;
  /** The values that arrived, in order. */
  arrived: () => Promise<string[]>;
  setAvailable: (available: boolean) => void;
  /** From now on a larger record is refused. */
  limit: (bytes: number) => Promise<void>;
}

/** What the sender counts on, whatever it sends through. */
export function transportSuite(name: string, open: (t: TestContext) => Promise<Destination>): void {
  test(`${name}: records arrive in order and to the byte, batch after batch`, async (t) => {
    const { transport, arrived } = await open(t);
    assert.deepEqual(await transport.send(records('a', '\u0000\ud83d\ude00', '')), {
      done: true,
      refused: new Map(),
    });
    assert.deepEqual(await transport.send(records('b')), { done: true, refused: new Map() });
    assert.deepEqual(await arrived(), ['a', '\u0000\ud83d\ude00', '', 'b']);
    await transport.close();
  });

  test(`${name}: what is away is told with its own code and can be tried again`, async (t) => {
    const { transport, arrived, setAvailable } = await open(t);
    setAvailable(false);
    const sent = await transport.send(records('a'));
    assert.ok(!sent.done);
    assert.deepEqual([sent.error?.code, sent.error?.canRetry], [transport.unavailable, true]);
    setAvailable(true);
    assert.equal((await transport.send(records('a'))).done, true);
    assert.deepEqual(await arrived(), ['a']);
    await transport.close();
  });

  for (const large of [[0], [1], [3], [0, 3], [0, 1, 2, 3]])
    test(`${name}: of four, ${large.join(', ')} too large: they alone are refused`, async (t) => {
      const { transport, arrived, limit } = await open(t);
      await limit(2000);
      const texts = ['a', 'b', 'c', 'd'].map((text, at) => (large.includes(at) ? text.repeat(3000) : text));
      const sent = await transport.send(records(...texts));
      assert.ok(sent.done);
      assert.deepEqual(
        new Map([...sent.refused].map(([index, { code }]) => [index, code])),
        new Map(large.map((index) => [index, 'RECORD_TOO_LARGE'])),
      );
      assert.deepEqual(
        [...new Set(await arrived())].sort(),
        texts.filter((text) => text.length === 1),
      );
      await transport.close();
    });

  test(`${name}: closing gives up, more than once if need be, and sends nothing after`, async (t) => {
    const { transport, arrived } = await open(t);
    await transport.send(records('a'));
    await transport.close();
    await transport.close();
    assert.equal((await transport.send(records('b'))).done, false);
    assert.deepEqual(await arrived(), ['a']);
  });
}

export function records(...texts: string[]): OutgoingRecord[] {
  return texts.map((text) => ({ key: Buffer.from('s'), value: Buffer.from(text) }));
}
