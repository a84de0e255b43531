/** A worker dies exactly where its work is done and not yet committed: everything comes again, nothing is stored twice. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertEachOnce, readEnriched, readLetters } from '../support/evidence.ts';
import { createLedger } from '../support/ledger.ts';
import { openPipeline } from '../support/pipeline.ts';
import { noStack } from '../support/stack.ts';
import type { WorkerName } from '../support/worker.ts';

const EVENTS = 600;
const PROGRAM = 'test/support/failpoint-worker.ts';

const cases: { worker: WorkerName; failpoint: string; where: string }[] = [
  { worker: 'indexer', failpoint: 'commit:1', where: "between a bulk's acknowledgement and the commit" },
  { worker: 'indexer', failpoint: 'bulk:1', where: 'with raw written and masked not' },
  { worker: 'detector', failpoint: 'commit:1', where: "between Kafka's acknowledgement and the commit" },
  { worker: 'detector', failpoint: 'send:2', where: 'with part of a batch sent on' },
];

describe('a worker that dies', { skip: noStack, concurrency: 2 }, () => {
  for (const { worker, failpoint, where } of cases) {
    test(`${worker}: ${where}`, { timeout: 120_000 }, async (context) => {
      const pipeline = await openPipeline();
      context.after(() => pipeline.close());
      const ledger = createLedger(11);
      await pipeline.send(ledger.load(EVENTS));

      const other = pipeline.start(worker === 'detector' ? 'indexer' : 'detector');
      const doomed = pipeline.start(worker, {}, [PROGRAM, worker, failpoint]);
      assert.deepEqual(await doomed.ending, { code: null, signal: 'SIGKILL' });
      const heir = pipeline.start(worker);
      await pipeline.settled([other, heir]);

      await assertEachOnce(pipeline, ledger);
      assert.deepEqual(await readLetters(pipeline), []);
      const indexer = await (worker === 'indexer' ? heir : other).metrics();
      const settled = indexer.by('tripline_records_settled_total', 'outcome');
      const all = EVENTS + (await readEnriched(pipeline)).findings.size;
      const redelivered = (await pipeline.size(pipeline.topics.enriched)) - all;
      assert.ok(
        indexer.sum('tripline_indexer_documents_total', { outcome: 'exists' }) > 0,
        'no 409 was seen',
      );
      if (worker === 'detector') assert.ok(redelivered > 0, 'the detector sent nothing twice');
      assert.deepEqual(settled, { indexed: all, duplicate: redelivered, dead_lettered: 0 });
      assert.equal(indexer.sum('tripline_records_received_total'), all + redelivered);
    });
  }
});
