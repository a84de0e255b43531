/** Addresses of cryptocurrencies, by the chains’ own checksums; words decide where there is none. */
import { PERSONAL } from '../../rules/taxonomy.ts';
import type { RuleCard } from '../../types.ts';
import {
  isBase58Check,
  isBase58Key,
  isMoneroAddress,
  isRippleAddress,
} from '../../validators/base58check.ts';
import { isBech32 } from '../../validators/bech32.ts';
import { isEthereumChecksum } from '../../validators/keccak.ts';
import { isPlaceholder } from '../../validators/placeholder.ts';
import { type Candidate, labelled, unlabelled } from './candidate.ts';
import type { Surroundings } from './surroundings.ts';
import { Topics } from './topics.ts';

const base = {
  version: 2,
  category: 'PII',
  type: 'crypto_wallet',
  severity: 'MEDIUM',
  severity_reason: 'It ties payments to a person for good.',
  taxonomy: PERSONAL,
} as const;

const base58Card: RuleCard = {
  ...base,
  id: 'bitcoin-address',
  confidence: 0.98,
  description:
    'An address of Bitcoin or its kin (Litecoin, Dogecoin, Dash, Zcash, Tron), XRP or Monero in Base58, with its checksum.',
  references: [
    'https://en.bitcoin.it/wiki/Base58Check_encoding',
    'https://xrpl.org/docs/references/protocol/data-types/base58-encodings',
  ],
  examples: {
    match: [
      { text: 'Pay 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa now' },
      { text: 'to rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh' },
    ],
    no_match: [{ text: '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb' }, { text: '1abcdefghijkmnopqrstuvwxyz12' }],
  },
};
const bech32Card: RuleCard = {
  ...base,
  id: 'bitcoin-segwit-address',
  confidence: 0.98,
  description: 'An address of Bitcoin, Litecoin or Cardano in Bech32 or Bech32m.',
  references: [
    'https://github.com/bitcoin/bips/blob/master/bip-0350.mediawiki',
    'https://cips.cardano.org/cip/CIP-19',
  ],
  examples: {
    match: [{ text: 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4' }],
    no_match: [{ text: 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5' }],
  },
};
const ethereumCard: RuleCard = {
  ...base,
  id: 'ethereum-address',
  confidence: 0.9,
  description: 'An Ethereum address; where letters are of both cases, that is its checksum.',
  references: ['https://eips.ethereum.org/EIPS/eip-55'],
  examples: {
    match: [
      { text: 'to 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed' },
      { text: '0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359' },
    ],
    no_match: [
      { text: '0x0000000000000000000000000000000000000000' },
      { text: '0x5aAeb6053F3E94C9' },
      { text: '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeaED' },
    ],
  },
};
const solanaCard: RuleCard = {
  ...base,
  id: 'solana-address',
  confidence: 0.8,
  description: 'A Solana address near words that say so: it has no checksum.',
  references: ['https://solana.com/docs/core/accounts'],
  examples: {
    match: [{ text: 'Solana wallet: 7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV2' }],
    no_match: [{ text: 'digest 7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV2' }],
  },
};
export const walletCards = [base58Card, bech32Card, ethereumCard, solanaCard];

const SOLANA = Topics.of(['solana']);
const ETHEREUM = Topics.of(['ethereum']);
const BASE58 = /^(?:[13LMDXT9A][1-9A-HJ-NP-Za-km-z]{25,34}|t[13][1-9A-HJ-NP-Za-km-z]{33})$/;
const RIPPLE = /^r[1-9A-HJ-NP-Za-km-z]{24,34}$/;
const MONERO = /^[48][1-9A-HJ-NP-Za-km-z]{94}$/;
const BECH32 = /^(?:bc1|ltc1|tb1|addr1)[02-9ac-hj-np-z]{11,110}$/i;
const ETHEREUM_ADDRESS = /^0[xX][0-9a-fA-F]{40}$/;
const SOLANA_ADDRESS = /^[1-9A-HJ-NP-Za-km-z]{43,44}$/;

/** A whole token of letters and digits, [start, end). */
export function walletCandidate(
  text: string,
  start: number,
  end: number,
  near: Surroundings,
): Candidate | null {
  const token = text.slice(start, end);
  if (ETHEREUM_ADDRESS.test(token)) return ethereum(token, start, end, near);
  if ((BASE58.test(token) && isBase58Check(token)) || (RIPPLE.test(token) && isRippleAddress(token)))
    return unlabelled(base58Card.id, start, end, base58Card.confidence);
  if (MONERO.test(token) && isMoneroAddress(token))
    return unlabelled(base58Card.id, start, end, base58Card.confidence);
  if (BECH32.test(token) && isBech32(token))
    return unlabelled(bech32Card.id, start, end, bech32Card.confidence);
  if (!SOLANA_ADDRESS.test(token) || !/[a-z].*[A-Z]|[A-Z].*[a-z]/.test(token)) return null;
  const distance = near.distance(SOLANA, start, end);
  return distance < Infinity && isBase58Key(token)
    ? labelled(solanaCard.id, start, end, solanaCard.confidence, distance)
    : null;
}

function ethereum(token: string, start: number, end: number, near: Surroundings): Candidate | null {
  const hex = token.slice(2);
  if (isPlaceholder(hex)) return null;
  const hasChecksum = /[a-f]/.test(hex) && /[A-F]/.test(hex);
  if (!hasChecksum || !near.mayCheck() || isEthereumChecksum(hex))
    return unlabelled(ethereumCard.id, start, end, ethereumCard.confidence);
  const distance = near.distance(ETHEREUM, start, end);
  return distance < Infinity ? labelled(ethereumCard.id, start, end, 0.6, distance) : null;
}
