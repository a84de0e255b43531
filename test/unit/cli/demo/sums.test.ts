import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { settle } from '../../../../services/cli/demo/settle.ts';
import { findingRows, promptCapture, repeatedQuestions } from '../../../../services/cli/demo/summary.ts';
import { balances, parseStageSum } from '../../../../services/cli/demo/sums.ts';

const metrics = `# HELP tripline_records_received_total Records
tripline_records_received_total{stage="indexer"} 12
tripline_records_settled_total{stage="indexer",outcome="indexed"} 9
tripline_records_settled_total{stage="indexer",outcome="duplicate"} 2
tripline_records_settled_total{stage="indexer",outcome="dead_lettered"} 1
tripline_records_settled_total{stage="detector",outcome="enriched"} 99
process_cpu_seconds_total 3
`;
const stage = { name: 'detector' as const, log: 'no.log', topic: 't', groupId: 'g' };
const signal = new AbortController().signal;

describe("the demo's sums", () => {
  test("are read from a worker's metrics, its own stage only", () => {
    const sum = parseStageSum('indexer', metrics);
    assert.deepEqual(sum, {
      stage: 'indexer',
      received: 12,
      outcomes: { indexed: 9, duplicate: 2, dead_lettered: 1 },
    });
    assert.ok(balances(sum));
    assert.ok(!balances({ ...sum, received: 13 }));
  });

  test('findings are counted by rule, the worst first', () => {
    const finding = (rule_id: string, severity: string, event_type: string) => ({
      rule_id,
      severity,
      event_type,
      category: 'PII',
      type: 'x',
    });
    const rows = findingRows([
      finding('low', 'LOW', 'output'),
      finding('bad', 'CRITICAL', 'tool'),
      finding('bad', 'CRITICAL', 'output'),
    ]);
    assert.deepEqual(
      rows.map(({ rule, count, where }) => [rule, count, where]),
      [
        ['bad', 2, 'output, tool'],
        ['low', 1, 'output'],
      ],
    );
  });

  test('a question is repeated when several interactions ask it, not when one conversation goes on', () => {
    const asked = (interaction_id: string, question: string) => ({
      interaction_id,
      question,
      event_type: 'prompt',
    });
    const events = [
      asked('1', 'a'),
      asked('1', 'a'),
      asked('2', 'b'),
      asked('3', 'b'),
      { interaction_id: '4' },
    ];
    assert.deepEqual(repeatedQuestions(events), [{ question: 'b', count: 2 }]);
  });

  test('stubs are told from prompts kept whole', () => {
    const prompt = (capture: string) => ({ event_type: 'prompt', capture });
    const events = [
      prompt('FULL'),
      prompt('STUB'),
      prompt('STUB'),
      { event_type: 'output', capture: 'FULL' },
    ];
    assert.deepEqual(promptCapture(events), { whole: 1, stubs: 2 });
  });
});

describe('waiting for the pipeline', () => {
  test('ends when all is committed; a partition without records needs no commit', async () => {
    let committed = 3;
    const admin = {
      offsets: async () => [
        { partition: 0, low: 0, high: 5 },
        { partition: 1, low: 7, high: 7 },
      ],
      committed: async () => [
        { partition: 0, offset: committed++ },
        { partition: 1, offset: -1 },
      ],
    };
    await settle(admin, [stage], signal);
    assert.equal(committed, 6);
  });

  test('says which stage is behind, and by how much', async () => {
    const admin = {
      offsets: async () => [{ partition: 0, low: 0, high: 5 }],
      committed: async () => [{ partition: 0, offset: 2 }],
    };
    await assert.rejects(settle(admin, [stage], signal, 0), {
      code: 'STACK_FAILED',
      message: /detector is still 3 records behind on t/,
    });
  });

  test('ends when it is told to', async () => {
    const admin = {
      offsets: async () => [{ partition: 0, low: 0, high: 1 }],
      committed: async () => [],
    };
    await assert.rejects(settle(admin, [stage], AbortSignal.abort(new Error('enough'))), /enough/);
  });
});
