import type { Question } from './dialect.ts';
import { isObject, objectOf, stringOf } from './json.ts';
import { jsonWithoutCredentials } from './withhold.ts';

/** The tools that the model may call, each with its whole definition, credentials withheld. */
export function toolsOffered(tools: readonly unknown[]): Question['tools_offered'] {
  return tools.map((tool) => ({ name: nameOf(tool), definition: jsonWithoutCredentials(tool) }));
}

/** A function's or custom tool's name; a hosted tool's kind, with an MCP server's label. */
function nameOf(tool: unknown): string {
  if (!isObject(tool)) return 'unknown';
  const inner = stringOf(objectOf(tool['function'])['name']) ?? stringOf(objectOf(tool['custom'])['name']);
  const type = stringOf(tool['type']) ?? 'unknown';
  const label = stringOf(tool['server_label']);
  return stringOf(tool['name']) ?? inner ?? (label === undefined ? type : `${type}:${label}`);
}
