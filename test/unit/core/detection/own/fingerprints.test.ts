import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { compileEngine } from '../../../../../services/core/detection/engine.ts';
import { fingerprintAnalyser } from '../../../../../services/core/detection/own/fingerprint-analyser.ts';
import { FingerprintStore } from '../../../../../services/core/detection/own/fingerprint-store.ts';

const NOW = new Date('2026-11-26T00:00:00Z');
const SYLLABLES = ['ka', 'ro', 'mi', 'ten', 'sol', 'ven', 'dra', 'qui', 'lor', 'bes', 'tan', 'fi'];

/** Words by a small linear congruence: the same in every run. */
function writer(seed: number) {
  let state = seed;
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) % below;
  };
  const word = () => Array.from({ length: 2 + next(2) }, () => SYLLABLES[next(SYLLABLES.length)]).join('');
  return (words: number) => Array.from({ length: words }, word);
}

function storeOf(documents: Record<string, string>): FingerprintStore {
  const store = new FingerprintStore();
  for (const [id, text] of Object.entries(documents)) store.add(id, text, { severity: 'HIGH', now: NOW });
  return store;
}

function findings(store: FingerprintStore, text: string) {
  return compileEngine([], [fingerprintAnalyser(store)])
    .scan(text, { kind: 'output' })
    .map(({ rule_id, category, start, end }) => ({ rule_id, category, found: text.slice(start, end) }));
}

describe('fingerprints', () => {
  const words = writer(1)(8000);
  const others = Object.fromEntries(
    Array.from({ length: 50 }, (_, index) => [`other-${index}`, writer(index + 100)(2000).join(' ')]),
  );
  const store = storeOf({ contract: words.join(' '), ...others });

  test('any eight consecutive words are found, wherever they stand in the document, and nothing beside them', () => {
    for (let at = 0; at + 8 <= words.length; at += 97) {
      const quoted = words.slice(at, at + 8).join(' ');
      assert.deepEqual(findings(store, `As they say, ${quoted}: so it is.`), [
        { rule_id: 'fingerprint-contract', category: 'CONFIDENTIAL', found: quoted },
      ]);
    }
  });

  test('seven consecutive words are no finding', () => {
    for (let at = 0; at + 7 <= words.length; at += 97)
      assert.deepEqual(findings(store, `one ${words.slice(at, at + 7).join(' ')} two`), []);
  });

  test('case, punctuation, line breaks, accents composed or not and invisible characters do not hide a repetition', () => {
    const plain = 'The Société agrées to pay nine million crowns at closing of the deal';
    const small = storeOf({ deal: plain });
    for (const form of [
      plain.toUpperCase(),
      plain.replaceAll(' ', '\n  — '),
      `“${plain.replaceAll(' ', ', ')}”`,
      [...plain].join('\u200b'),
      plain.replaceAll('pay', 'p\u00aday'),
      plain.replace('deal', 'ｄｅａｌ'),
      plain.normalize('NFD'),
    ])
      assert.equal(findings(small, `> ${form}!`)[0]?.found, form.replace(/^“|”$/g, ''));
  });

  test('three sentences reworded at their edges are one finding', () => {
    const quoted = words.slice(4000, 4060);
    const text = `In short: perhaps ${quoted.join(' ')} or whatever. ${writer(9)(300).join(' ')}`;
    assert.deepEqual(
      findings(store, text).map(({ found }) => found),
      [quoted.join(' ')],
    );
  });

  test('10,000 ordinary outputs raise nothing', () => {
    const write = writer(77);
    const analyser = fingerprintAnalyser(store);
    for (let index = 0; index < 10_000; index++)
      assert.deepEqual(analyser.analyse(write(40).join(' '), { kind: 'output' }), []);
  });

  test('a document that is removed is found no more, and its number is used again', () => {
    const changing = storeOf({ one: words.slice(0, 100).join(' '), two: words.slice(100, 200).join(' ') });
    assert.equal(changing.remove('one'), true);
    assert.equal(changing.remove('one'), false);
    changing.add('three', words.slice(200, 300).join(' '), { severity: 'LOW', now: NOW });
    const text = [words.slice(10, 30), words.slice(110, 130), words.slice(210, 230)]
      .map((part) => part.join(' '))
      .join('. X. ');
    assert.deepEqual(
      findings(changing, text).map(({ rule_id }) => rule_id),
      ['fingerprint-two', 'fingerprint-three'],
    );
  });

  test('a store is the same after it was kept', () => {
    const copy = FingerprintStore.decode(store.encode());
    assert.deepEqual(copy.documents(), store.documents());
    assert.equal(findings(copy, words.slice(50, 70).join(' '))[0]?.rule_id, 'fingerprint-contract');
    assert.ok(!store.encode().includes(words[50] as string));
  });

  test('a store that was altered or cut is refused', () => {
    const bytes = storeOf({ one: words.slice(0, 100).join(' ') }).encode();
    const altered = Buffer.from(bytes);
    altered.writeUInt8(altered.readUInt8(altered.length - 400) ^ 1, altered.length - 400);
    for (const bad of [
      Buffer.alloc(0),
      Buffer.from('TLFP'),
      bytes.subarray(0, -4),
      altered,
      Buffer.from('x'.repeat(500)),
    ])
      assert.throws(() => FingerprintStore.decode(bad), { code: 'CONFIG_INVALID' });
  });

  test('a text too short to be told, and an id that is no name, are refused', () => {
    assert.throws(() => storeOf({ short: 'only seven words are in this one' }), {
      code: 'DOCUMENT_UNFIT',
      detail: /7 words/,
    });
    assert.throws(() => storeOf({ 'No Name': words.join(' ') }), { code: 'DOCUMENT_UNFIT' });
  });
});
