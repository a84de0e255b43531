import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Hits } from '../../../../services/core/detection/hits.ts';
import { compilePrefilter } from '../../../../services/core/detection/prefilter.ts';

const prefilter = compilePrefilter([
  { triggers: ['password'] },
  { triggers: ['ab'] },
  { triggers: { class: 'digits', run: 4 } },
]);

test('finds triggers to the last unit, and none that goes on beyond it as the text before did', () => {
  for (const [whole, cut] of [
    ['my password', 'my pass'],
    ['xab', 'xa'],
    ['number 1234', 'number 12'],
    ['й password', 'й pass'],
    [`${'-'.repeat(70_000)}password`, `${'-'.repeat(70_000)}pass`],
  ] as const) {
    assert.equal(placesIn(whole).length, 1, whole.slice(-20));
    assert.deepEqual(placesIn(cut), [], cut.slice(-20));
  }
});

test('takes no wide unit for the letter that its lower eight bits are', () => {
  assert.deepEqual(placesIn('\u0170assword'), []);
  assert.deepEqual(placesIn('p\u0161ssword'), []);
  assert.deepEqual(placesIn('\u01701 password'), [3]);
  assert.deepEqual(placesIn('\u0131\u0132\u0133\u0134'), []);
});

function placesIn(text: string): number[] {
  const places: number[] = [];
  const hits = new Hits();
  for (let from = 0; from >= 0; ) {
    hits.length = 0;
    from = prefilter.find(text, from, hits);
    for (let hit = 0; hit < hits.length; hit += 2) places.push(hits.entry(hit));
  }
  return places;
}
