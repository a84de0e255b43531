/** Keys of model providers. */
import type { Rule } from '../types.ts';
import { CREDENTIAL } from './taxonomy.ts';

const base = { version: 1, category: 'SECRET', taxonomy: CREDENTIAL } as const;

export const aiSecretRules: readonly Rule[] = [
  {
    ...base,
    id: 'openai-api-key',
    type: 'api_key',
    severity: 'CRITICAL',
    confidence: 0.95,
    description: 'An OpenAI API key.',
    severity_reason: 'It opens the account to whoever holds it.',
    references: ['https://platform.openai.com/docs/api-reference/authentication'],
    triggers: ['sk-'],
    pattern:
      '(?<![A-Za-z0-9])(?:sk-(?:proj|svcacct|admin|None)-[A-Za-z0-9_-]{20,200}|sk-[A-Za-z0-9]{20,64})(?![A-Za-z0-9_-])',
    validators: ['not_placeholder', 'random'],
    examples: {
      match: [
        { text: 'sk' + '-proj-8fK2mQ9xVb4TnL7cRz1WpH6sYd3GjE5uA0oI' },
        { text: 'OPENAI_API_KEY=sk' + '-8fK2mQ9xVb4TnL7cRz1WpT3BlbkFJH6sYd3GjE5uA0oIqXwZ' },
      ],
      no_match: [
        { text: 'sk-xxxxxxxxxxxxxxxxxxxxxxxx' },
        { text: 'task-8fK2mQ9xVb4TnL7cRz1WpH6sYd3G' },
        { text: 'sk-your-key-goes-here-please' },
      ],
    },
  },
  {
    ...base,
    id: 'anthropic-api-key',
    type: 'api_key',
    severity: 'CRITICAL',
    confidence: 0.95,
    description: 'An Anthropic API key.',
    severity_reason: 'It opens the account to whoever holds it.',
    references: ['https://docs.anthropic.com/en/api/getting-started'],
    triggers: ['sk-ant-'],
    pattern: '(?<![A-Za-z0-9])sk-ant-(?:api|admin|sid|oat)\\d{2}-[A-Za-z0-9_-]{24,120}(?![A-Za-z0-9_-])',
    validators: ['not_placeholder'],
    examples: {
      match: [{ text: 'sk-' + 'ant-api03-8fK2mQ9xVb4TnL7cRz1WpH6sYd3GjE5uA0oI_qXwZ-kR7vTz' }],
      no_match: [{ text: 'sk-ant-api03-...' }, { text: 'sk-ant-api03-your-key-here-your-key-here' }],
    },
  },
  {
    ...base,
    id: 'huggingface-token',
    type: 'api_key',
    severity: 'CRITICAL',
    confidence: 0.95,
    description: 'A Hugging Face token.',
    severity_reason: 'It opens the account to whoever holds it.',
    references: ['https://huggingface.co/docs/hub/security-tokens'],
    triggers: ['hf_'],
    pattern: '(?<![A-Za-z0-9])hf_[A-Za-z]{34}(?![A-Za-z0-9])',
    validators: ['not_placeholder'],
    examples: {
      match: [{ text: 'hf_' + 'kRvTzQmXbLfWcHsJpYdNgVuEaOiKxBtZwq' }],
      no_match: [{ text: 'hf_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' }, { text: 'hf_hub_download' }],
    },
  },
  {
    ...base,
    id: 'groq-api-key',
    type: 'api_key',
    severity: 'CRITICAL',
    confidence: 0.95,
    description: 'A Groq API key.',
    severity_reason: 'It opens the account to whoever holds it.',
    references: ['https://console.groq.com/docs/api-keys'],
    triggers: ['gsk_'],
    pattern: '(?<![A-Za-z0-9])gsk_[A-Za-z0-9]{52}(?![A-Za-z0-9])',
    validators: ['not_placeholder'],
    examples: {
      match: [{ text: 'gsk_' + '8fK2mQ9xVb4TnL7cRz1WpH6sYd3GjE5uA0oIqXwZkR7vTz1QmX9b' }],
      no_match: [{ text: 'gsk_your_key' }],
    },
  },
];
