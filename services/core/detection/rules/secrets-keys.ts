/** Private keys that are not in PEM form. */
import type { Rule } from '../types.ts';
import { embedded, named, prefixed } from './token-rule.ts';

export const keySecretRules: readonly Rule[] = [
  prefixed(
    'age-secret-key',
    'An age secret key.',
    'https://age-encryption.org/v1',
    ['AGE-SECRET-KEY-1'],
    '[AC-HJ-NP-Z02-9]{58}',
  ),
  prefixed(
    'minisign-secret-key',
    'A minisign secret key.',
    'https://jedisct1.github.io/minisign/',
    ['RWRTY0Iy', 'RWQAAEIy'],
    '[A-Za-z0-9+/]{200,204}={0,2}',
  ),
  embedded(
    'putty-private-key',
    'The private part of a PuTTY key file.',
    'https://tartarus.org/~simon/putty-snapshots/htmldoc/AppendixC.html',
    ['Private-Lines: '],
    '[0-9]{1,3}\r{0,1}\n[A-Za-z0-9+/]{40,64}',
    'CRITICAL',
  ),
  embedded(
    'jwk-private-exponent',
    'The private member of a JSON Web Key.',
    'https://www.rfc-editor.org/rfc/rfc7517',
    ['"d":"', '"d": "'],
    '[A-Za-z0-9_-]{43,700}',
    'CRITICAL',
  ),
  named(
    'ethereum-private-key',
    'An Ethereum private key after its name.',
    'https://ethereum.org/en/developers/docs/accounts/',
    ['private_', 'private-', 'privatek', 'private k', 'ethereum', 'wallet', 'deployer'],
    '(?:0x)?[0-9a-f]{64}',
  ),
];
