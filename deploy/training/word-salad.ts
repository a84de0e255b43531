/** Common words in any order, as prose, JSON or code: nothing is meant, so nothing may be found, and the gate must close on it. */
import type { Random } from './random.ts';
import type { Sample } from './sample.ts';

const COUNT = 1500;
/** Held out in so many groups of each shape. */
const GROUPS = 5;
const LEAST_WORDS = 60;
const MOST_WORDS = 360;
const SENTENCE = 12;
/** Words that carry a meaning only in company, the commonest first. */
const COMMON =
  'the be to of and a in that have i it for not on with he as you do at this but his by from they we say her she or an will my one all would there their what so up out if about who get which go me when make can like time no just him know take people into year your good some could them see other than then now look only come its over think also back after use two how our work first well way even new want because any these give day most us is was are were been has had did said made went got must should may might shall through before under where between both each few more many such own same too very here again once during without against while another last long great little old right big high different small large next early young important public bad able still never always often system user rules text message send show tell ask need feel try leave call keep let begin seem help turn start run move live believe hold bring happen write provide sit stand lose pay meet include continue set learn change lead understand watch follow stop create speak read allow add spend grow open walk win offer remember love consider appear buy wait serve die build stay fall cut reach kill remain yes every something nothing everything anything please free output input answer question word words line'.split(
    ' ',
  );
const SYLLABLES =
  'ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no nu ra re ri ro ru sa se si so su ta te ti to tu va ve vi vo pa pe pi po ba be bi bo da de di do ga ge go fa fe fi fo han lin tor mer den'.split(
    ' ',
  );

export function wordSalads(random: Random): Sample[] {
  const shapes = [prose, json, code, prose];
  const words = [...COMMON, ...Array.from({ length: 2500 }, () => coined(random))];
  return Array.from({ length: COUNT }, (_, index) => {
    const shape = shapes[index % shapes.length] as typeof prose;
    return {
      text: shape(() => words[Math.floor(words.length ** random.next()) - 1] as string, random),
      attack: false,
      family: `salad-${shape.name}-${random.below(GROUPS)}`,
      kind: random.pick(['prompt', 'output', 'tool_result'] as const),
      language: 'en',
      nearMiss: false,
    };
  });
}

function coined(random: Random): string {
  return Array.from({ length: 2 + random.below(3) }, () => random.pick(SYLLABLES)).join('');
}

function size(random: Random): number {
  return LEAST_WORDS + random.below(MOST_WORDS - LEAST_WORDS);
}

function prose(word: () => string, random: Random): string {
  return Array.from({ length: Math.ceil(size(random) / SENTENCE) }, () => sentence(word, random)).join(' ');
}

function sentence(word: () => string, random: Random): string {
  const said = Array.from({ length: 3 + random.below(2 * SENTENCE) }, word).join(' ');
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}${random.pick(['.', '.', '!', '?'])}`;
}

function json(word: () => string, random: Random): string {
  const rows = Array.from({ length: Math.ceil(size(random) / 20) }, () => ({
    id: random.below(9999),
    [word()]: `${word()} ${word()}`,
    note: sentence(word, random),
    [word()]: random.chance(0.5),
    tags: [word(), word(), word()],
  }));
  return JSON.stringify(random.chance(0.5) ? rows : { items: rows });
}

function code(word: () => string, random: Random): string {
  return Array.from({ length: Math.ceil(size(random) / 16) }, () => {
    const [name, first, second] = [word(), word(), word()];
    return random.pick([
      `function ${name}_${first}(${second}) {\n  if (${second}.${word()} === ${random.below(99)}) return null; // ${sentence(word, random)}\n  return ${second}.map((${first}) => ${first}.${word()});\n}\n`,
      `def ${name}(${first}, ${second}=None):\n    # ${sentence(word, random)}\n    ${word()} = ${first}.${word()}(${second})\n    return ${word()}\n`,
      `const ${name} = ${first}.filter((each) => each.${word()} > ${random.below(99)});\n`,
    ]);
  }).join('\n');
}
