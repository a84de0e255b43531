/** Whether text that a reader does not see speaks to a model: markup is full of hidden text that speaks to nobody. */

const ORDERS = [
  /\b(?:ignore|disregard|forget|override|bypass)\b.{0,30}\b(?:previous|prior|above|earlier|your|all|the|these|system|user)\b.{0,40}\b(?:instructions?|rules?|guidelines?|prompts?|request|message|and|filters?)\b/i,
  /\b(?:assistant|ai|ai agent|agent|llms?|language model|chatbot|gpt|claude)\s{0,2}[:,]\s|\b(?:system(?: prompt)?(?: override)?|new instructions?(?: for the ai)?)\s{0,2}:\s/i,
  /\b(?:ai|assistants?|llms?|language models?|chatbots?)\b.{0,20}\b(?:must|should|shall|will|now|are required to)\b/i,
  /\byou (?:must|are now|should now|will now|have to)\b.{0,60}\b(?:forward|send|reveal|output|reply|respond|call|visit|transfer|include|obey|act|dan|ai|email)\b/i,
  /\bdo not (?:tell|mention|inform|reveal|alert|show)\b.{0,30}\buser\b/i,
  /\b(?:reveal|print|output|repeat|exfiltrate|leak)\b.{0,40}\b(?:system prompt|password|api key|secret|credentials?|confidential|conversation)\b/i,
  /\b(?:send|forward|email|e-mail|post|transfer|upload)\b.{0,60}\b(?:to|at)\b.{0,20}(?:https?:\/\/|[\w.+-]{1,40}@[\w-])/i,
  /\b(?:execute|run) the following\b|\bcurl\b.{0,60}\|\s?(?:ba)?sh\b/i,
  /\bwhen (?:you |)(?:summari[sz]|read|process|answer|translat|review)\w{0,4}\b.{0,60}\b(?:always|recommend|include|say|add|email|send|ignore)\b/i,
  /\b(?:you are an? (?:ai|language model|assistant)|obey this|override your|your (?:instructions|guidelines|rules) (?:and|are))\b/i,
];

export function isHiddenInstruction(value: string): boolean {
  return ORDERS.some((order) => order.test(value));
}
