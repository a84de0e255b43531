/** Shell commands: dangerous ones, some of them dressed up, among those that people run all day. */
import type { Seeded } from '../seeded.ts';
import type { Part, Sample } from './exam.ts';
import type { Rules } from './injection-grammar.ts';
import { expand, mark, settle } from './injection-grammar.ts';
import { ATTACKS, RULES } from './shell-attacks.ts';
import { disguised } from './shell-disguise.ts';
import { ORDINARY, ORDINARY_RULES } from './shell-ordinary.ts';
import { twoSided } from './two-sided.ts';

const SEED = 5_004_005;
const DANGEROUS = 700;
const CLEAN = 2500;
/** Of the texts, those that are a call's whole arguments. */
const AS_JSON = 1 / 3;
const DISGUISED = 0.15;
/** Begins with a plain program's name, which quotes and variables may stand for; nothing of Windows in it. */
const POSIX =
  /^(?!for |bomb|iwr|regsvr32|certutil|bitsadmin|mshta|vssadmin|format|powershell|rundll32|ntdsutil)(?:sudo )?[a-z]{2,}[^\\]*$/;
const WORDS =
  'alpha beacon cobalt delta ember falcon garnet harbor indigo jasper kestrel lumen maple nimbus onyx pioneer quartz raven summit tundra umbra vertex willow xenon yarrow zephyr update agent sync monitor report daily nightly worker api web cache queue mailer billing search'.split(
    ' ',
  );

export function shellPart(): Part {
  return twoSided('shell', SEED, [DANGEROUS, attack], [CLEAN, ordinary]);
}

function attack(index: number, random: Seeded): Sample {
  const type = random.pick(Object.keys(ATTACKS));
  const written = expand(random.pick(ATTACKS[type] ?? []), { ...RULES, ...names(random) }, random);
  const command = POSIX.test(written) && random.chance(DISGUISED) ? disguised(written, random) : written;
  return sample(`shell-${type}-${index}`, among(command, type, random), random);
}

/** Alone, or behind and before something harmless. */
function among(command: string, type: string, random: Seeded): string {
  const marked = mark(type, command);
  if (random.chance(0.75) || command.includes('#')) return marked;
  return random.pick([
    `cd /srv/app && ${marked}`,
    `echo start; ${marked}`,
    `git pull -q; ${marked}`,
    `set -e\nls -la\n${marked}\n`,
  ]);
}

function ordinary(index: number, random: Seeded): Sample {
  const rules = { ...ORDINARY_RULES, ...names(random) };
  const make = () =>
    expand(random.pick(ORDINARY[random.pick(Object.keys(ORDINARY))] ?? []), rules, random).trim();
  const command = random.chance(0.2) ? `${make()}${random.pick([' && ', '; ', '\n'])}${make()}` : make();
  return sample(`shell-ordinary-${index}`, command, random);
}

function sample(id: string, marked: string, random: Seeded): Sample {
  const field = random.pick(['command', 'command', 'cmd', 'script']);
  const written = random.chance(AS_JSON) ? inJson(field, marked, random) : marked;
  return { id, kind: 'tool_arguments', tool_kind: 'SHELL', ...settle(written, () => 'TOOL_ABUSE') };
}

function inJson(field: string, command: string, random: Seeded): string {
  return JSON.stringify(
    random.chance(0.6)
      ? { [field]: command }
      : { [field]: command, timeout: random.whole(5, 600), cwd: '/srv/app' },
  );
}

function names(random: Seeded): Rules {
  return {
    word: WORDS,
    person: 'mia jonas priya deploy ubuntu ec2-user svc-web omar lena'.split(' '),
    host: 'build.northfield.dev db1.halcyon.io web-03.internal stage.meridian.org mirror.quillworks.net'.split(
      ' ',
    ),
    small: () => String(random.whole(1, 30)),
    port: () => String(random.pick([4444, 1337, 9001, 8443, 443, 53, random.whole(1025, 65_000)])),
    evil: () =>
      random.pick([
        `${random.whole(45, 220)}.${random.whole(1, 250)}.${random.whole(1, 250)}.${random.whole(1, 250)}`,
        `${random.pick(WORDS)}-${random.pick(WORDS)}.${random.pick(['xyz', 'top', 'ru', 'cc', 'site'])}`,
      ]),
    evilurl: () => `${random.pick(['http', 'https'])}://${random.pick(['‹evil›', '‹evil›:‹port›'])}`,
    blob: () => Buffer.from(random.hex(48)).toString('base64'),
  };
}
