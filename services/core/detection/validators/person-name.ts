/** Names of people told from other words in capitals: common given names, and words that no name is made of. */
import type { Verdict } from '../types.ts';

const GIVEN =
  'aaron abdul abigail adam adrian agnes ahmed aisha alan albert alejandro alessandro alex alexander alexandra alfred ali alice alicia alina ' +
  'amanda amara amelie amina amir amy ana anastasia anders andre andrea andreas andrew angela anita anja ann anna anne annette anthony anton ' +
  'antonio arjun arthur ashley astrid barbara beatrice ben benjamin bernard bernd betty bianca bjorn boris brandon brenda brian bruno camille ' +
  'carl carla carlos carmen carol caroline carolyn catherine charles charlotte chiara chloe chris christian christina christine christopher ' +
  'clara claudia claire clement colin cristina cynthia daniel daniela david deborah denis dennis diana diego dieter dmitri dominik donald donna ' +
  'dorothy dylan eduardo edward elena eleanor elisabeth elizabeth ella elsa emil emily emma enzo eric erik ernesto esther ethan eva evelyn fabian ' +
  'fatima felix fernando filip florian frances francesca francesco francis frank franz frederic gabriel gary georg george gerald gerhard giovanni ' +
  'giulia giuseppe gloria grace greg gregory guillaume gustav hana hannah hans harold harry hassan heather heinz helen helena helga henri henrik ' +
  'henry hiroshi hugo ibrahim ida igor ines ingrid irene isabel isabella ivan jack jacob jacqueline jakob jakub james jan jana jane janet janice ' +
  'jasmin jason javier jean jeff jeffrey jennifer jens jeremy jessica joan joanna joao johan johann johannes john jonas jonathan jorge jose joseph ' +
  'joshua juan judith judy julia julian julie jurgen justin kai karen karin karl katarzyna kate katharina katherine kathleen keiko keith kelly ' +
  'kenji kenneth kevin khalid kim kimberly klaus kofi krzysztof kumar kurt kyle lara lars laura lauren laurent lea leila lena leo leon leonardo ' +
  'lina linda lisa lorenzo louis louise lucas lucia luigi luis luca lukas luke magdalena manuel marc marco marcus margaret maria marie marina ' +
  'mario marion mark markus marta martha martin mary mateo matteo matthew matthias maxime maximilian megan mei mehmet melanie melissa michael ' +
  'michel michelle miguel mike mila mohamed mohammed monica monika moritz nadia nancy natalia natalie nathan neha nicholas nicola nicolas nicole ' +
  'niels nikolai nina noah nora nour olga oliver olivia omar oscar otto pablo pamela paola patricia patrick paul paula paulo pavel pedro peter ' +
  'petra philip philipp pierre piotr priya rachel rafael raj rajesh ralf ralph ramon raymond rebecca renate ricardo richard rita robert roberto ' +
  'roger roland roman ronald rosa ruth ryan sabine sakura sam samantha samuel sandra sara sarah scott sean sebastian sergei sergio sharon silvia ' +
  'simon simone sofia sofie sonia sophia sophie stefan stefano stephanie stephen steven sunita susan susanne sven svetlana sylvia tanja tatiana ' +
  'teresa theo theresa thomas tim timothy tobias tom tomas tomasz tyler ursula uwe valentina vanessa vera veronica victor victoria viktor vincent ' +
  'vladimir wei werner william wolfgang xavier yasmin yuki yusuf yves zoe zofia';
const given: ReadonlySet<string> = new Set(GIVEN.split(' '));

const NO_NAME =
  /^(?:the|a|an|and|or|of|in|on|is|not|no|none|null|unknown|test|build|run|deploy|install|check|checkout|setup|set|create|update|delete|new|my|your|our|this|that|please|dear|hello|hi|sir|madam|customer|user|admin|support|team|service|department|hotel|bank|inc|ltd|llc|gmbh|corp|company|university|street|north|south|east|west|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august|september|october|november|december|data|name|date|id|address|phone|email|age|gender|male|female|required|optional|string|id|both|also|it|he|she|they|we|you|i|all|any|call|send|contact|thanks|thank|regards|best|sincerely|note|born|lives|reach|use|see|could|can|will|was|has|for|from|to|by|at|on|with)$/i;

/** Cuts words off the end that are none of the name: `Anna Keller Please call`. */
export function judgeName(value: string): Verdict {
  const words = value.split(' ');
  const first = words.findIndex((word) => NO_NAME.test(word));
  if (first === 0 || /^[\p{Lu} .]{9,}$/u.test(value)) return false;
  return first < 0 ? true : { length: words.slice(0, first).join(' ').length };
}

/** As a name, in two words or more. */
export function judgeFullName(value: string): Verdict {
  const verdict = judgeName(value);
  return typeof verdict === 'object' && !value.slice(0, verdict.length).includes(' ') ? false : verdict;
}

/** A full name that begins with a common given name. */
export function judgeGivenName(value: string): Verdict {
  const first = (value.split(' ')[0] ?? '').normalize('NFD').replaceAll(/[^A-Za-z]/g, '');
  return given.has(first.toLowerCase()) ? judgeFullName(value) : false;
}
