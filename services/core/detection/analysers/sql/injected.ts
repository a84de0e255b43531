/** Shapes that an injection leaves in a whole statement. */
import type { Query } from './queries.ts';
import { conditionOf } from './reading.ts';
import type { Tell } from './tell.ts';
import { NUMBER, STRING, type Tokens } from './tokens.ts';

export function judgeInjected(tokens: Tokens, query: Query, tell: Tell): void {
  const condition = conditionOf(tokens, query);
  if (condition?.isInjected === true) return tell('sql-injected');
  if (query.isUnited && (isPadded(tokens, query) || hasTail(tokens, query))) tell('sql-injected');
  if (!query.isUnited && query.where > 0 && isCutShort(tokens, query)) tell('sql-injected');
}

/** `UNION SELECT NULL, NULL, …` and `1, 2, 3, password`. */
function isPadded(tokens: Tokens, query: Query): boolean {
  const to = query.from > 0 ? query.from : query.end;
  let items = 0;
  let padding = 0;
  let others = 0;
  for (let at = query.start + 1; at < to; at = tokens.after(at)) {
    if (tokens.is(at, ',')) continue;
    if (at > query.start + 1 && !tokens.is(at - 1, ',') && !tokens.is(at - 1, 'all')) {
      if (!tokens.is(at, 'from')) others++;
      continue;
    }
    items++;
    if (tokens.is(at, 'null') || tokens.kinds[at] === NUMBER) padding++;
  }
  return items >= 3 && padding >= 2 && padding * 2 >= items && others <= 2;
}

/** A line comment right after it, with nothing to say. */
function hasTail(tokens: Tokens, query: Query): boolean {
  const end = tokens.ends[query.end - 1] as number;
  return commentAfter(tokens, end, /^(?:--|#)[\s+-]{0,4}$/);
}

/** `WHERE name = 'admin' --' AND password = 'x'`: the rest of the condition is a comment. */
function isCutShort(tokens: Tokens, query: Query): boolean {
  const last = query.end - 1;
  if (tokens.kinds[last] !== STRING && tokens.kinds[last] !== NUMBER && !tokens.is(last, ')')) return false;
  return commentAfter(
    tokens,
    tokens.ends[last] as number,
    /^(?:--|#)\s?(?:['"]\s*\)*(?:\s|;|$)|(?:and|or)\s+\w+\s*=|.{0,80}\band\s+\w{1,30}\s*=\s*['"])/i,
  );
}

function commentAfter(tokens: Tokens, place: number, form: RegExp): boolean {
  const { comments, text } = tokens;
  let low = 0;
  let high = comments.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[2 * middle] as number) < place) low = middle + 1;
    else high = middle;
  }
  const start = comments[2 * low];
  if (start === undefined || start - place > 8 || text.slice(place, start).trim().replace(';', '') !== '')
    return false;
  return form.test(text.slice(start, Math.min(comments[2 * low + 1] as number, start + 200)));
}
