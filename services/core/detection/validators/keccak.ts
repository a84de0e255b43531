/**
 * Keccak-256 as Ethereum and Monero use it: SHA-3’s permutation with the padding it had before it was a standard (FIPS 202 has
 * another). Lanes of 64 bits are pairs of 32, low half first: integers of that size need no allocation.
 */
const RATE = 136;
const ROUNDS = 24;
const LANES = 25;
const { constants, rotations, places } = schedule();
const state = new Int32Array(2 * LANES);
const moved = new Int32Array(2 * LANES);
const columns = new Int32Array(10);

/** Of less than one block: addresses are no longer. */
export function keccak256(octets: Uint8Array): Buffer {
  const block = Buffer.alloc(RATE);
  block.set(octets.subarray(0, RATE - 1));
  block[octets.length] = 0x01;
  block[RATE - 1] = (block[RATE - 1] as number) | 0x80;
  state.fill(0);
  for (let half = 0; half < RATE / 4; half++) state[half] = block.readInt32LE(half * 4);
  for (let round = 0; round < ROUNDS; round++) permute(round);
  const digest = Buffer.alloc(32);
  for (let half = 0; half < 8; half++) digest.writeInt32LE(state[half] as number, half * 4);
  return digest;
}

/** The mixed case of an Ethereum address is its checksum (EIP-55). */
export function isEthereumChecksum(hex: string): boolean {
  const digest = keccak256(Buffer.from(hex.toLowerCase(), 'latin1'));
  for (let index = 0; index < hex.length; index++) {
    const unit = hex.charCodeAt(index);
    if (unit < 65) continue;
    const octet = digest[index >> 1] as number;
    const isHigh = ((index & 1) === 0 ? octet >> 4 : octet & 15) > 7;
    if (unit < 97 !== isHigh) return false;
  }
  return true;
}

function permute(round: number): void {
  for (let at = 0; at < 10; at++) {
    const rows = at + 10;
    columns[at] = half(at) ^ half(rows) ^ half(rows + 10) ^ half(rows + 20) ^ half(rows + 30);
  }
  for (let lane = 0; lane < LANES; lane++) {
    const left = 2 * ((lane + 4) % 5);
    const right = 2 * ((lane + 1) % 5);
    const low = columns[right] as number;
    const high = columns[right + 1] as number;
    const newLow = half(2 * lane) ^ (columns[left] as number) ^ ((low << 1) | (high >>> 31));
    const newHigh = half(2 * lane + 1) ^ (columns[left + 1] as number) ^ ((high << 1) | (low >>> 31));
    moveRotated(lane, newLow, newHigh);
  }
  for (let lane = 0; lane < LANES; lane++) {
    const row = lane - (lane % 5);
    const next = 2 * (row + ((lane + 1) % 5));
    const other = 2 * (row + ((lane + 2) % 5));
    for (let part = 0; part < 2; part++)
      state[2 * lane + part] =
        (moved[2 * lane + part] as number) ^
        (~(moved[next + part] as number) & (moved[other + part] as number));
  }
  state[0] = half(0) ^ (constants[2 * round] as number);
  state[1] = half(1) ^ (constants[2 * round + 1] as number);
}

function half(index: number): number {
  return state[index] as number;
}

function moveRotated(lane: number, low: number, high: number): void {
  const to = 2 * (places[lane] as number);
  const by = rotations[lane] as number;
  const bits = by & 31;
  const first = bits === 0 ? low : (low << bits) | (high >>> (32 - bits));
  const second = bits === 0 ? high : (high << bits) | (low >>> (32 - bits));
  moved[to] = by < 32 ? first : second;
  moved[to + 1] = by < 32 ? second : first;
}

/** Round constants from the linear feedback register, rotations from the triangular numbers along (x, y) → (y, 2x + 3y). */
function schedule() {
  const constants = new Int32Array(2 * ROUNDS);
  for (let round = 0, register = 1; round < ROUNDS; round++)
    for (let bit = 0; bit < 7; bit++) {
      const place = (1 << bit) - 1;
      const half = 2 * round + (place >> 5);
      if ((register & 1) === 1) constants[half] = (constants[half] as number) | (1 << (place & 31));
      register = register & 0x80 ? ((register << 1) ^ 0x1_71) & 0xff : register << 1;
    }
  const rotations = new Uint8Array(LANES);
  for (let step = 0, x = 1, y = 0; step < 24; step++) {
    rotations[x + 5 * y] = (((step + 1) * (step + 2)) / 2) % 64;
    [x, y] = [y, (2 * x + 3 * y) % 5];
  }
  const places = Uint8Array.from({ length: LANES }, (_, lane) => {
    const x = lane % 5;
    const y = Math.floor(lane / 5);
    return y + 5 * ((2 * x + 3 * y) % 5);
  });
  return { constants, rotations, places };
}
