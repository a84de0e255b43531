/** ICD-10-CM codes by shape: a letter, a digit, a digit or A/B, and up to four more after a point. */
const SHAPE = /^[A-TV-Z]\d[0-9AB](?:\.[0-9A-TV-Z]{1,4})?$/;

export function isIcd10(value: string): boolean {
  return SHAPE.test(value);
}
