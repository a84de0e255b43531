/** Secrets of some 270 kinds in thirty kinds of text, one in each; and clean text of the sort that alarms wrongly. */
import type { Seeded } from '../seeded.ts';
import { seeded } from '../seeded.ts';
import { cleanSamples } from './clean.ts';
import { chatter } from './clean-prose.ts';
import type { Part, Sample } from './exam.ts';
import {
  BARE_CONTEXTS,
  type Context,
  LABELLED_CONTEXTS,
  NAMED_CONTEXTS,
  type Placed,
} from './secrets-contexts.ts';
import { CLOUD_FORMATS, type Format } from './secrets-formats-cloud.ts';
import { CONNECTION_FORMATS, NAMED_FORMATS, PEM_FORMATS, PROSE_SECRETS } from './secrets-formats-named.ts';
import { SAAS_FORMATS } from './secrets-formats-saas.ts';
import { renderFormat } from './secrets-token.ts';

const SEED = 20_311;
const CLEAN = 4000;
/** Samples of each kind: what carries its own prefix, what only a name tells, addresses with passwords, private keys, prose. */
const EACH = { prefixed: 5, named: 4, connection: 4, pem: 5, prose: 4 } as const;
/** Share that stands right beside its variable's name. */
const NAMED = 0.7;
const OPEN = '[[';
const CLOSE = ']]';

export function secretsPart(): Part {
  const random = seeded(SEED);
  return { name: 'secrets', samples: [...secretSamples(random), ...cleanSamples(seeded(SEED + 1), CLEAN)] };
}

function secretSamples(random: Seeded): Sample[] {
  const anywhere = () =>
    random.pick(random.chance(NAMED) ? NAMED_CONTEXTS : random.pick([LABELLED_CONTEXTS, BARE_CONTEXTS]));
  const named = () => random.pick(random.chance(NAMED) ? NAMED_CONTEXTS : LABELLED_CONTEXTS);
  return [
    ...repeat([...CLOUD_FORMATS, ...SAAS_FORMATS], EACH.prefixed, (format) =>
      fromFormat(format, anywhere(), random),
    ),
    ...repeat(NAMED_FORMATS, EACH.named, (format) => fromFormat(format, named(), random)),
    ...repeat(CONNECTION_FORMATS, EACH.connection, (format) => fromFormat(format, anywhere(), random)),
    ...repeat(PEM_FORMATS, EACH.pem, (format) => fromPem(format, random)),
    ...repeat(PROSE_SECRETS, EACH.prose, (format) => fromProse(format, random)),
  ].map((sample, index) => ({ ...sample, id: `${sample.id}-${index}` }));
}

function repeat<T>(items: readonly T[], times: number, make: (item: T) => Sample): Sample[] {
  return items.flatMap((item) => Array.from({ length: times }, () => make(item)));
}

function fromFormat([kind, name, format]: Format, context: Context, random: Seeded): Sample {
  const value = renderFormat(format, random);
  const label = `${kind.replaceAll('-', ' ')}${/key|token|secret|pat|url/.test(kind) ? '' : random.pick([' key', ' token', ' credential', ''])}`;
  return sampleOf(kind, value, context({ value: plain(value), name, label, random }));
}

function fromPem([kind, label, head, lines]: (typeof PEM_FORMATS)[number], random: Seeded): Sample {
  const dashes = '-'.repeat(5);
  const body = Array.from({ length: lines }, (_, index) =>
    renderFormat(index === 0 ? `${head}<b:${64 - head.length}>` : '<b:64>', random),
  );
  const value = [
    `${dashes}BEGIN ${label}${dashes}`,
    ...body,
    renderFormat('<b:42>==', random),
    `${dashes}END ${label}${dashes}`,
  ];
  const escaped = value.join('\\n');
  const whole = value.join('\n');
  const [text, secret] = random.pick([
    [`$ cat deploy.pem\n${whole}\n$ chmod 600 deploy.pem\n`, whole],
    [
      `${chatter(random, 1)} Can you tell me why ssh refuses this one?\n\n${whole}\n\n${chatter(random, 1)}`,
      whole,
    ],
    [`{"type":"service_account","private_key":"${escaped}\\n","client_id":"${random.hex(20)}"}`, escaped],
    [`PORT=8080\nTLS_KEY="${escaped}"\nLOG_LEVEL=info\n`, escaped],
  ]);
  return sampleOf(kind, secret, { text, kind: random.pick(['tool_result', 'prompt', 'output']) });
}

function fromProse(format: string, random: Seeded): Sample {
  const value = renderFormat(format, random);
  const said = plain(value);
  const text = random.pick([
    `${chatter(random, 1)} By the way, ${said}. ${chatter(random, 1)}`,
    `Hi Jonas,\n\n${chatter(random, 2)}\n\n${said}\n\nSee you tomorrow\nMarit\n`,
    `> ${chatter(random, 1)}\n\n${said}\n\n${chatter(random, 1)}`,
    `[09:14] marit: ${chatter(random, 1)}\n[09:15] jonas: ${said}\n[09:17] marit: ${chatter(random, 1)}`,
  ]);
  return sampleOf('told', value, { text, kind: random.pick(['prompt', 'output', 'tool_result']) });
}

/** The marks say which part of the value is secret; without them all of it is. */
function sampleOf(kind: string, marked: string, { text, ...where }: Placed): Sample {
  const value = plain(marked);
  const open = marked.indexOf(OPEN);
  const [from, to] = open < 0 ? [0, value.length] : [open, marked.indexOf(CLOSE, open) - OPEN.length];
  const at = text.indexOf(value);
  if (at < 0) throw new Error(`the context of a ${kind} lost it`);
  return {
    id: kind,
    text,
    ...where,
    expected: [{ category: 'SECRET', type: kind, start: at + from, end: at + to }],
  };
}

function plain(marked: string): string {
  return marked.replace(OPEN, '').replace(CLOSE, '');
}
