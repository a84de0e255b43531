/** Keys of cloud providers. */
import type { Rule } from '../types.ts';
import { CREDENTIAL } from './taxonomy.ts';

const base = { version: 1, category: 'SECRET', taxonomy: CREDENTIAL } as const;

export const cloudSecretRules: readonly Rule[] = [
  {
    ...base,
    id: 'aws-access-key-id',
    type: 'api_key',
    severity: 'HIGH',
    confidence: 0.95,
    description: 'An AWS access key id.',
    severity_reason: 'Half of a key pair; it names the account and often stands beside the other half.',
    references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html'],
    triggers: ['AKIA', 'ASIA', 'ABIA', 'ACCA'],
    pattern: '(?<![A-Za-z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?![A-Za-z0-9])',
    validators: ['not_placeholder'],
    examples: {
      match: [{ text: 'aws_access_key_id = AKIA' + 'Q3EGRZ7LMX5T2WVB' }],
      no_match: [
        { text: 'AKIAIOSFODNN7EXAMPLE' },
        { text: 'AKIAXXXXXXXXXXXXXXXX' },
        { text: 'akiaq3egrz7lmx5t2wvb' },
      ],
    },
  },
  {
    ...base,
    id: 'aws-secret-access-key',
    type: 'api_key',
    severity: 'CRITICAL',
    confidence: 0.95,
    description: 'An AWS secret access key after words that say so.',
    severity_reason: 'It opens the account to whoever holds it.',
    references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html'],
    triggers: [
      'aws_secret',
      'aws-secret',
      'awssecret',
      'secret_access_key',
      'secretaccesskey',
      'secret access key',
      'aws secret',
    ],
    pattern:
      '(?:aws[_ -]?)?secret[_ -]?(?:access[_ -]?)?(?:key)?["\'`]?(?:\\s{0,4}(?:=>|:=|=|:|is|,)\\s{0,4}|\\s)["\'`]?(?<value>[A-Za-z0-9+/]{40})(?![A-Za-z0-9+/=])',
    flags: 'i',
    validators: ['not_placeholder', 'random'],
    examples: {
      match: [{ text: 'aws_secret_access_key = kR7v' + 'Tz1QmX9bL3fWc8HsJ2pYdN5gVu6EaO4iKxB0' }],
      no_match: [
        { text: 'aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' },
        { text: 'aws_secret_access_key = ${AWS_SECRET}' },
      ],
    },
  },
  {
    ...base,
    id: 'google-api-key',
    type: 'api_key',
    severity: 'HIGH',
    confidence: 0.95,
    description: 'A Google API key.',
    severity_reason: 'Billable, and opens whatever its restrictions allow.',
    references: ['https://cloud.google.com/docs/authentication/api-keys'],
    triggers: ['AIza'],
    pattern: '(?<![A-Za-z0-9])AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])',
    validators: ['not_placeholder'],
    examples: {
      match: [{ text: 'key=AIza' + 'SyD4kQ9xVb4TnL7cRz1WpH6sYd3GjE5uA0o' }],
      no_match: [{ text: 'AIzaXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX' }, { text: 'AIzaShort' }],
    },
  },
  {
    ...base,
    id: 'google-oauth-secret',
    type: 'api_key',
    severity: 'CRITICAL',
    confidence: 0.95,
    description: 'A Google OAuth client secret.',
    severity_reason: 'It opens the account to whoever holds it.',
    references: ['https://developers.google.com/identity/protocols/oauth2'],
    triggers: ['GOCSPX-'],
    pattern: '(?<![A-Za-z0-9])GOCSPX-[A-Za-z0-9_-]{28}(?![A-Za-z0-9_-])',
    validators: ['not_placeholder'],
    examples: {
      match: [{ text: 'GOCSPX' + '-8fK2mQ9xVb4TnL7cRz1WpH6sYd3G' }],
      no_match: [{ text: 'GOCSPX-your-client-secret-goes-here' }],
    },
  },
  {
    ...base,
    id: 'azure-account-key',
    type: 'api_key',
    severity: 'CRITICAL',
    confidence: 0.95,
    description: 'An Azure storage or service bus key in a connection string.',
    severity_reason: 'It opens the account to whoever holds it.',
    references: ['https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string'],
    triggers: ['AccountKey=', 'SharedAccessKey='],
    pattern: '(?:AccountKey|SharedAccessKey)=(?<value>[A-Za-z0-9+/]{43}(?:[A-Za-z0-9+/]{43})?={1,2})',
    flags: 'i',
    validators: ['not_placeholder'],
    examples: {
      match: [
        {
          text:
            'AccountName=shop;AccountKey=' +
            'kR7vTz1QmX9bL3fWc8HsJ2pYdN5gVu6EaO4iKxB0tZwkR7vTz1QmX9bL3fWc8HsJ2pYdN5gVu6EaO4iKxB0tZw==',
        },
      ],
      no_match: [{ text: 'AccountKey=<key>' }],
    },
  },
  {
    ...base,
    id: 'digitalocean-token',
    type: 'api_key',
    severity: 'CRITICAL',
    confidence: 0.95,
    description: 'A DigitalOcean token.',
    severity_reason: 'It opens the account to whoever holds it.',
    references: ['https://docs.digitalocean.com/reference/api/create-personal-access-token/'],
    triggers: ['dop_v1_', 'doo_v1_', 'dor_v1_'],
    pattern: '(?<![A-Za-z0-9])do[opr]_v1_[0-9a-f]{64}(?![A-Za-z0-9])',
    validators: ['not_placeholder'],
    examples: {
      match: [{ text: 'dop_' + 'v1_7f3a9c1e5b8d2046af91c3e7d5b8204613579bdf02468ace1f3d5b7983a6c4e2' }],
      no_match: [{ text: 'dop_v1_0000000000000000000000000000000000000000000000000000000000000000' }],
    },
  },
];
