/** Words that the injection rules are built from. Spaces become gaps by `phrase`. */

/** What a model is told to follow. */
export const INSTRUCTIONS =
  '(?:instructions?|guidelines?|rules?|prompts?|directions|directives?|commands|orders|programming|training|restrictions?|safeguards|constraints|guardrails|polic(?:y|ies)|filters?|limitations|limits|ethics|messages|assignments?|tasks?|conversations?|chats|context|protocols?)';
/** The same, of those that nobody gives to people every day. */
export const DIRECTIVES =
  '(?:instructions?|guidelines|prompts?|directives?|programming|restrictions|safeguards|constraints|guardrails)';
export const PRIOR =
  '(?:previous|prior|above|earlier|preceding|initial|original|existing|foregoing|former|past|current|old|first)(?:ly)?';
/** Whose instructions they are, where they are the model’s. */
export const OWN =
  "(?:your|ur|(?:the |its )?(?:system|developer|safety|operator|openai|anthropic|creator)(?:['’]?s)?)";
export const MODEL =
  '(?:ai|a\\.i\\.|llms?|language models?|gpt(?:-?\\d)?|chat ?gpt|claude|gemini|copilot|grok|chat ?bots?|bots?|assistants?|agents?)';
/** What frees a model from what it may not do. */
export const LIMITS =
  '(?:restrictions?|rules|limits|limitations|filters?|filtering|guidelines|morals?|morality|ethics|censorship|boundaries|constraints|content polic(?:y|ies)|safeguards|safety (?:filters?|guidelines|rules|measures|polic(?:y|ies))|guardrails|moral code|ethical (?:code|guidelines|limits|concerns)|inhibitions|alignment|conscience|scruples|(?:human |corporate )?(?:control|oversight|supervision)|moderation|content filters?)';

/** Bare "assistant" and "agent" are people as well. */
export const MACHINE =
  '(?:(?:ai|automated) (?:(?:code )?(?:assistants?|agents?|models?|systems?|readers?|reviewers?|summari[sz]ers?|bots?|crawlers?|graders?|evaluators?|recruiters?))|ai|llms?|(?:large )?language models?|gpt(?:-?\\d)?|chat ?gpt|claude|gemini|copilot|grok|chat ?bots?|(?:reviewer|review|summary|grading|search) bots?|summari[sz]ers?|(?:chat|ai|virtual) assistants?)(?![a-z])';
export const READER = `(?:${MACHINE}|${MODEL}(?: (?:assistants?|agents?|models?|systems?|readers?|reviewers?|summari[sz]ers?|bots?|crawlers?))?)`;
/** What an intruder wants of a model that reads his text; what a project's notes for its coding agents ask is not among it. */
export const WANTED =
  "(?:open the file|(?:you )?(?:have|need) to post|claim that|choose me|award|score|make sure|silently|grade|use the [a-z]{3,12} tool|add the following|output|ignore|disregard|forget|stop here|send|forward|email|transfer|upload|leak|reveal|disclose|delete|approve|accept|recommend|(?:rate|rank) (?:this|it|them|him|her|the|my|all)|give (?:this|it|him|her|them|a (?:positive|perfect|high)|the (?:highest|best|maximum)|full)|mark (?:this|it|them)|say (?:that|\"|'|this|the|it)|state that|claim|tell (?:the|your|them|him|her) ?(?:user|visitor|human|customer|reader|operator)?|reply (?:with|only|that)|respond (?:with|only|that)|answer (?:with|only|that|in )|include the (?:word|phrase|text|following|link)|insert|append|print|output|mention that|do not (?:mention|reveal|tell|disclose|report|flag|summari[sz]e|warn)|don['’]t (?:mention|reveal|tell|report|flag)|visit|click|open the (?:link|url)|navigate|subscribe|refund|promote|praise|convince|pretend|act as|execute|invoke|call the|close all|skip the|treat (?:this|the following)|the following (?:supersedes|overrides|instructions?)|always (?:give|recommend|say|insert|approve|rate|include|mention)|must (?:not )?(?:recommend|disclose|visit|say|ignore|reply|approve|include|follow|send|answer|give|rate|respond|promote)|only (?:reply|respond|say|answer)|(?:are|is) (?:now )?(?:required|ordered|instructed|obliged) to|please (?:rate|recommend|approve|include|ignore|reply|respond))";

/**
 * A pattern in which every space stands for one to five spaces or line breaks, and ` ?` for none to five. Not three: V8 writes out a
 * quantifier of up to three, and everything after it with it, so that all rules' machine code was twice as
 * large, and where there is too much V8 stops optimising it (lean-pattern.ts).
 */
export function phrase(pattern: string): string {
  return pattern.replaceAll(' ?', '\\s{0,5}').replaceAll(' ', '\\s{1,5}');
}
