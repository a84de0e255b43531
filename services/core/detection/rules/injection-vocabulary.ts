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
/** Up to three words in between. */
export const FILL = "(?:[a-z'’-]{1,14}[\\s,]{1,2}){0,3}?";

/** A pattern in which every space stands for one to three spaces or line breaks, and ` ?` for none to three. */
export function phrase(pattern: string): string {
  return pattern.replaceAll(' ?', '\\s{0,3}').replaceAll(' ', '\\s{1,3}');
}
