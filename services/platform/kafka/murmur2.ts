const SEED = 0x9747b28c;
const MIX = 0x5bd1e995;

/**
 * Murmur2 as Kafka's Java client computes it over a record's key (32 bits, signed).
 * Source: org.apache.kafka.common.utils.Utils#murmur2.
 */
export function murmur2(key: Uint8Array): number {
  const { length } = key;
  const words = length >> 2;
  let hash = SEED ^ length;
  for (let word = 0; word < words; word++) {
    hash = Math.imul(hash, MIX) ^ scramble(littleEndian(key, word * 4));
  }
  const rest = length & 3;
  if (rest > 0) {
    for (let byte = rest - 1; byte >= 0; byte--) hash ^= (key[words * 4 + byte] ?? 0) << (8 * byte);
    hash = Math.imul(hash, MIX);
  }
  hash = Math.imul(hash ^ (hash >>> 13), MIX);
  return hash ^ (hash >>> 15);
}

function littleEndian(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] ?? 0) |
    ((bytes[at + 1] ?? 0) << 8) |
    ((bytes[at + 2] ?? 0) << 16) |
    ((bytes[at + 3] ?? 0) << 24)
  );
}

function scramble(word: number): number {
  const mixed = Math.imul(word, MIX);
  return Math.imul(mixed ^ (mixed >>> 24), MIX);
}

/** The partition of a key, as every Kafka client chooses it. */
export function partitionOf(key: Uint8Array, partitions: number): number {
  return (murmur2(key) & 0x7fffffff) % partitions;
}
