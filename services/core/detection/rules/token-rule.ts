/** Rules for tokens of providers from a line of data each; examples are made at run time, so that no key stands in the source. */
import type { Severity } from '../../events/types.ts';
import type { Rule } from '../types.ts';
import { CREDENTIAL } from './taxonomy.ts';

/** A body is classes with bounded counts and literals: `[a-z0-9]{32}\\.[0-9a-f]{8,16}`. */
const PART = /\[([^\]]+)\]\{(\d+)(?:,\d+)?\}|\\?([^{])(?:\{\d+(?:,\d+)?\})?/g;
const REASON: Partial<Record<Severity, string>> = {
  CRITICAL: 'It opens the account to whoever holds it.',
  HIGH: 'It acts for the account within its scope.',
  MEDIUM: 'It is of use only together with something else, or for little.',
};
/** Beside the name: `datadog_api_key`, `the key for Datadog`, `datadog:` and on the next line `api_key:`. */
const SAYS_KEY =
  '(?:(?<=key|token|secret)|(?=[\\s\\w.:"\'{-]{0,32}(?:key|token|secret|passw|pat\\b|auth(?!or)|credential)))';
const NESTED = '(?:["\']?:\\s{1,12}(?:\\{\\s{0,12})?["\']?[a-z][a-z_-]{2,23})?';
const QUOTES = '["\'`\\])>*]{0,3}';

/** A token that its own prefix gives away; letter case counts. */
export function prefixed(
  id: string,
  description: string,
  reference: string,
  prefixes: readonly string[],
  body: string,
  severity: Severity = 'CRITICAL',
): Rule {
  const prefix = prefixes[0] ?? '';
  const whole = prefixes.length === 1 ? escape(prefix) : `(?:${prefixes.map(escape).join('|')})`;
  return {
    ...frame(id, description, reference, severity),
    confidence: 0.95,
    triggers: prefixes,
    pattern: `(?<![A-Za-z0-9])${whole}${body}(?![A-Za-z0-9_-])`,
    validators: ['not_placeholder', 'varied'],
    examples: {
      match: [{ text: `key: "${prefix}${sampleOf(body)}"` }],
      no_match: [{ text: `${prefix}<your-key>` }, { text: `${prefix}${'x'.repeat(40)}` }, { text: prefix }],
    },
  };
}

/** A token with its mark in the middle: what stands before the mark, the mark in all its forms, what follows. */
export function infixed(
  id: string,
  description: string,
  reference: string,
  head: string,
  marks: readonly string[],
  body: string,
  severity: Severity = 'CRITICAL',
): Rule {
  const sample = sampleOf(head) + (marks[0] ?? '') + sampleOf(body);
  return {
    ...frame(id, description, reference, severity),
    confidence: 0.95,
    triggers: marks,
    pattern: `(?<=(?<![A-Za-z0-9_~.-])(?<head>${head}))(?:${marks.map(escape).join('|')})${body}(?![A-Za-z0-9_~-])`,
    validators: ['not_placeholder', 'varied'],
    examples: {
      match: [{ text: `token=${sample}` }, { text: `"${sample}"` }],
      no_match: [
        { text: `a${sample}` },
        { text: `abc${marks[0] ?? ''}<your-key>` },
        { text: `${sample}${'a'.repeat(60)}` },
      ],
    },
  };
}

/** A value without a form of its own, after a name that says whose it is and what; letter case does not count. */
export function named(
  id: string,
  description: string,
  reference: string,
  names: readonly string[],
  body: string,
  severity: Severity = 'CRITICAL',
): Rule {
  const name = names[0] ?? '';
  const whole = names.map(escape).join('|');
  return {
    ...frame(id, description, reference, severity),
    confidence: 0.85,
    triggers: names,
    pattern: `(?:(?<=(?:key|token|secret) (?:for|of|from) (?:the |our |my )?)(?:${whole})|(?:${whole})${SAYS_KEY})[\\w .-]{0,32}${NESTED}${QUOTES}(?:\\s?(?:[-=]>|:=|=|:|,|\\()\\s{0,3}|\\s(?:value=)?)["'\`([*]{0,3}(?<![a-z0-9])(?<value>${body})(?![a-z0-9_/+-])`,
    flags: 'i',
    validators: ['not_placeholder', 'varied'],
    examples: {
      match: [
        { text: `${name}_auth_token = "${sampleOf(body)}"` },
        { text: `{"${name}-auth-token": "${sampleOf(body)}"}` },
      ],
      no_match: [
        { text: `${name}_auth_token = <your-key>` },
        { text: `${name}_auth_token: \${${name.toUpperCase()}_TOKEN}` },
        { text: `${name}_auth_token = "${'x'.repeat(40)}"` },
      ],
    },
  };
}

/** An address or a setting that holds the secret, which alone is the value: literal, then body; the literal is the trigger. */
export function embedded(
  id: string,
  description: string,
  reference: string,
  literals: readonly string[],
  body: string,
  severity: Severity = 'HIGH',
): Rule {
  const literal = literals[0] ?? '';
  return {
    ...frame(id, description, reference, severity),
    confidence: 0.9,
    triggers: literals,
    pattern: `${/^[A-Za-z0-9]/.test(literal) ? '(?<![A-Za-z0-9])' : ''}(?:${literals.map(escape).join('|')})(?<value>${body})(?![A-Za-z0-9_-])`,
    validators: ['not_placeholder', 'varied'],
    examples: {
      match: [{ text: `"${literal}${sampleOf(body)}"` }],
      no_match: [{ text: `${literal}<your-key>` }, { text: `${literal}${'x'.repeat(64)}` }],
    },
  };
}

function frame(id: string, description: string, reference: string, severity: Severity) {
  return {
    id,
    version: 1,
    category: 'SECRET',
    type: 'api_key',
    severity,
    description,
    severity_reason: REASON[severity] ?? '',
    references: [reference],
    taxonomy: CREDENTIAL,
  } as const;
}

function escape(literal: string): string {
  return literal.replaceAll(/[$()*+./?[\\\]^{|}]/g, '\\$&');
}

function sampleOf(body: string): string {
  let state = 17;
  const next = (units: string) => {
    state = (state * 48_271) % 2_147_483_647;
    return units.charAt(state % units.length);
  };
  const plain = body.replaceAll(/\(\?:([^|)]*)[^)]*\)\??/g, '$1');
  return plain.replaceAll(PART, (_, set: string | undefined, count: string, literal: string) => {
    if (set === undefined) return literal;
    const units = unitsOf(set);
    return Array.from({ length: Number(count) }, () => next(units)).join('');
  });
}

/** The characters of a class; those with a meaning of their own are left out. */
function unitsOf(set: string): string {
  return set
    .replaceAll(/(.)-(.)/g, (_, first: string, last: string) =>
      String.fromCharCode(
        ...Array.from(
          { length: last.charCodeAt(0) - first.charCodeAt(0) + 1 },
          (__, index) => first.charCodeAt(0) + index,
        ),
      ),
    )
    .replaceAll(/[^A-Za-z0-9]/g, '');
}
