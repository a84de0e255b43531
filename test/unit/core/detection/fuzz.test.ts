import test from 'node:test';
import { createFuzzer } from './fuzzing.ts';

test('10,000 random texts: nothing throws, offsets lie inside, tokens stay, what was planted is masked', () => {
  const fuzzer = createFuzzer();
  for (let seed = 0; seed < 10_000; seed++) fuzzer.check(seed);
});
