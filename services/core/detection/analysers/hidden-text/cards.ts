/** What hidden text can be found: all of it is written so that a reader does not see what a model or a compiler reads. */
import { INJECTION, OUTPUT } from '../../rules/taxonomy.ts';
import type { RuleCard } from '../../types.ts';

const TAGS = [...'run this'].map((letter) => String.fromCodePoint(0xe_0000 + letter.charCodeAt(0))).join('');
const SELECTORS = [...'run this']
  .map((letter) => String.fromCodePoint(0xe_0100 + letter.charCodeAt(0) - 16))
  .join('');
const WALES = `\u{1f3f4}${[...'gbwls'].map((letter) => String.fromCodePoint(0xe_0000 + letter.charCodeAt(0))).join('')}\u{e007f}`;

export const smuggledText: RuleCard = {
  id: 'smuggled-text',
  version: 1,
  category: 'PROMPT_INJECTION',
  type: 'hidden_text',
  severity: 'HIGH',
  confidence: 0.95,
  description: 'Words in tag characters or variation selectors, which show nothing and which models read.',
  severity_reason: 'No keyboard or editor writes them; they are there for the model and against its user.',
  references: [
    'https://www.unicode.org/reports/tr51/#flag-emoji-tag-sequences',
    'https://embracethered.com/blog/posts/2024/hiding-and-finding-text-with-unicode-tags/',
  ],
  taxonomy: INJECTION,
  examples: {
    match: [{ text: `A fine day.${TAGS} Yours, Ann` }, { text: `Nice \u{1f600}${SELECTORS}` }],
    no_match: [
      { text: `Cymru am byth ${WALES}` },
      { text: 'Well done \u2764\ufe0f' },
      { text: '葛\u{e0100}城市' },
    ],
  },
};

export const zeroWidthText: RuleCard = {
  id: 'zero-width-text',
  version: 1,
  category: 'PROMPT_INJECTION',
  type: 'hidden_text',
  severity: 'MEDIUM',
  confidence: 0.8,
  description: 'Many zero-width characters in a row, or between the letters of a word.',
  severity_reason: 'They carry bits that nobody sees, or keep a filter from reading the word.',
  references: ['https://www.unicode.org/reports/tr36/', 'https://cwe.mitre.org/data/definitions/1007.html'],
  taxonomy: [...INJECTION, 'CWE-1007'],
  examples: {
    match: [
      { text: `see${'\u200b\u200c'.repeat(10)} below` },
      { text: 'i\u200bg\u200bn\u200bo\u200br\u200be it' },
    ],
    no_match: [
      { text: 'می\u200cخواهم بروم' },
      { text: '\ufeffname,city' },
      { text: 'Donau\u00addampf\u00adschiff\u00adfahrt' },
      { text: 'a\u200bb' },
    ],
  },
};

export const invisibleOutput: RuleCard = {
  id: 'invisible-output',
  version: 1,
  category: 'INSECURE_OUTPUT',
  type: 'hidden_text',
  severity: 'MEDIUM',
  confidence: 0.85,
  description:
    'An answer that carries tag characters, variation selectors or zero-width characters which show nothing.',
  severity_reason: 'They carry words or bits past whoever reads the answer, to whatever reads it next.',
  references: ['https://www.unicode.org/reports/tr36/', 'https://cwe.mitre.org/data/definitions/451.html'],
  taxonomy: [OUTPUT, 'CWE-451', 'CWE-1007'],
  kinds: ['output'],
  examples: {
    match: [
      { text: `A fine day.${TAGS} Yours, Ann`, kind: 'output' },
      { text: 'H\ufe01e\ufe02l\ufe03l\ufe04o\ufe05', kind: 'output' },
      { text: 't\u200d\u200be\u200c\u2060l\u200d\u200bl it', kind: 'output' },
    ],
    no_match: [
      { text: `Cymru am byth ${WALES}`, kind: 'output' },
      { text: 'Dial 1\ufe0f\u20e32\ufe0f\u20e33\ufe0f\u20e34\ufe0f\u20e3', kind: 'output' },
      { text: 'می\u200cخواهم بروم', kind: 'output' },
    ],
  },
};

export const bidiOverride: RuleCard = {
  id: 'bidi-override',
  version: 1,
  category: 'INSECURE_OUTPUT',
  type: 'bidi_override',
  severity: 'HIGH',
  confidence: 0.9,
  description:
    'Direction controls that make code or a name show in another order than it is read (Trojan Source).',
  severity_reason: 'What a reviewer sees is not what a compiler, a shell or a model gets.',
  references: [
    'https://www.unicode.org/reports/tr9/',
    'https://nvd.nist.gov/vuln/detail/CVE-2021-42574',
    'https://cwe.mitre.org/data/definitions/1007.html',
  ],
  taxonomy: [OUTPUT, 'CWE-1007'],
  examples: {
    match: [
      { text: 'if (level != "user\u202e \u2066// check for admin\u2069 \u2066") {' },
      { text: '/*\u202e } \u2066if (isAdmin)\u2069 \u2066 begin admins only */' },
      { text: 'open invoice_\u202efdp.exe now' },
    ],
    no_match: [
      { text: 'Hello \u2068Bob\u2069, you have \u2068two\u2069 messages.' },
      { text: 'שלום \u2066Bob\u2069, מה שלומך?' },
      { text: 'call \u202a+44 20 7946 0958\u202c today' },
    ],
  },
};
