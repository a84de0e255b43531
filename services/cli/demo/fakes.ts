/**
 * What looks secret in the demo and is not: no account, person or key stands behind any of it. Composed from parts, so that no
 * secret scanner takes this repository for a leak.
 */
import { hash } from 'node:crypto';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** The card number of every payment provider's test pages. */
export const CARD = ['4111', '1111', '1111', '1111'].join('-');
export const API_KEY = ['sk', 'live', letters('payments', 32)].join('_');
export const CEO_EMAIL = ['martha.vance', 'vance-family.org'].join('@');
export const PATIENT_SSN = ssn(40);
export const CRM_TOKEN = letters('crm', 40);

/** Of the form of a social security number. */
export function ssn(seed: number): string {
  return [String(731 + seed), String(20 + seed).padStart(2, '0'), String(4100 + 37 * seed)].join('-');
}

function letters(seed: string, length: number): string {
  const bytes = hash('sha512', `tripline demo ${seed}`, 'buffer');
  return Array.from(bytes.subarray(0, length), (byte) => LETTERS[byte % LETTERS.length]).join('');
}
