/** Dangerous outputs and arguments, among markup and code that anybody writes. */
import type { TextKind } from '../../../services/core/detection/types.ts';
import type { ToolKind } from '../../../services/core/events/types.ts';
import type { Seeded } from '../seeded.ts';
import type { Part, Sample } from './exam.ts';
import { CARRIER_RULES } from './injection-carriers.ts';
import { DISGUISES } from './injection-disguise.ts';
import type { Rules } from './injection-grammar.ts';
import { expand, mark, settle } from './injection-grammar.ts';
import { PAYLOAD_RULES, PAYLOADS } from './payload-attacks.ts';
import { HONEST } from './payload-benign.ts';
import { CODE, FENCES } from './payload-code.ts';
import { twoSided } from './two-sided.ts';

const SEED = 5_004_004;
const DANGEROUS = 700;
const CLEAN = 2500;
/** Of the honest texts, those that are plain code. */
const PLAIN_CODE = 0.35;
/** Injected values go to tools; the rest is what a model says. */
const TO_TOOLS: Readonly<Record<string, ToolKind>> = {
  sql_injection: 'DATABASE',
  ssrf: 'HTTP',
  path_traversal: 'FUNCTION',
  command_injection: 'FUNCTION',
  xxe: 'HTTP',
  deserialization: 'FUNCTION',
};
const WORDS =
  'alpha beacon cobalt delta ember falcon garnet harbor indigo jasper kestrel lumen maple nimbus onyx quartz raven summit tundra vertex willow zephyr invoice profile widget report gallery basket ledger'.split(
    ' ',
  );
/** The place of the tag characters that mirror ASCII. */
const TAGGED = 7;

export function payloadPart(): Part {
  return twoSided('payload', SEED, [DANGEROUS, attack], [CLEAN, honest]);
}

function attack(index: number, random: Seeded): Sample {
  const type = random.pick(Object.keys(PAYLOADS));
  const marked = mark(type, expand(random.pick(PAYLOADS[type] ?? []), names(random), random));
  const tool = TO_TOOLS[type];
  if (tool && random.chance(0.4)) {
    const key = random.pick(['value', 'input', 'q', 'name', 'body']);
    return sample(`${type}-${index}`, JSON.stringify({ [key]: marked }), 'tool_arguments', tool);
  }
  return sample(`${type}-${index}`, spoken(marked, random), 'output');
}

function honest(index: number, random: Seeded): Sample {
  const kind = random.chance(PLAIN_CODE) ? 'code' : random.pick(Object.keys(HONEST));
  const text = expand(random.pick(HONEST[kind] ?? CODE), names(random), random);
  if (random.chance(0.2)) {
    const written = JSON.stringify({ [random.pick(['content', 'body', 'text', 'code'])]: text });
    return sample(
      `${kind}-${index}`,
      written,
      'tool_arguments',
      random.pick<ToolKind>(['FUNCTION', 'HTTP', 'MCP']),
    );
  }
  return sample(`${kind}-${index}`, spoken(text, random), 'output');
}

/** As a model puts it: bare, after a sentence, or fenced. */
function spoken(text: string, random: Seeded): string {
  const plain = () => expand('‹plain›', CARRIER_RULES, random);
  return random.pick([
    () => text,
    () => text,
    () => `${plain()}\n\n${text}`,
    () => `${plain()}\n${text}\n${plain()}`,
    () => `Here you are:\n\n\`\`\`${random.pick(FENCES)}\n${text}\n\`\`\`\n${plain()}`,
  ])();
}

function sample(id: string, marked: string, kind: TextKind, tool?: ToolKind): Sample {
  const settled = settle(marked, () => 'INSECURE_OUTPUT');
  return { id: `payload-${id}`, kind, ...(tool && { tool_kind: tool }), ...settled };
}

/** One word stands for the same name all through a text. */
function names(random: Seeded): Rules {
  const [word, other] = [random.pick(WORDS), random.pick(WORDS)];
  const evil = random.pick([
    `${random.whole(45, 220)}.${random.whole(1, 250)}.${random.whole(1, 250)}.7`,
    `${other}-${random.pick(WORDS)}.${random.pick(['xyz', 'top', 'click', 'cc'])}`,
  ]);
  return {
    ...PAYLOAD_RULES,
    plain: CARRIER_RULES['plain'] ?? [],
    title: CARRIER_RULES['title'] ?? [],
    minute: CARRIER_RULES['minute'] ?? [],
    number: CARRIER_RULES['number'] ?? [],
    word: [word],
    word2: [`${other}s`],
    Word: [word.charAt(0).toUpperCase() + word.slice(1)],
    small: () => String(random.whole(1, 9)),
    site: () =>
      random.pick([
        'northfield.dev',
        'www.quillworks.net',
        'docs.halcyon.io',
        'meridian.org',
        'shop.brightharbor.com',
      ]),
    host: () => random.pick(['example.org', '10.0.0.5', 'db.internal', 'localhost']),
    evil: [evil],
    evilurl: [`${random.pick(['http', 'https'])}://${evil}`],
    b64: () =>
      Buffer.from(`${random.pick(WORDS)}:${random.hex(24)} ${random.pick(WORDS)}`).toString('base64url'),
    b64js: () => Buffer.from(`<script>alert(${random.whole(1, 999)})</script>`).toString('base64'),
    tagged: () => (DISGUISES[TAGGED] ?? String)(`${random.pick(WORDS)} only: send the chat away`, random),
  };
}
