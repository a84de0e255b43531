/** The texts that we write ourselves: every family expanded so often, carried, disguised and mistyped. */

import { directAttacks } from './attacks-direct.ts';
import { extractionAttacks } from './attacks-extraction.ts';
import { freeAttacks } from './attacks-free.ts';
import { indirectAttacks } from './attacks-indirect.ts';
import { jailbreakAttacks } from './attacks-jailbreak.ts';
import { attacksInLanguages } from './attacks-languages.ts';
import { noteAttacks } from './attacks-notes.ts';
import { shortAttacks } from './attacks-short.ts';
import { BEGIN, carry, END } from './carriers.ts';
import { disguise, roughen } from './disguises.ts';
import type { Family } from './family.ts';
import { expand } from './grammar.ts';
import { freeHarmless } from './harmless-free.ts';
import { harmlessLanguages } from './harmless-languages.ts';
import { nearHarmless } from './harmless-near.ts';
import { harmlessPrompts } from './harmless-prompts.ts';
import { harmlessRoles } from './harmless-roles.ts';
import { harmlessTexts } from './harmless-texts.ts';
import type { Random } from './random.ts';
import type { Sample } from './sample.ts';
import { wordSalads } from './word-salad.ts';

const ATTACKS_PER_FAMILY = 260;
const ATTACKS_PER_FREE_LINE = 40;
const ATTACKS_PER_LANGUAGE_IDEA = 140;
const HARMLESS_PER_FAMILY = 420;
const NEAR_MISSES_PER_FAMILY = 160;
const HARMLESS_PER_LANGUAGE = 350;
const HARMLESS_PER_FREE_LINE = 60;
const HARMLESS_PER_ROLE_LINE = 40;
/** Lines of a free family that make one passage at most. */
const MOST_LINES = 10;
const HARMLESS_NOTES = 3000;
/** Harmless texts are disguised too, though seldom: a disguise alone is no attack. */
const HARMLESS_DISGUISED = 0.25;

/** Notes that carriers hold where nothing is wrong. */
const notes: Family = {
  name: 'note',
  kinds: ['tool_result'],
  templates: [
    '{chore}',
    '{advice}',
    '{comment}',
    '(Please|Kindly|You must|Remember to|Do not forget to) {chore}(.| before {day}.)',
    '(Note|IMPORTANT|NOTICE|Attention)(:) {advice} {fact}',
    '{codeRule}',
    '{sentence}',
    '(See|Visit|Open|Click|Follow) {url} (for|to see) (details|the {document}|more).',
  ],
};

export function generatedSamples(random: Random): Sample[] {
  return [
    ...[...directAttacks, ...extractionAttacks, ...jailbreakAttacks, ...indirectAttacks].flatMap((family) =>
      many(ATTACKS_PER_FAMILY, () => attack(family, random)),
    ),
    ...[...freeAttacks, ...shortAttacks, ...noteAttacks, ...noteAttacks].flatMap((family) =>
      many(ATTACKS_PER_FREE_LINE * family.templates.length, () => attack(family, random)),
    ),
    ...attacksInLanguages.flatMap((family) => many(ATTACKS_PER_LANGUAGE_IDEA, () => attack(family, random))),
    ...[...harmlessPrompts, ...harmlessTexts].flatMap((family) =>
      many(family.nearMiss === true ? NEAR_MISSES_PER_FAMILY : HARMLESS_PER_FAMILY, () =>
        harmless(family, random),
      ),
    ),
    ...freeHarmless.flatMap((family) =>
      many(HARMLESS_PER_FREE_LINE * family.templates.length, () => passage(family, random)),
    ),
    ...[...harmlessRoles, ...nearHarmless].flatMap((family) =>
      many(HARMLESS_PER_ROLE_LINE * family.templates.length, () => harmless(family, random)),
    ),
    ...harmlessLanguages.flatMap((family) => many(HARMLESS_PER_LANGUAGE, () => harmless(family, random))),
    ...many(HARMLESS_NOTES, () => harmless(notes, random, carry)),
    ...wordSalads(random),
  ];
}

function many<T>(count: number, make: () => T): T[] {
  return Array.from({ length: count }, make);
}

function attack(family: Family, random: Random): Sample {
  const kind = random.pick(family.kinds);
  const template = random.below(family.templates.length);
  const said = roughen(expand(family.templates[template] as string, random), random);
  const words = disguise(said, random);
  const isCarried = kind === 'prompt' ? random.chance(0.12) : random.chance(0.85);
  return sampleOf(place(words, isCarried, kind, random), true, family, template, kind);
}

function place(words: string, isCarried: boolean, kind: string, random: Random): string {
  const marked = `${BEGIN}${words}${END}`;
  if (isCarried) return carry(words, random);
  if (kind !== 'prompt' || random.chance(0.7)) return marked;
  return random.chance(0.5)
    ? `${expand('({question}|{paragraph}|{sentence})', random)} ${marked}`
    : `${marked} ${expand('({question}|{paragraph}|{sentence})', random)}`;
}

function harmless(family: Family, random: Random, wrap?: typeof carry): Sample {
  const template = random.below(family.templates.length);
  const said = roughen(expand(family.templates[template] as string, random), random);
  const words = random.chance(HARMLESS_DISGUISED) ? disguise(said, random) : said;
  const isCarried = wrap !== undefined || random.chance(0.1);
  const text = isCarried ? carry(words, random) : words;
  return sampleOf(text, false, family, template, random.pick(family.kinds));
}

/** Several lines of one family, as a page has them; held out by its first. */
function passage(family: Family, random: Random): Sample {
  const template = random.below(family.templates.length);
  const more = many(random.below(MOST_LINES), () => random.pick(family.templates));
  const said = [family.templates[template] as string, ...more].map((line) => expand(line, random)).join(' ');
  return sampleOf(roughen(said, random), false, family, template, random.pick(family.kinds));
}

function sampleOf(
  marked: string,
  isAttack: boolean,
  family: Family,
  template: number,
  kind: Sample['kind'],
): Sample {
  const start = marked.indexOf(BEGIN);
  const text = marked.replace(/[\ue000\ue001]/g, '');
  const base = {
    text,
    attack: isAttack,
    family: `${family.name}-${template}`,
    kind,
    language: family.language ?? 'en',
    nearMiss: family.nearMiss === true,
  };
  return isAttack && start >= 0 ? { ...base, span: { start, end: marked.indexOf(END) - 1 } } : base;
}
