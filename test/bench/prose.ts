/** Text of a wanted length: prose, JSON and code out of a vocabulary with the frequencies of a language (Zipf), and nothing in it to be found. */
import type { Seeded } from './seeded.ts';

const COMMON =
  'the of and to in a is that for it as was with be by on not this but from or have an they which one were all there would their we when who will more if no out so what about into than them can only other time new some could these two may first then do any like our over such most made after also many must before through back years where much your way well down should because each just those people how too little state good very make world still own see men work long get here between both life being under never day same another know while last might us great old year off come since against go came right used take three'.split(
    ' ',
  );
const SYLLABLES =
  'ba be bi bo ca ce co cu da de di do fa fe fi fo ga ge go ha he hi ho la le li lo ma me mi mo na ne ni no pa pe pi po ra re ri ro sa se si so ta te ti to va ve vi vo'.split(
    ' ',
  );
const VOCABULARY = 4000;

export interface Writer {
  prose(length: number): string;
  json(length: number): string;
  code(length: number): string;
}

export function createWriter(random: Seeded): Writer {
  const words = [...COMMON, ...Array.from({ length: VOCABULARY - COMMON.length }, () => coin(random))];
  return {
    prose: (length) => fill(length, () => sentence()),
    json: (length) => JSON.stringify({ items: collect(length, () => row()) }),
    code: (length) => fill(length, () => routine()),
  };

  /** The n-th word about as often as 1/n. */
  function word(): string {
    return words[Math.floor(words.length ** random.next()) - 1] ?? 'the';
  }

  function sentence(): string {
    const text = Array.from({ length: random.whole(6, 18) }, word).join(' ');
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}${random.pick(['.', '.', '.', '?', ', and so on.'])} `;
  }

  function row(): Record<string, unknown> {
    return {
      id: random.whole(1, 9999),
      name: `${word()} ${word()}`,
      note: sentence().trim(),
      score: random.whole(1, 99) / 10,
      active: random.chance(0.5),
      tags: [word(), word()],
    };
  }

  function routine(): string {
    const [name, argument, local] = [word(), word(), word()];
    return [
      `export function ${name}_${local}(${argument}) {`,
      `  const ${local} = ${argument}.filter((each) => each.${word()} > ${random.whole(1, 90)});`,
      `  if (${local}.length === 0) return null; // ${sentence().trim()}`,
      `  return ${local}.map((each) => each.${word()} + ${random.whole(1, 9)});`,
      '}',
      '',
      '',
    ].join('\n');
  }
}

function fill(length: number, piece: () => string): string {
  let text = '';
  while (text.length < length) text += piece();
  return text.slice(0, length);
}

function collect(length: number, piece: () => unknown): unknown[] {
  const pieces: unknown[] = [];
  for (let size = 0; size < length; size += JSON.stringify(pieces.at(-1)).length + 1) pieces.push(piece());
  return pieces;
}

function coin(random: Seeded): string {
  return Array.from({ length: random.whole(2, 4) }, () => random.pick(SYLLABLES)).join('');
}
