/** Secrets with a form of their own, whoever gave them out: private keys, tokens, connection strings, hashes of passwords. */
import type { Rule } from '../types.ts';
import { CREDENTIAL } from './taxonomy.ts';

const base = { version: 1, category: 'SECRET', taxonomy: CREDENTIAL } as const;

export const genericSecretRules: readonly Rule[] = [
  {
    ...base,
    id: 'private-key',
    type: 'private_key',
    severity: 'CRITICAL',
    confidence: 0.98,
    description: 'A private key in PEM form, also one that is cut off.',
    severity_reason: 'Whoever holds it is its owner.',
    references: ['https://www.rfc-editor.org/rfc/rfc7468'],
    triggers: ['-----BEGIN '],
    pattern:
      '-----BEGIN (?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:[^-]|-(?!----))*(?:-----END (?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----)?',
    validators: ['private_key'],
    examples: {
      match: [
        {
          text: `-----BEGIN RSA PRIVATE ${'KEY-----'}\nMIIEowIBAAKCAQEA8fK2mQ9xVb4TnL7cRz1WpH6sYd3GjE5uA0oIqXwZkR7vTz1\nQmX9bL3fWc8HsJ2pYdN5gVu6EaO4iKxB0tZw\n-----END RSA PRIVATE KEY-----`,
        },
      ],
      no_match: [
        { text: '-----BEGIN PUBLIC KEY-----' },
        { text: 'The file begins with -----BEGIN PRIVATE KEY----- and so on.' },
      ],
    },
  },
  {
    ...base,
    id: 'jwt',
    type: 'jwt',
    severity: 'HIGH',
    confidence: 0.95,
    description: 'A JSON Web Token, decoded and judged.',
    severity_reason: 'A bearer token: whoever holds it is let in until it expires.',
    references: ['https://www.rfc-editor.org/rfc/rfc7519'],
    triggers: ['eyJ'],
    pattern:
      '(?<![A-Za-z0-9_.-])eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{2,}\\.[A-Za-z0-9_-]*(?:\\.[A-Za-z0-9_-]*){0,2}',
    validators: ['jwt'],
    examples: {
      match: [
        {
          text: `Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.${'eyJzdWIiOiI0MiIsIm5hbWUiOiJNYXJpYSIsImlhdCI6MTcwMDAwMDAwMH0'}.kR7vTz1QmX9bL3fWc8HsJ2pYdN5gVu6EaO4iKxB0tZw`,
        },
      ],
      no_match: [{ text: 'eyJub3QiOiJhIHRva2VuIn0.eyJhIjoxfQ.abc' }, { text: 'eyJhbGciOiJIUzI1NiJ9' }],
    },
  },
  {
    ...base,
    id: 'connection-string',
    type: 'connection_string',
    severity: 'CRITICAL',
    confidence: 0.9,
    description: 'A URL with a user name and a password in it.',
    severity_reason: 'Place, name and password in one line.',
    references: ['https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1'],
    triggers: ['://'],
    pattern:
      '(?<=(?<![A-Za-z0-9+.-])(?<head>[A-Za-z][A-Za-z0-9+.-]{1,30}))://[^\\s:/@"\'`<>?#]{0,80}:[^\\s/@"\'`<>]{3,200}@[^\\s"\'`<>;,)]{1,200}',
    validators: ['url_password'],
    examples: {
      match: [
        { text: `postgres://app:${'Wint3r-2031'}@db.internal:5432/shop` },
        { text: `mongodb+srv://u:${'kR7vTz1Q'}@c0.mongodb.net` },
      ],
      no_match: [
        { text: 'postgres://user:password@localhost/db' },
        { text: 'http://host:8080/@scope/x' },
        { text: `redis://:${'$'}{REDIS_PASSWORD}@cache:6379` },
      ],
    },
  },
  {
    ...base,
    id: 'authorization-header',
    type: 'api_key',
    severity: 'HIGH',
    confidence: 0.85,
    description: 'A bearer or basic credential in an authorization header.',
    severity_reason: 'It authenticates whoever repeats it.',
    references: ['https://www.rfc-editor.org/rfc/rfc9110#section-11.6.2'],
    triggers: ['authorization', 'bearer '],
    pattern:
      '(?<![A-Za-z])(?:(?:proxy-)?authorization["\']?\\s{0,3}[:=]\\s{0,3}["\']?(?:bearer|basic|token)\\s{1,3}|bearer\\s{1,3})(?<value>[A-Za-z0-9._~+/-]{20,500}={0,2})',
    flags: 'i',
    validators: ['sent_key'],
    examples: {
      match: [{ text: `Authorization: Bearer ${'kR7vTz1QmX9bL3fWc8HsJ2pYdN5gVu6E'}` }],
      no_match: [
        { text: 'Authorization: Bearer YOUR_ACCESS_TOKEN_GOES_HERE' },
        { text: `Authorization: Bearer ${'$'}{TOKEN}` },
      ],
    },
  },
];
