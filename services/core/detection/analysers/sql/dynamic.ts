/** Statements made of strings: what their literal parts say is judged as well. */
import type { Statement } from './statements.ts';
import type { Tell } from './tell.ts';
import { PARAMETER, STRING, type Tokens } from './tokens.ts';

const MOST_PARTS = 200;

/** The text that an EXEC, EXECUTE IMMEDIATE, PREPARE … FROM, DO or sp_executesql runs, as far as it is known; null for none. */
export function codeOf(tokens: Tokens, statement: Statement, tell: Tell): string | null {
  const { verb, from, to } = statement;
  const next = tokens.words[from + 1];
  if (verb === 'do') return tokens.kinds[from + 1] === STRING ? tokens.stringAt(from + 1) : null;
  if (verb === 'prepare') {
    if (!tokens.is(from + 2, 'from')) return null;
    if (tokens.kinds[from + 3] !== STRING || tokens.is(from + 4, '||')) tell('sql-dynamic');
    return joined(tokens, from + 3, to);
  }
  if (verb !== 'exec' && verb !== 'execute') return null;
  if (next === 'immediate') {
    if (isComposed(tokens, from + 2, to)) tell('sql-dynamic');
    return joined(tokens, from + 2, to);
  }
  if (next === '(' || tokens.kinds[from + 1] === STRING || next === 'format') {
    const end = next === '(' ? (tokens.closes[from + 1] as number) : to;
    if (next === 'format' || isComposed(tokens, from + 1, end)) tell('sql-dynamic');
    return joined(tokens, from + 1, end);
  }
  for (let at = from + 1; at < Math.min(from + 8, to); at++) {
    if (!tokens.is(at, 'sp_executesql')) continue;
    if (
      tokens.is(at + 2, '+') ||
      tokens.is(at + 1, 'concat') ||
      (tokens.kinds[at + 1] === PARAMETER && isAssembled(tokens, at + 1))
    )
      tell('sql-dynamic');
    return joined(tokens, at + 1, Math.min(to, nextComma(tokens, at + 1, to)));
  }
  return null;
}

/** Put together from parts that are no literals, or a variable. */
function isComposed(tokens: Tokens, from: number, to: number): boolean {
  let at = from;
  for (; at < to; at++) {
    const word = tokens.words[at];
    if (word === 'using' || word === 'into') break;
    if (
      word === '+' ||
      word === '||' ||
      word === 'concat' ||
      word === '&' ||
      word === 'format' ||
      tokens.kinds[at] === PARAMETER ||
      tokens.isName(at)
    )
      return true;
  }
  return false;
}

/** Whether this variable was put together with `+` or CONCAT somewhere before. */
function isAssembled(tokens: Tokens, variable: number): boolean {
  const name = tokens.words[variable];
  for (let at = Math.max(0, variable - 400); at < variable; at++) {
    if (tokens.words[at] !== name) continue;
    for (let part = at + 1; part < at + 24 && part < variable && !tokens.is(part, ';'); part++)
      if (tokens.is(part, '+') || tokens.is(part, 'concat') || tokens.is(part, '+=')) return true;
  }
  return false;
}

function nextComma(tokens: Tokens, from: number, to: number): number {
  for (let at = from; at < to; at = tokens.after(at)) if (tokens.is(at, ',')) return at;
  return to;
}

/** The literals in a row; whatever stands between them is a name that nobody knows. */
function joined(tokens: Tokens, from: number, to: number): string | null {
  const parts: string[] = [];
  for (let at = from; at < to && parts.length < MOST_PARTS; at++) {
    if (tokens.kinds[at] === STRING) parts.push(tokens.stringAt(at));
    else if (tokens.kinds[at] === PARAMETER) parts.push(' x ');
    else if (tokens.is(at, 'using')) break;
  }
  const code = parts.join('');
  return code.trim().length < 4 ? null : code;
}
