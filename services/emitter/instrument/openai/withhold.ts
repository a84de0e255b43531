/**
 * Requests may carry credentials of others: an MCP server's authorization, a search index's key. They are no part of what was
 * asked: their place stands on record, their value does not.
 */
import { isObject, type JsonObject } from './json.ts';

const WITHHELD = '[withheld]';
const CREDENTIAL =
  /^(?:authorization|api[-_]?key|access[-_]?token|bearer[-_]?token|client[-_]?secret|connection[-_]?string)$/i;
const CARRIER = /^(?:extra_)?headers$|^authentication$/i;
const SCHEMA_TYPES: ReadonlySet<unknown> = new Set([
  'object',
  'array',
  'string',
  'number',
  'integer',
  'boolean',
  'null',
]);

/** @throws what `JSON.stringify` throws */
export function jsonWithoutCredentials(value: unknown): string {
  return JSON.stringify(value, withhold) ?? 'null';
}

function withhold(key: string, value: unknown): unknown {
  if (typeof value === 'string') return CREDENTIAL.test(key) ? WITHHELD : value;
  return isObject(value) && CARRIER.test(key) && !isSchema(value) ? emptied(value) : value;
}

/** A function may well have a parameter of such a name. */
function isSchema(value: JsonObject): boolean {
  return SCHEMA_TYPES.has(Array.isArray(value['type']) ? value['type'][0] : value['type']);
}

function emptied(carrier: JsonObject): JsonObject {
  const entries = Object.entries(carrier).map(([key, value]) => [key, key === 'type' ? value : WITHHELD]);
  return Object.fromEntries(entries) as JsonObject;
}
