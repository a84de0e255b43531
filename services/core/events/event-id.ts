/** Event ids are UUIDv7 (RFC 9562, section 5.7) in lower case; their first 48 bits are milliseconds since the Unix epoch. */
const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The id's own time in milliseconds, or null when it is no UUIDv7. */
export function eventIdTime(id: string): number | null {
  return UUID_V7.test(id) ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : null;
}
