/** What a script's phrases are looked for by. Sources of regular expressions, each linear: literals and bounded gaps. */
export interface ScriptPhrases {
  /** A letter of the script: no text without one is searched. */
  readonly letter: RegExp;
  /** Instructions set aside. */
  readonly override: string;
  /** A role without rules, refusals forbidden, safety switched off. */
  readonly jailbreak: string;
  /** The system prompt asked for. */
  readonly extraction: string;
  /** Orders to a model within data. */
  readonly data: string;
}
