import test from 'node:test';
import { createFuzzer } from './fuzzing.ts';

const TEXTS = 1_000_000;

test('a million random texts: nothing throws, offsets lie inside, tokens stay, what was planted is masked', () => {
  const fuzzer = createFuzzer();
  const first = Math.floor(Math.random() * 2 ** 31);
  for (let seed = first; seed < first + TEXTS; seed++) fuzzer.check(seed);
});
