/** Tables that a script takes away and puts back: made anew by its next statement, or rebuilt beside and renamed (SQLite’s way). */
import { nameAt, type Tokens } from './tokens.ts';

/** Where the other statements of such a script are looked for. */
const NEAR = 400;

/** `DROP TABLE IF EXISTS tmp_x; CREATE TABLE tmp_x …`. */
export function isMadeNext(tokens: Tokens, semicolon: number, table: string): boolean {
  if (!tokens.is(semicolon, ';') || !tokens.is(semicolon + 1, 'create')) return false;
  for (let at = semicolon + 2; at < semicolon + 9; at++) {
    if (!tokens.is(at, 'table')) continue;
    return nameAt(tokens, tokens.is(at + 1, 'if') ? at + 4 : at + 1)[0] === table;
  }
  return false;
}

/** `ALTER TABLE t RENAME TO t_old; ALTER TABLE t_new RENAME TO t`: another has its name at once. */
export function isReplaced(tokens: Tokens, semicolon: number, table: string): boolean {
  const at = semicolon + 1;
  if (!tokens.is(semicolon, ';') || !tokens.is(at, 'alter') || !tokens.is(at + 1, 'table')) return false;
  const [fresh, rename] = nameAt(tokens, at + 2);
  return (
    isBuiltBeside(fresh) &&
    tokens.is(rename, 'rename') &&
    tokens.is(rename + 1, 'to') &&
    nameAt(tokens, rename + 2)[0] === table
  );
}

/** `INSERT INTO new_t SELECT … FROM t; DROP TABLE t; ALTER TABLE new_t RENAME TO t`: every row went along. */
export function isRebuilt(tokens: Tokens, drop: number, semicolon: number, table: string): boolean {
  const at = semicolon + 1;
  if (!tokens.is(semicolon, ';') || !tokens.is(at, 'alter') || !tokens.is(at + 1, 'table')) return false;
  const [fresh, rename] = nameAt(tokens, at + 2);
  if (!tokens.is(rename, 'rename') || !tokens.is(rename + 1, 'to')) return false;
  return nameAt(tokens, rename + 2)[0] === table && isCopied(tokens, drop, fresh, table);
}

/** Whether the statement before `end` puts all rows of one table into the other. */
function isCopied(tokens: Tokens, end: number, to: string, from: string): boolean {
  let first = end - 1;
  while (first > 0 && end - first < NEAR && !tokens.is(first - 1, ';')) first--;
  if (!tokens.is(first, 'insert') || !tokens.is(first + 1, 'into')) return false;
  const [target, next] = nameAt(tokens, first + 2);
  if (target !== to) return false;
  for (let at = next; at < end; at = tokens.after(at))
    if (tokens.is(at, 'from')) {
      const [source, after] = nameAt(tokens, at + 1);
      return source === from && tokens.is(after, ';');
    }
  return false;
}

/** `ALTER TABLE orders_new RENAME TO orders`: nobody asks for the name that goes. */
export function isBuiltBeside(table: string): boolean {
  return /^(?:new|te?mp|stg|staging)_|_(?:new|te?mp|stg|staging)$/.test(table);
}
