import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { TriplineError } from '../../../../services/core/errors.ts';
import { createLogger, safeError } from '../../../../services/platform/log/logger.ts';

function record(level: string): {
  lines: () => Record<string, unknown>[];
  logger: ReturnType<typeof createLogger>;
} {
  const written: string[] = [];
  const logger = createLogger('detector', level, { write: (line) => void written.push(line) });
  return { logger, lines: () => written.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

test('a line is JSON with service, level, ISO time and message; no host name, no process id', () => {
  const { logger, lines } = record('info');
  logger.info({ partition: 3 }, 'committed');
  const { time, ...rest } = lines()[0] ?? {};
  assert.deepEqual(rest, { level: 30, service: 'detector', partition: 3, msg: 'committed' });
  assert.match(String(time), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

test('what lies under the level is not written', () => {
  const { logger, lines } = record('warn');
  logger.info('quiet');
  logger.child({ part: 'x' }).warn('loud');
  assert.deepEqual(
    lines().map(({ msg, part }) => [msg, part]),
    [['loud', 'x']],
  );
});

describe('of an error only what is ours is logged', () => {
  const foreign = Object.assign(new RangeError('CANARY'), {
    code: 'ECONNREFUSED',
    body: 'CANARY',
    meta: { body: 'CANARY' },
  });
  const cases: Record<string, [thrown: unknown, expected: Record<string, string>]> = {
    'one of ours': [
      new TriplineError('NOT_FOUND', '', { cause: foreign }),
      { code: 'NOT_FOUND', message: new TriplineError('NOT_FOUND').message },
    ],
    'a foreign one': [foreign, { name: 'RangeError', code: 'ECONNREFUSED' }],
    'one whose code is no text': [
      Object.assign(new Error('CANARY'), { code: { CANARY: 1 } }),
      { name: 'Error' },
    ],
    'a string': ['CANARY', { name: 'string' }],
    'an object': [{ message: 'CANARY' }, { name: 'object' }],
    nothing: [undefined, { name: 'undefined' }],
    null: [null, { name: 'object' }],
  };
  for (const [what, [thrown, expected]] of Object.entries(cases)) {
    test(what, () => {
      assert.deepEqual(safeError(thrown), expected);
      const { logger, lines } = record('trace');
      logger.error({ error: safeError(thrown) }, 'failed');
      assert.doesNotMatch(JSON.stringify(lines()), /CANARY/);
    });
  }
});
