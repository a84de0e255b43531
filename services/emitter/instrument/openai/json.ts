/** Reading what came from outside: nothing of it can be trusted to have the shape that its type promises. */
export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Undefined for anything but a string with something in it. */
export function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The text itself, or anything else as JSON. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : jsonOf(value);
}

/** As the SDK sends it; `null` where JSON has nothing for it. @throws what a getter or toJSON throws, TypeError for a cycle or a BigInt */
export function jsonOf(value: unknown): string {
  return JSON.stringify(value) ?? 'null';
}

/** Null, undefined, '' and [] say nothing. */
export function saysNothing(value: unknown): boolean {
  return (
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  );
}
