import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type FileEnding, judge, type TestRecord } from '../../runner/judge.ts';
import { succeeded, summaryLine, totalsOf } from '../../runner/summary.ts';

const CLEAN: FileEnding = { code: 0, signal: null, timedOutAfterMs: null, leftProcesses: false };
const PASS: TestRecord = { type: 'pass', suite: false, name: 'a' };
const SKIP: TestRecord = { type: 'skip', suite: false, name: 's', text: 'no promtool' };
const FAIL: TestRecord = { type: 'fail', suite: false, name: 'f', text: 'x' };
const END: TestRecord = { type: 'end' };

describe('a test file', () => {
  const bad: [string, TestRecord[], Partial<FileEnding>, string][] = [
    ['holds no test', [END], {}, 'holds no test'],
    ['ends before its tests do, though with code 0', [PASS], {}, 'ended before its tests did, with code 0'],
    ['hangs', [PASS], { code: null, signal: 'SIGTERM', timedOutAfterMs: 5000 }, 'did not end within 5 s'],
    ['is killed', [PASS], { code: null, signal: 'SIGSEGV' }, 'was ended by SIGSEGV'],
    [
      'leaves a process behind',
      [PASS, END],
      { leftProcesses: true },
      'left processes behind; they were killed',
    ],
    ['ends with a code that no test explains', [PASS, END], { code: 7 }, 'ended with code 7'],
  ];
  for (const [what, records, ending, text] of bad) {
    test(`fails when it ${what}`, () => {
      const verdict = judge(records, { ...CLEAN, ...ending });
      assert.deepEqual(verdict.failures, [{ name: 'the file as a whole', text }]);
    });
  }

  test('counts tests, not suites, and a suite only when it failed by itself', () => {
    const suite: TestRecord = { type: 'pass', suite: true, name: 'suite' };
    const outer: TestRecord = { type: 'fail', suite: true, name: 'outer', text: '', consequence: true };
    const verdict = judge([PASS, suite, SKIP, FAIL, outer, END], { ...CLEAN, code: 1 });
    assert.equal(verdict.passed, 1);
    assert.deepEqual(verdict.failures, [{ name: 'f', text: 'x' }]);
    assert.deepEqual(verdict.skips, [{ name: 's', text: 'no promtool' }]);
  });
});

describe('a run', () => {
  const result = (records: TestRecord[]) => ({
    file: 'x',
    milliseconds: 1,
    output: '',
    ...judge(records, CLEAN),
  });
  const table: [string, TestRecord[][], boolean, string, boolean][] = [
    [
      'all passed',
      [
        [PASS, PASS, END],
        [PASS, END],
      ],
      false,
      '3 passed, 0 failed',
      true,
    ],
    ['skips are counted', [[PASS, SKIP, END]], false, '1 passed, 0 failed, 1 skipped', true],
    ['where none is allowed a skip fails', [[PASS, SKIP, END]], true, '1 passed, 1 failed', false],
    ['nothing ran', [], false, '0 passed, 0 failed', false],
    ['everything was skipped', [[SKIP, END]], false, '0 passed, 0 failed, 1 skipped', false],
  ];
  for (const [what, files, noSkip, line, good] of table) {
    test(`${what}: ${line}`, () => {
      const totals = totalsOf(files.map(result), noSkip);
      assert.equal(summaryLine(totals), line);
      assert.equal(succeeded(totals), good);
    });
  }
});
