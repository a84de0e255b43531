/** A time of the wire, microseconds since the Unix epoch, in ISO 8601 to the millisecond. @throws RangeError beyond what a Date holds */
export function isoOf(micros: number): string {
  return new Date(micros / 1000).toISOString();
}
