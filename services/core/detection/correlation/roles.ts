/** The parts that an event can play, as bits, so that a session without the other part is passed over in a nanosecond. */
export const Role = {
  /** A finding of prompt injection, MEDIUM and up, in what the model reads. */
  INJECTED: 1,
  /** A call of a high-risk kind or outward, asked for or run. */
  RISKY_CALL: 2,
  /** Any other call. */
  OTHER_CALL: 4,
  /** A result with something distinctive in it. */
  RESULT: 8,
  /** A call whose arguments leave the house, with something distinctive in them. */
  SENDS: 16,
  /** A result with a sensitive value in it. */
  SENSITIVE_RESULT: 32,
  /** A call whose arguments leave the house with a sensitive value in them. */
  SENDS_SENSITIVE: 64,
  /** An output with code in it. */
  CODE: 128,
  /** A shell or database call. */
  RUNS_COMMAND: 256,
  /** A function call. */
  RUNS_FUNCTION: 512,
  DENIED: 1024,
  /** A call that ran to its end, or failed. */
  COMPLETED: 2048,
  FAILED: 4096,
  /** A call that ran and is of a high-risk kind, and does not say itself that it was allowed. */
  UNDECIDED: 8192,
  /** A request or an approval. */
  DECISION: 16_384,
  HELD: 32_768,
  APPROVED: 65_536,
  QUESTION: 131_072,
  NUMBERED: 262_144,
  /** A request that says that it is allowed, or an approval. */
  ALLOWED: 524_288,
} as const;
