/** What an expression of SQL may be (expression.ts reads it). */

export type Expression =
  | { readonly form: 'TEXT'; readonly text: string }
  | { readonly form: 'NUMBER'; readonly number: number }
  | { readonly form: 'COLUMN'; readonly table: string; readonly name: string }
  /** A function or an operator, by its name in lower case. */
  | { readonly form: 'CALL'; readonly name: string; readonly parts: readonly Expression[] }
  /** A query in parentheses: the tokens within. */
  | { readonly form: 'QUERY'; readonly from: number; readonly to: number }
  | { readonly form: 'UNREADABLE' };

export const UNREADABLE: Expression = { form: 'UNREADABLE' };

export function call(name: string, ...parts: readonly Expression[]): Expression {
  return { form: 'CALL', name, parts };
}

export function column(name: string): Expression {
  return { form: 'COLUMN', table: '', name };
}

/** How tightly an operator binds. */
export const BINDS: ReadonlyMap<string, number> = new Map([
  ...each('or', 1),
  ...each('xor', 2),
  ...each('and &&', 3),
  ...each(
    '= == <=> < > <= >= <> != ^= ~ ~* !~ !~* ~~ ~~* !~~ like ilike rlike regexp similar glob is in between not',
    5,
  ),
  ...each('isnull notnull', 5),
  ...each('||', 6),
  ...each('| & # << >>', 7),
  ...each('+ -', 8),
  ...each('* / % div mod', 9),
  ...each('^', 10),
]);
function each(words: string, binding: number): [string, number][] {
  return words.split(' ').map((word): [string, number] => [word, binding]);
}

/** What stands before the dots of its columns; '' for nothing. */
export function qualifiersIn(expression: Expression, found = new Set<string>()): Set<string> {
  if (expression.form === 'COLUMN') found.add(expression.table);
  else if (expression.form === 'CALL') for (const part of expression.parts) qualifiersIn(part, found);
  return found;
}

/** What is read into several places at once may not be more than this: each of them is walked for itself. */
const MOST_SHARED = 64;

export function mayBeShared(expression: Expression): boolean {
  return roomAfter(expression, MOST_SHARED) > 0;
}

function roomAfter(expression: Expression, room: number): number {
  let left = room - 1;
  if (expression.form === 'CALL')
    for (const part of expression.parts) {
      if (left <= 0) break;
      left = roomAfter(part, left);
    }
  return left;
}
