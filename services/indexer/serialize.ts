/** A document's JSON. A huge one shows its control characters as pictures, which cost half: six bytes each would burst the cluster. */
const HUGE_BYTES = 16 * 1024 * 1024;
// oxlint-disable-next-line no-control-regex -- control characters are what this is about
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;
const PICTURES = 0x2400;

export function serialize(document: object): string {
  const json = JSON.stringify(document);
  return json.length < HUGE_BYTES ? json : JSON.stringify(document, withPictures);
}

/** One code unit for one: offsets stay. The raw copy holds what was sent. */
function withPictures(_key: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return value.replaceAll(CONTROLS, (control) => String.fromCharCode(PICTURES + control.charCodeAt(0)));
}
