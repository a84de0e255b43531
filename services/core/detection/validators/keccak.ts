/** Keccak-256 as Ethereum and Monero use it: SHA-3’s permutation with the padding it had before it was a standard (FIPS 202 has another). */
const RATE = 136;
const ROUNDS = 24;
const MASK = (1n << 64n) - 1n;
const { constants, rotations, places } = schedule();

/** Of up to one block less a byte: addresses are no longer. */
export function keccak256(octets: Uint8Array): Buffer {
  const block = Buffer.alloc(RATE);
  block.set(octets.subarray(0, RATE - 1));
  block[octets.length] = 0x01;
  block[RATE - 1] = (block[RATE - 1] as number) | 0x80;
  const state = new BigUint64Array(25);
  for (let lane = 0; lane < RATE / 8; lane++) state[lane] = block.readBigUInt64LE(lane * 8);
  for (let round = 0; round < ROUNDS; round++) permute(state, constants[round] as bigint);
  const digest = Buffer.alloc(32);
  for (let lane = 0; lane < 4; lane++) digest.writeBigUInt64LE(state[lane] as bigint, lane * 8);
  return digest;
}

/** The mixed case of an Ethereum address is its checksum (EIP-55). */
export function isEthereumChecksum(hex: string): boolean {
  const digest = keccak256(Buffer.from(hex.toLowerCase(), 'latin1')).toString('hex');
  for (let index = 0; index < hex.length; index++) {
    const unit = hex.charAt(index);
    if (/\d/.test(unit)) continue;
    if ((unit === unit.toUpperCase()) !== Number.parseInt(digest.charAt(index), 16) > 7) return false;
  }
  return true;
}

function permute(state: BigUint64Array, constant: bigint): void {
  const at = (lane: number) => state[lane] as bigint;
  const columns = [0, 1, 2, 3, 4].map((x) => at(x) ^ at(x + 5) ^ at(x + 10) ^ at(x + 15) ^ at(x + 20));
  for (let lane = 0; lane < 25; lane++) {
    const x = lane % 5;
    state[lane] = at(lane) ^ (columns[(x + 4) % 5] as bigint) ^ rotate(columns[(x + 1) % 5] as bigint, 1n);
  }
  const moved = new BigUint64Array(25);
  for (let lane = 0; lane < 25; lane++)
    moved[places[lane] as number] = rotate(at(lane), rotations[lane] as bigint);
  for (let lane = 0; lane < 25; lane++) {
    const row = lane - (lane % 5);
    const next = moved[row + ((lane + 1) % 5)] as bigint;
    state[lane] = (moved[lane] as bigint) ^ (~next & MASK & (moved[row + ((lane + 2) % 5)] as bigint));
  }
  state[0] = at(0) ^ constant;
}

function rotate(lane: bigint, by: bigint): bigint {
  return by === 0n ? lane : ((lane << by) | (lane >> (64n - by))) & MASK;
}

/** Round constants from the linear feedback register, rotations from the triangular numbers along (x, y) → (y, 2x + 3y). */
function schedule() {
  const constants: bigint[] = [];
  for (let round = 0, register = 1; round < ROUNDS; round++) {
    let constant = 0n;
    for (let bit = 0; bit < 7; bit++) {
      if ((register & 1) === 1) constant |= 1n << BigInt((1 << bit) - 1);
      register = register & 0x80 ? ((register << 1) ^ 0x1_71) & 0xff : register << 1;
    }
    constants.push(constant);
  }
  const rotations = Array.from({ length: 25 }, () => 0n);
  for (let step = 0, x = 1, y = 0; step < 24; step++) {
    rotations[x + 5 * y] = BigInt((((step + 1) * (step + 2)) / 2) % 64);
    [x, y] = [y, (2 * x + 3 * y) % 5];
  }
  const places = Array.from({ length: 25 }, (_, lane) => {
    const x = lane % 5;
    const y = Math.floor(lane / 5);
    return y + 5 * ((2 * x + 3 * y) % 5);
  });
  return { constants, rotations, places };
}
