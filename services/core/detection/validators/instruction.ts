/**
 * Tells an order to the model from talk about such orders: "do not ignore …", "users who ignore …", "phrases like 'ignore …'". What is
 * only mentioned stays on record as INFO, for the quotation marks may be the attacker's.
 */
import type { Subject, Verdict } from '../types.ts';

const BEFORE = 160;
const AFTER = 120;
const MENTIONED = { severity: 'INFO', confidence: 0.3 } as const;

/** A set-up that says what to do should somebody try. */
const CONDITION =
  /\b(?:if|when|whenever|should|in case|how|why|whether) (?:the |a |an |any |some )?(?:user|customer|visitor|someone|somebody|anyone|anybody|person|people|message|input|request|document|they)\w*\b[^.!?\n]{0,90}$/i;
const OPENING = /["“„«‘`「『][^"”»’`」』\n]{0,60}$|(?:^|[\s([{=:,])'[^'\n]{0,60}$/;
const CLOSING = /^[^\n]{0,110}?["”“»’'`」』]/;
const TALK =
  /\b(?:injections?|jailbreaks|jailbreaking|attack(?:er|ers|s)?|adversar\w+|phrases?|such as|e\.g|for example|means?|meaning|payloads?|test[_ ]?cases?|classifiers?|detect(?:s|or|ors|ion)?|blocks|rejects|unit tests?|reproduce|bug|whispers?|whispered|novel|lecture|expected|blocked|flags|flagged|red[ -]team\w*|regex|patterns?|blacklist|denylist|assert\w*|sentences?|classify|classified|categori[sz]e[sd]?|moderation|label(?:s|l?ed)?|counts? as|data ?sets?|researchers?|paper)\b/i;
const NAMED =
  /\b(?:phrases?|words|such as|like|e\.g\.,?|called|known as|for example|strings?|the prompt|prompts? like|something like|the (?:text|input|message)(?= ["“„«‘'`]))\s{0,2}[:,]?\s{0,2}["“„«‘'`「]?$/i;

/** What others did or may do is no order. */
const REPORT =
  /\b(?:researchers?|stud(?:y|ies)|attackers?|adversar(?:y|ies)|papers?|authors?|articles?|hackers?|some people|many people|users?) (?:[a-z]+ ){0,2}?(?:found|shows?|showed|shown|observed|reported|demonstrated|describe[sd]?|noted|discovered|tr(?:y|ied)|may|might|can|could|use[sd]?|asked|claims?|claimed)\b[^.!?\n]{0,100}$/i;

/** Who has instructions written for a model gives none to the one that writes. */
const WRITTEN =
  /\b(?:write|draft|create|compose|design|suggest|generate)\b[^.!?:\n]{0,40}\b(?:instructions?|prompts?|messages?|rules) for\b[^.!?:\n]{0,30}$/i;
const OF_INSTRUCTIONS = /^(?:instructions?|messages?|prompts?) for\b/i;

/** A model that declines. */
const DECLINED =
  /\b(?:i|we) (?:can['’]?t|cannot|won['’]?t|will not|am (?:not able|unable)|are (?:not able|unable))(?![a-z])[^.!?\n]{0,60}$/i;

/** Of the text before a verb, the longest adverb and the space around it. */
const ADVERB_LENGTH = 24;
const ADVERB =
  /\b(?:ever|simply|just|also|always|even|then|fully|completely|easily|deliberately|quietly)[ \t]+$/i;
/** After these a verb is no order, or an order not to. */
const NO_ORDER = new Set(
  'not never cannot without avoid who which that they we i it he she could might would may did does do nor of than can’t can will shall must should'.split(
    ' ',
  ),
);
/** After "you" they make one. */
const MODAL = new Set(['can', 'could', 'may', 'might', 'will', 'would', 'shall', 'must', 'should', 'do']);
/** "… to ignore" is an order only where somebody wants, allows or has it so. */
const ORDERED =
  /\b(?:want|need|like|have|must|order|command|instruct(?:ed)?|require[sd]?|supposed|allowed|free|permitted|going|urge|authori[sz]ed?|got|begin|start|time|continue|job is|task is)(?: (?:you|chatgpt|the (?:ai|model|assistant)))? to[ \t]+$/i;
/** Words in s that are no nouns in the plural. */
const NO_PLURAL = new Set(
  'always this yes us thus perhaps besides news is was has does as towards afterwards instructions rules messages words ps as'.split(
    ' ',
  ),
);

/** For verbs: the order must be one. */
export function judgeInstruction({ text, start, end }: Subject): Verdict {
  const before = text.slice(Math.max(0, start - BEFORE), start);
  if (isNoOrder(before)) return false;
  return judgeTalk(before, text.slice(end, end + AFTER));
}

/** For words that need no order around them: only talk about them counts. */
export function judgeMention({ text, start, end }: Subject): Verdict {
  const before = text.slice(Math.max(0, start - BEFORE), start);
  const addressed = OF_INSTRUCTIONS.exec(text.slice(start, end))?.[0] ?? '';
  if (WRITTEN.test(before + addressed)) return false;
  return judgeTalk(before, text.slice(end, end + AFTER));
}

function judgeTalk(before: string, after: string): Verdict {
  if (CONDITION.test(before) || DECLINED.test(before)) return false;
  if (NAMED.test(before) || REPORT.test(before)) return MENTIONED;
  const isQuoted = OPENING.test(before) && CLOSING.test(after);
  return isQuoted && (TALK.test(before) || TALK.test(after)) ? MENTIONED : true;
}

function isNoOrder(before: string): boolean {
  const plain = before.slice(0, -ADVERB_LENGTH) + before.slice(-ADVERB_LENGTH).replace(ADVERB, '');
  const [last, start] = lastWord(plain, plain.length);
  if (last === '') return false;
  const [second] = lastWord(plain, start);
  if (last === 'to') return !ORDERED.test(plain);
  if (last === 'you') return /^(?:if|when|how|why|where|what|did|do|that)$/.test(second);
  if (MODAL.has(last)) return !/^(?:you|ai|assistants?|agents?|models?|it)$/.test(second);
  if (NO_ORDER.has(last) || /n['’]t$/.test(last)) return true;
  return /[a-z][^s'’]s$/.test(last) && !NO_PLURAL.has(last);
}

/** The word that ends at `end` but for spaces after it, and where it starts; '' where none does. Read from its end: a pattern would be tried from every place. */
function lastWord(text: string, end: number): [word: string, start: number] {
  let close = end;
  while (close > 0 && isBlank(text.charCodeAt(close - 1))) close--;
  let start = close;
  while (start > 0 && isLetter(text.charCodeAt(start - 1))) start--;
  return close === end ? ['', end] : [text.slice(start, close).toLowerCase(), start];
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

/** An ASCII letter or an apostrophe. */
function isLetter(code: number): boolean {
  const lower = code | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || code === 0x27 || code === 0x2019;
}
