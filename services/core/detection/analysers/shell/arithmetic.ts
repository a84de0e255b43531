/** What `$((…))` comes to, of numbers and of variables that are known: POSIX arithmetic without assignments. */
import type { Variables } from './variables.ts';

const TOKEN =
  /\s*(?:(\d+#[\da-zA-Z@_]+|0[xX][\da-fA-F]+|\d+)|\$?\{?([A-Za-z_]\w*)\}?|(\*\*|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^~!()<>?:]))/y;
/** By how tightly they bind, loosest first. */
const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<', '>', '<=', '>='],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
];
const LONGEST = 200;
const DEEPEST = 20;

/** Null where it is not known. */
export function reckon(text: string, variables: Variables): string | null {
  if (text.length > LONGEST) return null;
  const tokens = tokensOf(text, variables);
  if (tokens === null || tokens.length === 0) return null;
  const reader = new Reader(tokens);
  const value = reader.level(0, 0);
  return value === null || !reader.isDone || !Number.isSafeInteger(value) ? null : String(value);
}

type Token = number | string;

function tokensOf(text: string, variables: Variables): Token[] | null {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const found = TOKEN.exec(text);
    if (found === null) return null;
    const [, number, name, operator] = found;
    if (operator !== undefined) tokens.push(operator);
    else {
      const value = numberOf(number ?? variables.get(name ?? '')[0] ?? '');
      if (value === null) return null;
      tokens.push(value);
    }
  }
  return tokens;
}

/** `0x7f`, `0177`, `2#101`, `12`. */
function numberOf(text: string): number | null {
  const based = /^(\d{1,2})#([\da-zA-Z]+)$/.exec(text);
  if (based !== null) return known(Number.parseInt(based[2] ?? '', Number(based[1])));
  if (/^0[0-7]+$/.test(text)) return Number.parseInt(text, 8);
  return /^(?:\d{1,15}|0[xX][\da-fA-F]{1,12})$/.test(text) ? Number(text) : null;
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get isDone(): boolean {
    return this.#at === this.#tokens.length;
  }

  level(level: number, depth: number): number | null {
    if (level === LEVELS.length) return this.#power(depth);
    let left = this.level(level + 1, depth);
    for (;;) {
      const operator = this.#tokens[this.#at];
      if (left === null || typeof operator !== 'string' || !LEVELS[level]?.includes(operator)) return left;
      this.#at++;
      const right = this.level(level + 1, depth);
      left = right === null ? null : combined(operator, left, right);
    }
  }

  #power(depth: number): number | null {
    const base = this.#unary(depth);
    if (base === null || this.#tokens[this.#at] !== '**') return base;
    this.#at++;
    const exponent = this.#power(depth + 1);
    return exponent === null || exponent < 0 ? null : base ** exponent;
  }

  #unary(depth: number): number | null {
    if (depth > DEEPEST) return null;
    const token = this.#tokens[this.#at++];
    if (typeof token === 'number') return token;
    if (token === '(') {
      const inside = this.level(0, depth + 1);
      return this.#tokens[this.#at++] === ')' ? inside : null;
    }
    if (token !== '-' && token !== '+' && token !== '~' && token !== '!') return null;
    const value = this.#unary(depth + 1);
    if (value === null) return null;
    if (token === '!') return value === 0 ? 1 : 0;
    return token === '-' ? -value : token === '~' ? -value - 1 : value;
  }
}

function combined(operator: string, left: number, right: number): number | null {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? null : Math.trunc(left / right);
    case '%':
      return right === 0 ? null : left % right;
    case '<<':
      return left * 2 ** right;
    case '>>':
      return Math.floor(left / 2 ** right);
    case '&':
    case '|':
    case '^':
      return bits(operator, left, right);
    case '&&':
      return left !== 0 && right !== 0 ? 1 : 0;
    case '||':
      return left !== 0 || right !== 0 ? 1 : 0;
    default:
      return compares(operator, left, right) ? 1 : 0;
  }
}

function bits(operator: string, left: number, right: number): number {
  const [a, b] = [BigInt(left), BigInt(right)];
  return Number(operator === '&' ? a & b : operator === '|' ? a | b : a ^ b);
}

function compares(operator: string, left: number, right: number): boolean {
  switch (operator) {
    case '<':
      return left < right;
    case '>':
      return left > right;
    case '<=':
      return left <= right;
    case '>=':
      return left >= right;
    case '==':
      return left === right;
    default:
      return left !== right;
  }
}
