/** What a trace takes of the memory, in units of some 500 bytes: nearly always one, or a few more for a large tool result. */
import type { CallTrace, Trace } from './types.ts';

const UNIT_BYTES = 512;
const DIGEST_BYTES = 64;

export function weightOf({ where, code, call, actor, instance }: Trace): number {
  let bytes = (actor?.length ?? 0) + (instance?.length ?? 0) + (where.session_id?.length ?? 0);
  bytes += where.interaction_id.length + where.tenant.length + where.application.length;
  for (const { words } of code) bytes += words.byteLength;
  if (call !== null) bytes += bytesOf(call);
  return 1 + Math.floor(bytes / UNIT_BYTES);
}

function bytesOf({ result, sent, words, sensitive, carried }: CallTrace): number {
  const hashes = (result?.hashes.byteLength ?? 0) + (sent?.hashes.byteLength ?? 0);
  return hashes + (words?.byteLength ?? 0) + DIGEST_BYTES * (sensitive.length + carried.length);
}
