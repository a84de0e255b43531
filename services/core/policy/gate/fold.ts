/** Names and values as policies compare them: without case and surrounding space; look-alikes of one form (full-width letters, ligatures) are one. */
export function fold(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}
