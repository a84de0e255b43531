/** Three values of SQL's logic, and a fourth: undefined is what cannot be told. */
import { Extreme, isCell, order, type Truth3, type Value } from './values.ts';

export const COMPARES = new Set('= == <=> < <= > >= <> != ^='.split(' '));

export function both(a: Truth3, other: () => Truth3): Truth3 {
  if (a === false) return false;
  const b = other();
  if (b === false) return false;
  if (a === undefined || b === undefined) return undefined;
  return a === null || b === null ? null : true;
}

/** Whether all of them hold. */
export function all<T>(sides: readonly T[], ask: (side: T) => Truth3): Truth3 {
  let truth: Truth3 = true;
  for (const side of sides) {
    truth = both(truth, () => ask(side));
    if (truth === false) return false;
  }
  return truth;
}

export function not(truth: Truth3): Truth3 {
  return typeof truth === 'boolean' ? !truth : truth;
}

export function different(a: Truth3, b: Truth3): Truth3 {
  if (a === undefined || b === undefined) return undefined;
  return a === null || b === null ? null : a !== b;
}

export function compare(operator: string, a: Value, b: Value): Truth3 {
  if (operator === '<=>') {
    if (a === undefined || b === undefined) return undefined;
    if (a === null || b === null) return a === b;
  }
  if (b instanceof Extreme && isCell(a) && a.column === b.column)
    return operator === (b.isLeast ? '>=' : '<=') ? true : undefined;
  if (a !== null && typeof b === 'number' && isBeyond(operator, b)) return true;
  const found = order(a, b);
  if (typeof found !== 'number') return found;
  if (operator === '<') return found < 0;
  if (operator === '<=') return found <= 0;
  if (operator === '>') return found > 0;
  if (operator === '>=') return found >= 0;
  return /^(?:==?|<=>)$/.test(operator) ? found === 0 : found !== 0;
}

/** Whether a row is in `… UNION b`, `… INTERSECT b`, `… EXCEPT b`, of whether it is in each. */
export function united(word: string, a: Truth3, b: Truth3): Truth3 {
  if (word === 'intersect') return both(a, () => b);
  if (word === 'except' || word === 'minus') return both(a, () => not(b));
  return not(both(not(a), () => not(b)));
}

/** `token(id) > -9223372036854775808`: whatever stands on the left, no number of 64 bits is beyond it. */
function isBeyond(operator: string, limit: number): boolean {
  return operator.startsWith('>')
    ? limit <= -(2 ** 62)
    : operator.startsWith('<') && operator !== '<>' && limit >= 2 ** 62;
}
