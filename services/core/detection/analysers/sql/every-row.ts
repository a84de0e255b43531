/** Comparisons that hold for every row there is, by what is compared. */
import type { Tokens } from './tokens.ts';

/** `created_at < now()`, `created_at < now() + …`: all that was made until now, or until then. */
export function isEverUntil(
  tokens: Tokens,
  operator: string,
  left: number,
  right: number,
  to: number,
): boolean {
  if (!/^<=?$/.test(operator) || !MADE.test(tokens.words[left - 1] ?? '')) return false;
  if (
    !/^(?:now|current_timestamp|current_date|getdate|sysdate|getutcdate|sysdatetime|localtimestamp)$/.test(
      tokens.words[right] ?? '',
    )
  )
    return false;
  for (let at = right; at < to; at++) if (tokens.is(at, '-')) return false;
  return true;
}
const MADE = /^(?:created|inserted|added|registered|joined|signed_up)(?:_?(?:at|on|date|time))?$/;

/** `length(name)`: never below nought. */
export function isMeasure(tokens: Tokens, from: number, to: number): boolean {
  return (
    /^(?:length|len|char_length|octet_length|abs|count)$/.test(tokens.words[from] ?? '') &&
    tokens.closes[from + 1] === to - 1
  );
}
