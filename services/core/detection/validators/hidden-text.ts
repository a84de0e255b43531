/** Whether text that a reader does not see speaks to a model: markup is full of hidden text that speaks to nobody. */

const ORDERS = [
  /\b(?:ignore|disregard|forget|override|bypass)\b.{0,30}\b(?:previous|prior|above|earlier|your|all|the|these|system|user)\b.{0,40}\b(?:instructions?|rules?|guidelines?|prompts?|request|message|and|filters?)\b/i,
  /\b(?:assistant|ai|ai agent|agent|llms?|language model|chatbot|gpt|claude)\s{0,2}[:,]\s|\b(?:system(?: prompt)?(?: override)?|new instructions?(?: for the ai)?)\s{0,2}:\s/i,
  /\b(?:ai|assistants?|llms?|language models?|chatbots?)\b.{0,20}\b(?:must|should|shall|will|now|are required to)\b/i,
  /\byou (?:must|are now|should now|will now|have to)\b.{0,60}\b(?:forward|send|reveal|output|reply|respond|call|visit|transfer|obey|act|dan|ai|email)\b/i,
  /\bdo not (?:tell|mention|inform|reveal|alert|show)\b.{0,30}\buser\b/i,
  /\b(?:reveal|print|output|repeat|exfiltrate|leak)\b.{0,40}\b(?:system prompt|password|api key|secret|credentials?|confidential|conversation)\b/i,
  /\b(?:send|forward|email|e-mail|post|transfer|upload)\b.{0,60}\b(?:to|at)\b.{0,20}(?:https?:\/\/|[\w.+-]{1,40}@[\w-])/i,
  /\b(?:execute|run) the following\b|\bcurl\b.{0,60}\|\s?(?:ba)?sh\b/i,
  /\bwhen (?:you |)(?:summari[sz]|read|process|answer|translat|review)\w{0,4}\b.{0,60}\b(?:always|recommend|include|say|add|email|send|ignore)\b/i,
  /\b(?:you are an? (?:ai|language model|assistant)|obey this|override your|your (?:instructions|guidelines|rules) (?:and|are))\b/i,
];

/** How a sentence begins that tells its reader what to say or to judge. */
const ADDRESS =
  "(?:(?:important|note|attention|p\\.?s\\.?|please|dear|not|now|always|never|also|only|silently|to|instead|you|we|must|should|shall|will|have to|need to|do not|don['’]t|(?:the |any |all |this )?(?:ai|model|assistant|agent|chatbot|bot|llm|gpt|reviewer|grader|reader|recruiter|screener|summari[sz]er)s?(?: reading this)?|when(?:ever)? (?:you |asked |the user )\\w{2,14}(?: \\w{1,14}){0,4},)[\\s,:.!-]{1,3}){0,6}";
const JUDGED =
  '(?:applica\\w{3,6}|papers?|candidates?|requests?|refunds?|products?|resum[eé]s?|cv|submissions?|essays?|loans?|claims?|compan(?:y|ies)|vendors?|suppliers?|offers?|invoices?|transactions?|books?|articles?|services?|brands?|restaurants?|hotels?|shop|answers?|stud(?:y|ent)|proposals?|manuscripts?|plans?|options?|bids?|deals?|authors?|writers?|developers?|team)';
const SPEECHES = [
  `(?:rate|rank|score|grade|praise|promote|approve|accept|endorse|shortlist|hire|choose|select|prefer|favou?r|recommend|call|describe|treat|present)\\s(?:this|the|our|my|these|his|her)\\s(?:\\w{1,14}\\s){0,2}${JUDGED}\\b`,
  'rate\\b.{1,60}\\b(?:ten|10|highest|best|most|excellent|perfect|five|5)\\b',
  '(?:assign|award|grant)\\s.{0,30}\\b(?:scores?|grades?|marks?|ratings?|points?|stars?)\\b',
  'recommend\\s.{2,60}\\b(?:to the (?:user|reader|customer|client)|over|instead)\\b',
  'recommend\\s(?:us|me|him|her|only|buying|hiring|accepting|approving|acceptance)\\b',
  '(?:say|state|claim|report|tell|write|answer|reply|respond|conclude|confirm|assert|insist|assure|inform)\\s(?:that\\b|with\\b|only\\b|(?:the\\s|any\\s|every)?(?:user|reader|reviewer|customer|client|one|human)s?\\b)',
  '(?:mention|reveal|disclose|discuss|criticis|criticiz|warn)\\w{0,3}\\s(?:that|the|this|any|about)\\b.{0,60}',
  '(?:omit|leave out|skip|hide|conceal|suppress)\\s(?:the|any|all|every)\\s(?:\\w{1,14}\\s){0,2}(?:section|part|paragraph|fees?|negative|criticisms?|warnings?|risks?|complaints?|weakness(?:es)?)\\b',
  'give\\s(?:this|the|it|us|me|our|him|her)\\b.{0,50}\\b(?:marks?|scores?|grade|rating|stars|highest|maximum|positive|favou?rable)\\b',
  '(?:act|behave|respond|reply|answer)\\sas\\s(?:if|though|an?)\\b',
  'call\\s(?:the\\s)?\\w{2,30}(?:\\(|\\s(?:tool|function)\\b)',
].map((speech) => orderOf(speech));
/** Deeds, which comments in code speak of, too. */
const DEEDS = [
  '(?:transfer|wire|pay|forward)\\s.{2,60}\\bto\\b',
  '(?:send|e-?mail|upload|post)\\s(?:all|every|(?:the|this)\\s(?:user|conversation|chat|history|data|files?|contents?|passwords?|api|message|mail))\\b.{0,60}',
  'delete\\s(?:all|every|the)\\s(?:\\w{1,14}\\s){0,2}(?:files?|records?|data|e-?mails?|messages|users?|backups?|repositor\\w{1,3})\\b',
  '(?:execute|run)\\s(?:the|this)\\s(?:\\w{1,14}\\s){0,2}(?:command|code|script|payload|tool)\\b',
].map((deed) => orderOf(deed));
const TO_A_MODEL =
  /\b(?:note|notes|instructions?|message|attention|hint|reminder|directive|task)s?\s(?:to|for)\s(?:the\s|any\s|all\s)?(?:ai|llms?|models?|language models?|assistants?|chatbots?|summari[sz]ers?|graders?|screening)\b/i;
/** Up to where the words begin: the rest of a tag, the opening of a comment, the name of an attribute. */
const LEAD =
  /^(?:<!--|\[(?:\/\/|comment)\]:\s{0,2}(?:#|<>)\s{0,2}|\s?(?:alt|title)=|[^<>]{0,300}>|<[^<>]{1,200}>)/i;
const SHOWN_ON_DARK =
  /^color\s{0,2}:\s{0,2}(?:white|#fff(?:fff)?)(?=[^>]{0,120}background)(?![^>]{0,120}background(?:-color)?\s{0,2}:\s{0,2}(?:white|#fff))/i;

export function isHiddenInstruction(value: string): boolean {
  if (SHOWN_ON_DARK.test(value)) return false;
  const said = value.replace(LEAD, '');
  return (
    ORDERS.some((order) => order.test(value)) ||
    TO_A_MODEL.test(said) ||
    SPEECHES.some((speech) => speech.test(said)) ||
    (!value.startsWith('<!--') && DEEDS.some((deed) => deed.test(said)))
  );
}

function orderOf(words: string): RegExp {
  return new RegExp(`^\\W{0,12}${ADDRESS}${words}`, 'i');
}
