/** Prompt injection and jailbreaks: direct, disguised, in other languages, and inside what tools bring home; among texts that only sound like it. */
import type { TextKind } from '../../../services/core/detection/types.ts';
import type { Seeded } from '../seeded.ts';
import type { Part, Sample } from './exam.ts';
import { AIMS } from './injection-aims.ts';
import { FAMILIES } from './injection-attacks.ts';
import { BENIGN, BENIGN_RULES } from './injection-benign.ts';
import { CARRIER_RULES, CARRIERS } from './injection-carriers.ts';
import { DISGUISES } from './injection-disguise.ts';
import { DOMAINS, SETUPS } from './injection-domains.ts';
import { expand, mark, settle } from './injection-grammar.ts';
import { TONGUE_RULES, TONGUES } from './injection-languages.ts';
import { WORDS } from './injection-words.ts';
import { twoSided } from './two-sided.ts';

const SEED = 5_004_003;
const ATTACKS = 900;
const CLEAN = 3000;
/** Of the attacks: in a tool's result or a document, disguised, in another language; the rest stands plainly in a prompt. */
const INDIRECT = 0.33;
const DISGUISED = 0.1;
const FOREIGN = 0.11;
/** Of the harmless prompts, those that quote an attack to ask about it. */
const QUOTING = 0.05;
/** And those that command a model or give it a part to play. */
const SETTING_UP = 0.12;
/** Families that a user tries, the common ones more often. */
const BY_USERS =
  'override override override extraction extraction persona persona mode mode turns hypothetical splitting'.split(
    ' ',
  );
/** Of a stranger's orders to an agent, those that first do away with the others. */
const LED = 0.4;
/** Attackers seldom stop at one: the chance of one more in front, and of which kind it is. */
const MORE = 0.35;
const LEADING = ['override', 'override', 'override', 'persona', 'mode'];
/** Families that a stranger's text uses on an agent, more often than others. */
const ON_AGENTS = ['hijack', 'hijack', 'hijack', 'override', 'turns', 'extraction', 'mode'];
const BROUGHT = ['prompt', 'prompt', 'prompt', 'tool_result', 'tool_result', 'output'] as const;
const ALL = { ...WORDS, ...AIMS, ...TONGUE_RULES };

export function injectionPart(): Part {
  return twoSided('injection', SEED, [ATTACKS, attack], [CLEAN, benign]);
}

function attack(index: number, random: Seeded): Sample {
  const drawn = random.next();
  if (drawn < INDIRECT) return indirect(index, random);
  if (drawn < INDIRECT + DISGUISED) {
    const [, text] = direct([...BY_USERS, 'hijack'], random);
    return sample(
      `disguised-${index}`,
      mark('prompt_injection', random.pick(DISGUISES)(short(text), random)),
      'prompt',
    );
  }
  if (drawn < INDIRECT + DISGUISED + FOREIGN) {
    const [tongue, text] = foreign(random);
    return sample(`${tongue}-${index}`, framed(text, random), 'prompt');
  }
  const [family, text] = direct(BY_USERS, random);
  return sample(`${family}-${index}`, framed(text, random), 'prompt');
}

function direct(families: readonly string[], random: Seeded): [family: string, text: string] {
  const family = random.pick(families);
  const lead = family === 'hijack' && random.chance(LED) ? '‹classic›. ' : '';
  const written = [lead + random.pick(FAMILIES[family] ?? [])];
  while (random.chance(MORE)) written.unshift(random.pick(FAMILIES[random.pick(LEADING)] ?? []));
  return [family, sentenceCase(expand(written.join(random.pick([' ', '\n'])), ALL, random))];
}

function foreign(random: Seeded): [tongue: string, text: string] {
  const tongue = random.pick(Object.keys(TONGUES));
  return [tongue, sentenceCase(expand(random.pick(TONGUES[tongue] ?? []), ALL, random))];
}

function indirect(index: number, random: Seeded): Sample {
  const [family, text] = random.chance(0.12) ? foreign(random) : direct(ON_AGENTS, random);
  const [before = '', after = ''] = random.pick(CARRIERS).split(/(?<![A-Za-z])A(?![A-Za-z])/);
  const [head, tail] = [before, after].map((half) => expand(half, CARRIER_RULES, random));
  const hidden = random.chance(0.08) ? random.pick(DISGUISES)(short(text), random) : text;
  const inJson = before.startsWith('{');
  const written = inJson ? JSON.stringify(hidden).slice(1, -1) : hidden;
  const kind = random.pick<TextKind>(['tool_result', 'tool_result', 'tool_result', 'prompt', 'output']);
  const asked =
    kind === 'prompt'
      ? random.pick(['Summarise this:\n\n', 'What does this say?\n\n', 'Translate for me:\n'])
      : '';
  return sample(
    `indirect-${family}-${index}`,
    `${asked}${head}${mark('prompt_injection', written)}${tail}`,
    kind,
  );
}

/** Some have something harmless before or behind them. */
function framed(text: string, random: Seeded): string {
  const marked = mark('prompt_injection', text);
  if (random.chance(0.7)) return marked;
  const plain = expand(random.pick(['‹plain›', '‹plain› ‹plain›']), CARRIER_RULES, random);
  return random.chance(0.6) ? `${plain}\n${marked}` : `${marked} ${plain}`;
}

/** Encoded text grows; its first sentences carry the attack. */
function short(text: string): string {
  return text.split('\n').join(' ').slice(0, 160);
}

function sentenceCase(text: string): string {
  return text.replaceAll(
    /(^|[.!?] )(\p{Ll})/gu,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  );
}

function benign(index: number, random: Seeded): Sample {
  const drawn = random.pick(BROUGHT);
  const templates = drawn === 'prompt' ? prompts(random) : BENIGN[drawn];
  const written = expand(random.pick(templates), BENIGN_RULES, random);
  const text = drawn === 'prompt' ? sentenceCase(written) : written;
  return sample(`benign-${index}`, text, drawn);
}

function prompts(random: Seeded): readonly string[] {
  if (random.chance(QUOTING)) return BENIGN.quoting;
  if (random.chance(SETTING_UP)) return SETUPS;
  return random.chance(0.5) ? DOMAINS : BENIGN.prompt;
}

function sample(id: string, marked: string, kind: TextKind): Sample {
  return { id: `injection-${id}`, kind, ...settle(marked, () => 'PROMPT_INJECTION') };
}
