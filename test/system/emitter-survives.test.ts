/** Kafka away for a while under 500 events a second, the emitting process killed twice: what was durable is stored, once. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { decodeEvent } from '../../services/core/events/codec.ts';
import { formatEmitterKey } from '../../services/core/evidence/emitter-key.ts';
import { seeded } from '../bench/seeded.ts';
import { until } from '../support/eventually.ts';
import { assertEachOnce, readLetters } from '../support/evidence.ts';
import { digestOf } from '../support/ledger.ts';
import { openPipeline, type Pipeline } from '../support/pipeline.ts';
import { startKafkaProxy } from '../support/proxy.ts';
import { noStack } from '../support/stack.ts';
import { type Application, startApplication } from '../support/surviving-application.ts';

const LONG = process.env['TRIPLINE_TEST_LONG'] === '1';
const AWAY_MS = LONG ? 60_000 : 8000;
/** Every event is on disk or acknowledged within a quarter of a second, on a machine that has time for it. */
const DURABLE_WITHIN_MS = 2000;

test(`Kafka away for ${AWAY_MS / 1000} s, the emitting process killed twice: every durable event is there once`, {
  skip: noStack,
  timeout: 10 * 60_000,
}, async (context) => {
  const seed = Number(process.env['TRIPLINE_TEST_SEED'] ?? Date.now() % 1_000_000);
  context.diagnostic(`TRIPLINE_TEST_SEED=${seed}`);
  const random = seeded(seed);
  const kills = [random.next(), random.next()].sort((a, b) => a - b).map((share) => share * AWAY_MS);
  const directory = mkdtempSync(join(tmpdir(), 'tripline-survives-'));
  const pipeline = await openPipeline();
  const proxy = await startKafkaProxy();
  context.after(async () => {
    await proxy.close();
    await pipeline.close();
    rmSync(directory, { recursive: true });
  });
  const { detector, indexer } = await pipeline.startBoth();
  const lives: Application[] = [];
  const live = () => {
    const application = startApplication({
      application: 'survivor',
      kafka: { brokers: [proxy.address] },
      topicPrefix: pipeline.topicPrefix,
      key: formatEmitterKey('acme', Buffer.alloc(32, 5)),
      sampling: 'off',
      spool: { directory },
    });
    lives.push(application);
    return application;
  };

  let application = live();
  await until(() => application.durable.size > 500, 'it emits');
  await proxy.refuse();
  const away = performance.now();
  const deaths: number[] = [];
  for (const at of kills) {
    await pause(Math.max(0, away + at - performance.now()));
    deaths.push(await application.kill());
    application = live();
  }
  await pause(Math.max(0, away + AWAY_MS - performance.now()));
  await until(() => application.accepted.size > 100, 'the last one emits');
  await proxy.restore();
  await until(() => segmentsIn(directory).length === 0, 'nothing is left on disk');
  const stats = await application.end();

  assert.partialDeepStrictEqual(stats, {
    dropped: 0,
    refused: 0,
    lost: 0,
    queuedEvents: 0,
    spooledEvents: 0,
    corrupted: 0,
  });
  const { digests, inOrder } = await readTopic(pipeline);
  assert.ok(inOrder, 'each instance in order');
  for (const [index, { accepted, durable }] of lives.entries()) {
    const lost = [...accepted].filter(([id]) => !digests.has(id));
    context.diagnostic(
      `life ${index + 1}: ${accepted.size} accepted, ${durable.size} durable, ${lost.length} lost`,
    );
    assert.deepEqual(
      [...durable.keys()].filter((id) => !digests.has(id)),
      [],
    );
    const old = lost.filter(([, time]) => time < (deaths[index] ?? Infinity) - DURABLE_WITHIN_MS);
    assert.deepEqual(old, [], 'nothing but the youngest was in memory alone');
  }
  context.diagnostic(`${stats.replayed} replayed, ${stats.recovered} recovered, ${stats.torn} torn`);
  await pipeline.settled([detector, indexer]);
  assert.deepEqual(await readLetters(pipeline), []);
  await assertEachOnce(pipeline, { digests });
});

/** What stands on the topic: the digest of each event's bytes, and whether each emitter's numbers rise where they come first. */
async function readTopic(pipeline: Pipeline): Promise<{ digests: Map<string, string>; inOrder: boolean }> {
  const digests = new Map<string, string>();
  const last = new Map<string, number>();
  let inOrder = true;
  for await (const { value } of pipeline.kafka.read(pipeline.topics.events)) {
    const { event_id, emitter, session_id } = decodeEvent(value).origin;
    if (value === null || digests.has(event_id)) continue;
    digests.set(event_id, digestOf(value));
    const place = `${emitter?.instance} ${session_id}`;
    inOrder &&= (emitter?.sequence ?? 0) > (last.get(place) ?? 0);
    last.set(place, emitter?.sequence ?? 0);
  }
  return { digests, inOrder };
}

function segmentsIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.seg'),
  );
}
