/** BIP-39: 12, 15, 18, 21 or 24 words, mostly different ones, and none of the short words that sentences are held together by. */
const LENGTHS = new Set([12, 15, 18, 21, 24]);
const IN_SENTENCES =
  /(?<![a-z])(?:the|and|for|you|your|are|was|were|has|had|have|with|from|must|should|never|words?|phrases?|which|would|could|them|they|their|his|her|its|our|not|but)(?![a-z])/i;

export function isSeedPhrase(value: string): boolean {
  const words = value.trim().split(/[\s,]+/);
  return LENGTHS.has(words.length) && new Set(words).size > words.length / 2 && !IN_SENTENCES.test(value);
}
