/** The corpora of the gate, cut, spliced and repeated at random: every analyser reads them to their end. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeShell } from '../../../../../services/core/detection/analysers/shell/judge.ts';
import { judgeSql } from '../../../../../services/core/detection/analysers/sql/judge.ts';
import { defaultEngine } from '../../../../../services/core/detection/default-engine.ts';
import { seeded } from '../../../../bench/seeded.ts';
import * as bypasses from '../../../../fixtures/policy-bypasses.ts';
import * as code from '../../../../fixtures/policy-code.ts';
import * as grammar from '../../../../fixtures/policy-grammar.ts';
import * as ordinary from '../../../../fixtures/policy-ordinary.ts';
import * as unix from '../../../../fixtures/policy-unix.ts';
import * as windows from '../../../../fixtures/policy-windows.ts';

const ROUNDS = 4000;
const LONGEST = 4000;
const SIGNS = [...'\'"`$(){}[];|&<>\\%^*?~#@!=:,.\n\t\0\uE001\uE003\uD800'];
const KINDS = ['SHELL', 'DATABASE', 'FUNCTION', 'HTTP'] as const;

test('a list that has no members left reads as an empty text', () => {
  for (const command of ['set c; shift; echo "$@"; echo "a $@"', 'a=(x); ls "${a[@]:1}""${a[@]:1}"${a[@]:1}'])
    assert.deepEqual(judgeShell(command), [], command);
});

test('calls broken at random neither throw nor lead outside the text', (context) => {
  const seed = Number(process.env['TRIPLINE_TEST_SEED'] ?? 12);
  context.diagnostic(`TRIPLINE_TEST_SEED=${seed}`);
  const random = seeded(seed);
  const texts = [bypasses, code, grammar, ordinary, unix, windows]
    .flatMap((corpus) => Object.values(corpus).flat() as (string | { arguments: string })[])
    .map((call) => (typeof call === 'string' ? call : call.arguments))
    .filter((text) => text.length < LONGEST);
  const engine = defaultEngine();
  for (let round = 0; round < ROUNDS; round++) {
    let text = random.pick(texts);
    for (let turn = random.whole(1, 4); turn > 0; turn--) text = broken(text, random.pick(texts));
    const tool_kind = random.pick(KINDS);
    const told = [
      ...judgeShell(text),
      ...judgeSql(text),
      ...engine.scan(text, { kind: 'tool_arguments', tool_kind }),
    ];
    for (const { start, end } of told) assert.ok(start >= 0 && start <= end && end <= text.length, text);
  }

  function broken(text: string, other: string): string {
    const from = random.whole(0, text.length);
    const to = Math.min(text.length, from + random.whole(0, 20));
    const [before, within, after] = [text.slice(0, from), text.slice(from, to), text.slice(to)];
    const foreign = other.slice(random.whole(0, other.length));
    const ways = [
      before + after,
      before,
      before + foreign,
      before + foreign.slice(0, 60) + within + after,
      before + within.repeat(random.whole(2, 40)) + after,
      before + random.pick(SIGNS) + within + after,
    ];
    return random.pick(ways).slice(0, LONGEST);
  }
});
