/** Statements made of strings: what their literal parts say is judged as well. */
import type { Statement } from './statements.ts';
import type { Tell } from './tell.ts';
import { PARAMETER, STRING, type Tokens } from './tokens.ts';

/** Tokens of one statement that are put together. */
const MOST_STEPS = 400;
const MOST_STEPS_BACK = 24;

/** EXECUTE of something else than a literal, in the body of a DO. */
const COMPOSES = /\bexecute\s{1,20}(?!(?:immediate\s{1,20})?['$])\w/i;
const STRING_FUNCTION =
  /^(?:chr|char|concat|concat_ws|convert_from|decode|encode|reverse|replace|upper|lower|substr|substring|translate|lpad|rpad|repeat|string_agg|array_to_string|overlay|unhex|from_base64|base64_decode|hex|cast|convert|coalesce|trim|btrim|regexp_replace|split_part|left|right)$/;

/** What may still be read of code within strings, in code units and tokens. */
export interface Budget {
  left: number;
}

/** The text that an EXEC, EXECUTE IMMEDIATE, PREPARE … FROM, DO or sp_executesql runs, as far as it is known; null for none. */
export function codeOf(tokens: Tokens, statement: Statement, budget: Budget, tell: Tell): string | null {
  const { verb, from, to } = statement;
  const next = tokens.words[from + 1];
  if (verb === 'do') {
    let at = tokens.is(from + 1, 'language') ? from + 3 : from + 1;
    if (tokens.is(at, 'u') && tokens.is(at + 1, '&')) at += 2;
    if (tokens.kinds[at] !== STRING) return null;
    const code = unescaped(tokens.stringAt(at));
    if (COMPOSES.test(code)) tell('sql-dynamic');
    return code;
  }
  if (verb === 'prepare') {
    if (!tokens.is(from + 2, 'from')) return null;
    if (tokens.kinds[from + 3] !== STRING || tokens.is(from + 4, '||')) tell('sql-dynamic');
    return joined(tokens, budget, from + 3, to);
  }
  if (verb !== 'exec' && verb !== 'execute') return null;
  if (next === 'immediate') {
    if (isComposed(tokens, from + 2, to)) tell('sql-dynamic');
    return joined(tokens, budget, from + 2, to);
  }
  if (tokens.is(from + 2, '(') && STRING_FUNCTION.test(next ?? '')) {
    tell('sql-dynamic');
    return joined(tokens, budget, from + 1, to);
  }
  if (next === '(' || tokens.kinds[from + 1] === STRING || next === 'format') {
    const end = next === '(' ? (tokens.closes[from + 1] as number) : to;
    if (next === 'format' || isComposed(tokens, from + 1, end)) tell('sql-dynamic');
    return joined(tokens, budget, from + 1, end);
  }
  for (let at = from + 1; at < Math.min(from + 8, to); at++) {
    if (!/^sp_(?:executesql|msforeach(?:table|db))$/.test(tokens.words[at] as string)) continue;
    const isVariable = tokens.kinds[at + 1] === PARAMETER;
    if (
      tokens.is(at + 2, '+') ||
      tokens.is(at + 1, 'concat') ||
      (isVariable && (at + 2 >= to || isAssembled(tokens, at + 1)))
    )
      tell('sql-dynamic');
    if (isVariable) return joined(tokens, budget, at + 1, to);
    return joined(tokens, budget, at + 1, Math.min(to, nextComma(tokens, at + 1, to)));
  }
  return null;
}

/** Put together from parts that are no literals, or a variable. */
function isComposed(tokens: Tokens, from: number, to: number): boolean {
  for (let at = from; at < Math.min(to, from + MOST_STEPS); at++) {
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

/** Whether this variable was put together with `+` or CONCAT anywhere. */
function isAssembled(tokens: Tokens, variable: number): boolean {
  tokens.assembled ??= assembledIn(tokens);
  return tokens.assembled.has(tokens.words[variable] as string);
}

function assembledIn(tokens: Tokens): ReadonlySet<string> {
  const names = new Set<string>();
  for (let at = 0; at < tokens.size; at++) {
    if (tokens.kinds[at] !== PARAMETER) continue;
    for (
      let part = at + 1;
      part < at + MOST_STEPS_BACK && part < tokens.size && !tokens.is(part, ';');
      part++
    )
      if (tokens.is(part, '+') || tokens.is(part, 'concat') || tokens.is(part, '+=')) {
        names.add(tokens.words[at] as string);
        break;
      }
  }
  return names;
}

function nextComma(tokens: Tokens, from: number, to: number): number {
  for (let at = from; at < to; at = tokens.after(at)) if (tokens.is(at, ',')) return at;
  return to;
}

/** The literals in a row; whatever stands between them is a name that nobody knows. */
function joined(tokens: Tokens, budget: Budget, from: number, to: number): string | null {
  const parts: string[] = [];
  const end = Math.min(to, from + MOST_STEPS);
  if (budget.left <= 0) return null;
  budget.left -= 4 * (end - from) + 64;
  for (let at = from; at < end; at++) {
    if (tokens.kinds[at] === STRING) parts.push(tokens.stringAt(at));
    else if (tokens.kinds[at] === PARAMETER) parts.push(' x ');
    else if (tokens.is(at, 'using')) break;
  }
  const code = parts.join('');
  return code.trim().length < 4 ? null : code;
}

/** `\\x44`, `\\104`, `\\u0044` of E'…', and `\\0044` of U&'…': a letter each. */
function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replaceAll(
    /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|([0-9a-f]{4})|([0-7]{3}))/gi,
    (_, ...codes: (string | undefined)[]) => {
      const octal = codes[3];
      const hex = codes[0] ?? codes[1] ?? codes[2] ?? '0';
      return String.fromCharCode(octal === undefined ? Number.parseInt(hex, 16) : Number.parseInt(octal, 8));
    },
  );
}
