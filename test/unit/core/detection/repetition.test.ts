import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Repetition } from '../../../../services/core/detection/repetition.ts';
import { seeded } from '../../../bench/seeded.ts';

test('says yes only where a comparison of the surroundings does, and always where the text goes on as it began', () => {
  const random = seeded(11);
  const around = 6;
  for (let round = 0; round < 400; round++) {
    const unit = Array.from({ length: random.whole(1, 7) }, () => 'ab'.charAt(random.whole(0, 1))).join('');
    const letters = [...unit.repeat(40)].slice(0, 120);
    for (let change = 0; change < round % 4; change++) letters[random.whole(0, 119)] = 'c';
    const text = letters.join('');
    const repetition = new Repetition(around);
    for (let question = 0; question < 100; question++) {
      const at = random.whole(0, text.length - 1);
      const earlier = at - random.whole(1, 2) * unit.length;
      const isSame =
        earlier >= around &&
        at + around <= text.length &&
        text.slice(earlier - around, earlier + around) === text.slice(at - around, at + around);
      const holds = repetition.holds(text, earlier, at);
      if (!isSame || round % 4 === 0) assert.equal(holds, isSame, `${text} ${earlier} ${at}`);
    }
  }
});

test('forgets one text before the next', () => {
  const repetition = new Repetition(2);
  assert.equal(repetition.holds('ababababab', 2, 4), true);
  repetition.forget();
  assert.equal(repetition.holds('abacababab', 2, 4), false);
});

test('a place before any surroundings, or the place itself, repeats nothing', () => {
  const repetition = new Repetition(3);
  assert.equal(repetition.holds('aaaaaaaaaa', -1, 5), false);
  assert.equal(repetition.holds('aaaaaaaaaa', 2, 5), false);
  assert.equal(repetition.holds('aaaaaaaaaa', 5, 5), false);
});
