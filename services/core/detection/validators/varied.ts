/** Made by a generator, in any alphabet down to hexadecimal: many different units, with a digit or both cases among them. */
import { entropyOf } from './entropy.ts';

export function isVaried(value: string): boolean {
  if (!/\d|[a-z][A-Z]|[A-Z][a-z]/.test(value)) return false;
  return entropyOf(value) >= Math.min(3.2, 0.72 * Math.log2(value.length));
}
