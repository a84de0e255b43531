/**
 * A document's JSON, in UTF-8: bytes outside V8's heap, which no collection moves while they wait for their turn. What costs several bytes a character (control characters six, U+FFFD for invalid UTF-8 three) shows as `?` where it would
 * make a document of more bytes than a node of 1 GiB takes: it charges an operation five times its size against a tenth of its heap. The
 * raw copy holds what was sent.
 */
const HUGE_BYTES = 17 * 1024 * 1024;
// oxlint-disable-next-line no-control-regex -- control characters are what this is about
const COSTLY = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffd]/g;

export function serialize(document: object, mostBytes = HUGE_BYTES): Buffer {
  const json = Buffer.from(JSON.stringify(document));
  return json.length <= mostBytes ? json : Buffer.from(JSON.stringify(document, cheaper));
}

/** With one more field at its end, whose text needs no escape in JSON (base64): it is not looked through letter by letter. */
export function serializeWith(document: object, name: string, plain: string): Buffer {
  const tail = `,"${name}":"${plain}"}`;
  const head = serialize(document, HUGE_BYTES - tail.length);
  const whole = Buffer.allocUnsafeSlow(head.length - 1 + tail.length);
  whole.set(head.subarray(0, -1));
  whole.write(tail, head.length - 1, 'latin1');
  return whole;
}

/** One code unit for one: offsets stay. */
function cheaper(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll(COSTLY, '?') : value;
}
