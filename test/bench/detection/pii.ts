/** Structured personal data: none to four values a text, each where it was put, among numbers that are nobody's. */

import type { TextKind } from '../../../services/core/detection/types.ts';
import type { Writer } from '../prose.ts';
import { createWriter } from '../prose.ts';
import type { Seeded } from '../seeded.ts';
import { seeded } from '../seeded.ts';
import type { Part, Sample } from './exam.ts';
import { distinct, mark, settle } from './injection-grammar.ts';
import { DECOYS } from './pii-decoys.ts';
import { routing } from './pii-financial.ts';
import type { Kind, Language } from './pii-kinds.ts';
import { OTHERS, SHARED } from './pii-kinds.ts';
import type { Item } from './pii-layouts.ts';
import { LAYOUTS } from './pii-layouts.ts';

const SEED = 5_004_001;
const SAMPLES = 1500;
/** Of the values, those of a type that Presidio's pattern recognizers know. */
const SHARED_PART = 0.4;
/** Some stand in the middle of much else. */
const PADDED = 0.2;
const LANGUAGES: readonly Language[] = ['en', 'en', 'en', 'en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl'];
const FROM: readonly TextKind[] = ['prompt', 'prompt', 'output', 'tool_result', 'tool_arguments'];

export function piiPart(): Part {
  const random = seeded(SEED);
  const writer = createWriter(random);
  const samples = distinct(
    SAMPLES,
    (index) => sample(index, writer, random),
    (made) => made.text,
  );
  return { name: 'pii', samples };
}

function sample(index: number, writer: Writer, random: Seeded): Sample {
  const language = random.pick(LANGUAGES);
  const planted = random.pick([0, 0, 1, 1, 1, 2, 2, 3, 4]);
  const kinds = Array.from({ length: planted }, () =>
    random.pick(random.chance(SHARED_PART) ? SHARED : OTHERS),
  );
  const items = kinds
    .filter(firstOfItsType)
    .flatMap((kind) => [...withRouting(kind, random), plant(kind, random, language)]);
  const decoys = Array.from({ length: random.whole(planted === 0 ? 1 : 0, 3) }, () => decoy(random));
  const all = [
    ...items,
    ...decoys.filter((each, at) => decoys.findIndex((other) => other.key === each.key) === at),
  ];
  const written = random.pick(LAYOUTS)(mixed(all, random), random, language);
  const { text, expected } = settle(
    random.chance(PADDED) ? padded(written, writer, random) : written,
    () => 'PII',
  );
  return { id: `pii-${index}`, text, kind: random.pick(FROM), expected };
}

function padded(text: string, writer: Writer, random: Seeded): string {
  return `${writer.prose(random.whole(80, 900))}\n${text}\n${writer.prose(random.whole(80, 900))}`;
}

/** Two of a type would have the same key in a record. */
function firstOfItsType(kind: Kind, at: number, kinds: readonly Kind[]): boolean {
  return kinds.findIndex((other) => other.type === kind.type) === at;
}

function plant(kind: Kind, random: Seeded, language: Language): Item {
  const labels = kind.labels[language] ?? kind.labels.en ?? [kind.type];
  const label =
    kind.plain === true && random.chance(0.4)
      ? random.pick(['details', 'entry', 'value', 'this one'])
      : random.pick(labels);
  return { label, key: random.pick(kind.keys), value: mark(kind.type, kind.make(random, language)) };
}

function withRouting(kind: Kind, random: Seeded): Item[] {
  if (kind.type !== 'us_bank_account' || random.chance(0.6)) return [];
  const label = random.pick(['routing number', 'ABA routing number', 'routing no.']);
  return [{ label, key: 'routing_number', value: mark('us_bank_routing', routing(random)) }];
}

function decoy(random: Seeded): Item {
  const [label, key, make] = random.pick(DECOYS);
  return { label, key, value: make(random) };
}

/** In any order, but an account stays behind its routing number. */
function mixed(items: readonly Item[], random: Seeded): Item[] {
  const turned = random.whole(0, items.length - 1);
  return items[turned]?.key.includes('account')
    ? [...items]
    : [...items.slice(turned), ...items.slice(0, turned)];
}
