/** What rules have in common that look for what a model's output, or a call made of it, does to whoever uses it. */
export const IN_OUTPUT = {
  version: 1,
  category: 'INSECURE_OUTPUT',
  severity: 'HIGH',
  flags: 'i',
  kinds: ['output', 'tool_arguments', 'tool_result'],
} as const;
