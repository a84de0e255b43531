/** Octets that were decoded from somewhere, judged as they come: text as long as they are printable UTF-8. */

/** Printable ASCII and white space. */
export function isPrintable(octet: number): boolean {
  if (octet >= 0x20) return octet < 0x7f;
  return octet === 0x09 || octet === 0x0a || octet === 0x0d;
}

/** Continuation octets still due after this one; -1 when it is not printable UTF-8. */
export function nextPending(octet: number, pending: number): number {
  if (pending > 0) return octet >= 0x80 && octet <= 0xbf ? pending - 1 : -1;
  if (isPrintable(octet)) return 0;
  if (octet >= 0xc2 && octet <= 0xdf) return 1;
  if (octet >= 0xe0 && octet <= 0xef) return 2;
  return octet >= 0xf0 && octet <= 0xf4 ? 3 : -1;
}
