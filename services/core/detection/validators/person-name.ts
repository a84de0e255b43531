/** Names of people told from other words in capitals: common given names, and words that no name is made of. */
import type { Verdict } from '../types.ts';

const GIVEN =
  'aaron abdul abigail adam adele adrian adriana agata agnes agnieszka ahmed aidan aiko aisha akira alain alan albert alejandro aleksandra ' +
  'alessandro alex alexander alexandra alexei alexis alfred ali alice alicia alina alisha alvaro amanda amara amelia amelie amina amir amit ' +
  'amy ana anastasia anders andre andrea andreas andrew angela anika anil anita anja anke ann anna anne anneke annette annika ansgar anthony ' +
  'antje antoine anton antonio anya arjun armando arne arthur arturo asha ashley astrid aylin ayse barbara barry bart bartosz beata beatrice ' +
  'bella ben benedict benedikt benjamin benoit bernadette bernard bernd bettina betty bianca bilal birgit bjorn bob bogdan boris bram ' +
  'brandon brenda brian brigitte bruce bruno bryan caitlin cameron camille carl carla carlo carlos carmen carol carolina caroline carolyn ' +
  'catherine cecilia cedric celeste celia charles charlie charlotte chiara chinedu chloe chris christian christina christine christopher ' +
  'ciara claire clara claude claudia claudio clement colin connor consuelo corinna cornelia craig cristina cynthia dan daniel daniela ' +
  'danielle dario darren dave david deborah deepak denis dennis derek diana diane didier diego dieter dimitri dirk dmitri dolores dominik ' +
  'donald donna doris dorothy doug duncan dylan edgar edith eduardo edward edwin eileen ekaterina eleanor elena elias elif elisabeth elise ' +
  'elizabeth ella ellen elliot elsa emanuel emil emilia emily emma emre enrique enzo eric erik erika erin ernesto ernst ester esther eszter ' +
  'ethan eugene eugenia eva evan evelyn evgeny ewa fabian farah fatima fatma felix femke fernando filip fiona flavia florian floris frances ' +
  'francesca francesco francis frank franz frederic frida friedrich fritz gabriel gary gaurav gemma genevieve georg george gerald gerard ' +
  'gerhard gilbert gina giorgio giovanni gisela giulia giulio giuseppe glenn gloria gonzalo gordon grace greg gregory grzegorz guadalupe ' +
  'guido guillaume gunnar gunther gustav hamza hana hanna hannah hanne hannes hans harald harold harriet harry hassan heather hector heinz ' +
  'helen helena helga hendrik henri henrik henry herbert hiroshi holger horst hugo hussein ian ibrahim ida ignacio igor imran ina ines inga ' +
  'ingrid irene irina irma isaac isabel isabella ismael ivan iwona jack jackie jacob jacqueline jaime jakob jakub jamal james jamie jan jana ' +
  'jane janet janice janina jared jaroslav jasmin jason javier jean jeanne jeff jeffrey jelena jenna jennifer jenny jens jeremy jeroen ' +
  'jerome jesse jessica jesus jill jim joachim joan joanna joao jochen joe joel johan johann johannes john jolanta jonas jonathan jorge ' +
  'joris jose josef joseph josephine joshua joyce juan juana judith judy julia julian julie juliette jurgen justin kai kamal kamil karen ' +
  'karim karin karina karl karsten katarzyna kate kateryna katharina katherine kathleen kathrin katja kavita kayla keiko keith kelly kelvin ' +
  'ken kenji kenneth kerstin kevin khalid kim kimberly kirsten klara klaus kofi konrad konstantin kristen kristin kristina krzysztof kumar ' +
  'kurt kwame kyle lakshmi lance lara lars lasse laura lauren laurent lea leah leila lena leo leon leonardo leonie leroy leslie liam lilian ' +
  'liliana lily lina linda linus lisa ljubica lola lorena lorenzo lorraine lotte louis louise luca lucas lucia luciana lucie lucy ludwig ' +
  'luigi luis luisa luise luiz lukas luke lydia lynn madeleine magdalena maja malik malte manfred manoj manuel manuela mara marc marcel ' +
  'marcelo marcin marco marcus marek maren margaret margarita margot maria mariam mariana marianne marie marina mario marion mariusz mark ' +
  'markus marlene marlies marlon marta martha martin mary mateo matteo matthew matthias mattias maureen maurice maxime maximilian maya meera ' +
  'megan mehmet mei melanie melissa meryem mia michael michaela michal michel michelle miguel mike mikhail mila milan milena miriam mirjam ' +
  'mitchell mohamad mohamed mohammad mohammed mohit molly monica monika moritz mustafa nadia nadine nancy naomi natalia natalie natasha nathalie ' +
  'nathan neha nelson nicholas nico nicola nicolas nicole niels nigel nikita nikola nikolai nikos nils nina nisha noah noemi nora norbert ' +
  'nour oksana olaf oleg olena olga oliver olivia olivier omar osama oscar oskar otto owen pablo pamela paola pascal patricia patrick ' +
  'patrizia paul paula paulina pauline paulo pavel pedro peggy penelope peter petra phil philip philipp philippa philippe pia pierre pilar ' +
  'piotr pooja pradeep priya rachel rafael rahul raj rajesh ralf ralph ramon raul ravi raymond rebecca reinhard renate reza rhys ricardo ' +
  'richard rick rita robert roberto rodrigo roger rohan roland rolf roman ronald rosa rosalind rosemary roxana ruben rudolf rupert russell ' +
  'ruth ryan sabine sabrina sadia sakura salma salvatore sam samantha samira samuel sandra sanjay santiago sara sarah sarita sascha scott ' +
  'sean sebastian serge sergei sergey sergio sharon shauna sheila shirley sigrid silke silvia silvio simon simone sina sofia sofie sonia ' +
  'sophia sophie soren stanislav stefan stefano stephanie stephen steve steven stuart sunil sunita suresh susan susanne suzanne sven ' +
  'svetlana sybille sylvia szymon tamara tania tanja tara tariq tatiana ted teresa tessa thandiwe theo theodor theresa thierry thomas ' +
  'thorsten tim timothy tina tobi tobias tom tomas tomasz tony torsten travis trevor tricia tyler ulf ulrich ulrike umberto ursula uwe ' +
  'valentina valeria valerie vanda vanessa vera veronica victor victoria vijay vikram viktor ville vincent violeta viviana vladimir volker ' +
  'wanda wei wendy werner wesley wilhelm william wilma wojciech wolfgang xavier ximena yannick yasmin yasmine yolanda yuki yusuf yves yvette ' +
  'yvonne zahra zainab zara zbigniew zeynep zoe zofia zuzana zuzanna';
const given: ReadonlySet<string> = new Set(GIVEN.split(' '));

const NO_NAME =
  /^(?:the|a|an|and|or|of|in|on|is|not|no|none|null|unknown|test|build|run|deploy|install|check|checkout|setup|set|create|update|delete|new|my|your|our|this|that|please|dear|hello|hi|sir|madam|customer|user|admin|support|team|service|department|hotel|bank|inc|ltd|llc|gmbh|corp|company|university|street|north|south|east|west|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august|september|october|november|december|data|name|names|number|social|security|card|account|details|information|success|care|experience|type|status|value|field|code|title|image|file|group|project|page|date|id|address|phone|email|age|gender|male|female|required|optional|string|id|both|also|it|he|she|they|we|you|i|all|any|call|send|contact|thanks|thank|regards|best|sincerely|note|born|lives|reach|use|see|could|can|will|was|has|for|from|to|by|at|on|with)$/i;

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
