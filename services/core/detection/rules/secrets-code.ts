/** Tokens of code hosts and package registries. */
import type { Rule } from '../types.ts';
import { CREDENTIAL } from './taxonomy.ts';

const base = { version: 1, category: 'SECRET', taxonomy: CREDENTIAL } as const;

export const codeSecretRules: readonly Rule[] = [
  {
    ...base,
    id: 'github-token',
    type: 'api_key',
    severity: 'CRITICAL',
    confidence: 0.95,
    description: 'A GitHub token: personal, OAuth, user-to-server, server-to-server or refresh.',
    severity_reason: 'It opens the account to whoever holds it.',
    references: ['https://github.blog/engineering/behind-githubs-new-authentication-token-formats/'],
    triggers: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'],
    pattern: '(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9]{36,251}(?![A-Za-z0-9_-])',
    validators: ['not_placeholder', 'token_checksum'],
    examples: {
      match: [{ text: 'token ghp_' + '8fK2mQ9xVb4TnL7cRz1WpH6sYd3GjE5uA0oI' }],
      no_match: [{ text: 'ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' }, { text: 'ghp_short' }],
    },
  },
  {
    ...base,
    id: 'github-fine-grained-token',
    type: 'api_key',
    severity: 'CRITICAL',
    confidence: 0.95,
    description: 'A fine-grained GitHub personal access token.',
    severity_reason: 'It opens the account to whoever holds it.',
    references: [
      'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens',
    ],
    triggers: ['github_pat_'],
    pattern: '(?<![A-Za-z0-9])github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}(?![A-Za-z0-9_-])',
    validators: ['not_placeholder'],
    examples: {
      match: [
        {
          text:
            'github_' +
            'pat_11AB2CD3E0kR7vTz1QmX9b_L3fWc8HsJ2pYdN5gVu6EaO4iKxB0tZwkR7vTz1QmX9bL3fWc8HsJ2pYdN5g',
        },
      ],
      no_match: [{ text: 'github_pat_your_token' }],
    },
  },
  {
    ...base,
    id: 'gitlab-token',
    type: 'api_key',
    severity: 'CRITICAL',
    confidence: 0.95,
    description: 'A GitLab token.',
    severity_reason: 'It opens the account to whoever holds it.',
    references: ['https://docs.gitlab.com/security/tokens/#token-prefixes'],
    triggers: ['glpat-', 'gldt-', 'glrt-', 'glptt-', 'glcbt-', 'glsoat-', 'glft-', 'glimt-'],
    pattern:
      '(?<![A-Za-z0-9])gl(?:pat|dt|rt|ptt|cbt|soat|ft|imt)-[A-Za-z0-9_-]{20,50}(?:\\.[0-9a-z]{2}\\.[0-9a-z]{7,9})?(?![A-Za-z0-9_-])',
    validators: ['not_placeholder'],
    examples: {
      match: [{ text: 'glpat' + '-8fK2mQ9xVb4TnL7cRz1W' }],
      no_match: [{ text: 'glpat-XXXXXXXXXXXXXXXXXXXX' }, { text: 'glpat-<your-token>' }],
    },
  },
  {
    ...base,
    id: 'npm-token',
    type: 'api_key',
    severity: 'CRITICAL',
    confidence: 0.95,
    description: 'An npm access token.',
    severity_reason: 'It opens the account to whoever holds it.',
    references: ['https://docs.npmjs.com/about-access-tokens'],
    triggers: ['npm_'],
    pattern: '(?<![A-Za-z0-9])npm_[A-Za-z0-9]{36}(?![A-Za-z0-9_-])',
    validators: ['not_placeholder', 'token_checksum'],
    examples: {
      match: [{ text: '//registry/:_authToken=npm_' + '8fK2mQ9xVb4TnL7cRz1WpH6sYd3GjE5uA0oI' }],
      no_match: [{ text: 'npm_config_registry' }, { text: 'npm_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' }],
    },
  },
  {
    ...base,
    id: 'pypi-token',
    type: 'api_key',
    severity: 'CRITICAL',
    confidence: 0.95,
    description: 'A PyPI API token.',
    severity_reason: 'It opens the account to whoever holds it.',
    references: ['https://pypi.org/help/#apitoken'],
    triggers: ['pypi-'],
    pattern: '(?<![A-Za-z0-9])pypi-AgE[A-Za-z0-9_-]{50,250}(?![A-Za-z0-9_-])',
    validators: ['not_placeholder'],
    examples: {
      match: [{ text: 'pypi' + '-AgEIcHlwaS5vcmcCJDNmN2E5YzFlLTViOGQtNDA2Yi1hOTFjLTNlN2Q1YjgyMDQ2MQ' }],
      no_match: [{ text: 'pypi-package-name' }],
    },
  },
];
