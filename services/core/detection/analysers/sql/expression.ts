/**
 * What stands in a WHERE, as a tree: enough of every dialect's expressions to ask whether a row could be spared by it. What is not
 * understood becomes UNREADABLE, and nothing that depends on it counts as true. Linear: queries within are left for when they are asked.
 */
import { BINDS, call, column, type Expression, mayBeShared, UNREADABLE } from './expression-forms.ts';
import { NUMBER, PARAMETER, QUOTED, STRING, type Tokens } from './tokens.ts';

const DEEPEST = 32;
/** Operators in a row, but AND and OR. */
const LONGEST_ROW = 32;
/** Beyond it a WHERE is not read as an expression: such lists are of ids. */
const MOST_TOKENS = 40_000;
const NOT = 4;
const SIGN = 11;
const TYPES =
  /^(?:date|timestamp|timestamptz|datetime|time|bool|boolean|int|integer|bigint|smallint|numeric|decimal|text|varchar|uuid)$/;
const NAMED_VALUES =
  /^(?:true|false|null|unknown|current_timestamp|current_date|current_user|session_user|user|localtimestamp|sysdate|systimestamp|localtime|sysdatetime|getdate)$/;

/** Tokens [from, to) as one expression. */
export function readExpression(tokens: Tokens, from: number, to: number): Expression {
  if (to - from > MOST_TOKENS) return UNREADABLE;
  const reader = new Reader(tokens, from, to);
  const read = reader.read(0, 0);
  return reader.isAtEnd ? read : UNREADABLE;
}

class Reader {
  readonly #tokens: Tokens;
  readonly #to: number;
  #at: number;

  constructor(tokens: Tokens, from: number, to: number) {
    this.#tokens = tokens;
    this.#at = from;
    this.#to = to;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#to;
  }

  read(least: number, depth: number): Expression {
    if (depth > DEEPEST) return this.#giveUp();
    let left = this.#first(depth);
    let row = 0;
    while (this.#at < this.#to) {
      const word = this.#word(0);
      if (word === 'collate') {
        this.#at += 2;
        continue;
      }
      const binding = BINDS.get(word);
      // Without parentheses it parts the arguments of POSITION.
      if (binding === undefined || binding < least || (word === 'in' && this.#word(1) !== '(')) break;
      if (word === 'and' || word === 'or' || word === '&&') left = this.#logic(left, word, binding, depth);
      else if (++row > LONGEST_ROW) return this.#giveUp();
      else left = this.#next(left, word, binding, depth);
    }
    return left;
  }

  /** The word or operator so many tokens on; '' for literals and quoted names. */
  #word(ahead: number): string {
    const at = this.#at + ahead;
    return at < this.#to && this.#tokens.kinds[at] !== QUOTED ? (this.#tokens.words[at] as string) : '';
  }

  #takes(word: string): boolean {
    if (this.#word(0) !== word) return false;
    this.#at++;
    return true;
  }

  #giveUp(): Expression {
    this.#at = this.#to;
    return UNREADABLE;
  }

  /** AND and OR keep all of their sides in one row, however many: such lists are long. */
  #logic(left: Expression, word: string, binding: number, depth: number): Expression {
    const name = word === '&&' ? 'and' : word;
    const sides = [left];
    while (this.#takes(word)) sides.push(this.read(binding + 1, depth + 1));
    return call(name, ...sides);
  }

  #next(left: Expression, word: string, binding: number, depth: number): Expression {
    this.#at++;
    switch (word) {
      case 'is':
        return this.#is(left, depth);
      case 'isnull':
        return call('is null', left);
      case 'notnull':
        return call('not', call('is null', left));
      case 'not': {
        const next = this.#word(0);
        if (!/^(?:in|between|like|ilike|rlike|regexp|similar|glob)$/.test(next)) return this.#giveUp();
        return call('not', this.#next(left, next, binding, depth));
      }
      case 'between':
        return this.#between(left, depth);
      case 'in':
        return this.#in(left, depth);
      case 'similar':
        if (!this.#takes('to')) return this.#giveUp();
        break;
    }
    if (binding === 5 && /^(?:any|some|all)$/.test(this.#word(0)) && this.#word(1) === '(')
      return this.#quantified(left, word, depth);
    const right = this.read(binding + 1, depth + 1);
    if (this.#takes('escape')) this.#at++;
    return call(word, left, right);
  }

  #is(left: Expression, depth: number): Expression {
    const isNot = this.#takes('not');
    let tested: Expression;
    if (this.#takes('null') || this.#takes('unknown')) tested = call('is null', left);
    else if (this.#takes('distinct')) {
      this.#takes('from');
      tested = call('not', call('<=>', left, this.read(6, depth + 1)));
    } else if (this.#word(0) === 'true' || this.#word(0) === 'false')
      tested = call(`is ${this.#tokens.words[this.#at++] as string}`, left);
    else tested = call('<=>', left, this.read(6, depth + 1));
    return isNot ? call('not', tested) : tested;
  }

  #between(left: Expression, depth: number): Expression {
    const isSymmetric = this.#takes('symmetric');
    this.#takes('asymmetric');
    const low = this.read(6, depth + 1);
    if (!this.#takes('and')) return this.#giveUp();
    const high = this.read(6, depth + 1);
    if (![left, low, high].every(mayBeShared)) return this.#giveUp();
    const between = call('and', call('>=', left, low), call('<=', left, high));
    if (!isSymmetric) return between;
    return call('or', between, call('and', call('>=', left, high), call('<=', left, low)));
  }

  #in(left: Expression, depth: number): Expression {
    if (this.#word(0) !== '(') return this.#giveUp();
    const inner = this.#group(depth);
    return call('in', left, ...inner);
  }

  /** `= ANY (…)`, `<> ALL (ARRAY[…])`. */
  #quantified(left: Expression, operator: string, depth: number): Expression {
    const isAll = this.#word(0) === 'all';
    this.#at++;
    const inner = this.#group(depth);
    if (!isAll && (operator === '=' || operator === '==')) return call('in', left, ...inner);
    if (isAll && (operator === '<>' || operator === '!=')) return call('not', call('in', left, ...inner));
    if (inner.length > 1 && !mayBeShared(left)) return this.#giveUp();
    const compared = inner.map((one) => call(operator, left, one));
    const first = compared[0];
    if (first === undefined) return UNREADABLE;
    return compared.reduce((all, one) => call(isAll ? 'and' : 'or', all, one));
  }

  /** What stands in the parentheses that open here, between its commas. */
  #group(depth: number): Expression[] {
    const close = Math.min(this.#tokens.closes[this.#at] || this.#to, this.#to);
    const items: Expression[] = [];
    const from = this.#at + 1;
    this.#at = close + 1;
    if (/^(?:select|with|values|table)$/.test(this.#tokens.words[from] ?? ''))
      return [{ form: 'QUERY', from, to: close }];
    const reader = new Reader(this.#tokens, from, close);
    while (!reader.isAtEnd && items.length < MOST_TOKENS) {
      items.push(reader.read(0, depth + 1));
      if (!reader.#separates()) items.push(reader.#giveUp());
    }
    return items;
  }

  /** Past a comma, or a word that parts the arguments of a function as one does: `POSITION(a IN b)`, `CAST(a AS b)`. */
  #separates(): boolean {
    if (this.#at >= this.#to) return true;
    if (!/^(?:,|as|from|for|using|in)$/.test(this.#word(0))) return false;
    this.#at++;
    return true;
  }

  #first(depth: number): Expression {
    const tokens = this.#tokens;
    const at = this.#at;
    if (at >= this.#to) return UNREADABLE;
    const kind = tokens.kinds[at];
    const word = this.#word(0);
    if (kind === NUMBER) {
      this.#at++;
      return this.#cast({ form: 'NUMBER', number: Number(tokens.textAt(at)) });
    }
    if (kind === STRING) {
      this.#at++;
      return this.#cast({ form: 'TEXT', text: tokens.stringAt(at) });
    }
    if (kind === PARAMETER) {
      this.#at++;
      return this.#cast(word.startsWith('@@') ? call('version') : UNREADABLE);
    }
    if (word === 'not') {
      this.#at++;
      return call('not', this.read(NOT, depth + 1));
    }
    if (word === '!' || word === '-' || word === '+' || word === '~' || word === '!!') {
      this.#at++;
      const value = this.read(SIGN, depth + 1);
      return word === '+' || word === '!!' ? value : call(word === '!' ? 'not' : `unary ${word}`, value);
    }
    if (word === '(') {
      const inner = this.#group(depth);
      return this.#cast(inner.length === 1 ? (inner[0] as Expression) : call('row', ...inner));
    }
    if (word === 'case') return this.#cast(this.#case(depth));
    if (word === 'exists' && this.#word(1) === '(') {
      this.#at++;
      return call('exists', ...this.#group(depth));
    }
    if (word === 'interval') return this.#interval();
    return tokens.isName(at) ? this.#cast(this.#named(word, depth)) : this.#giveUp();
  }

  #named(word: string, depth: number): Expression {
    const tokens = this.#tokens;
    const at = this.#at;
    if (TYPES.test(word) && tokens.kinds[at + 1] === STRING && at + 1 < this.#to) {
      this.#at += 2;
      return call('cast', { form: 'TEXT', text: tokens.stringAt(at + 1) }, column(word));
    }
    if (word === 'array' && tokens.is(at + 1, '[')) return this.#array(depth);
    this.#at++;
    let table = '';
    let name = tokens.words[at] as string;
    if (this.#word(0) === '.' && this.#word(1) === '*') {
      this.#at += 2;
      return call('version');
    }
    while (this.#word(0) === '.' && tokens.isName(this.#at + 1)) {
      table = name;
      name = tokens.words[this.#at + 1] as string;
      this.#at += 2;
    }
    if (this.#word(0) === '(') return call(name, ...this.#group(depth));
    if (table === '' && NAMED_VALUES.test(word)) return call(word);
    return { form: 'COLUMN', table, name };
  }

  #array(depth: number): Expression {
    this.#at += 2;
    const items: Expression[] = [];
    while (this.#at < this.#to && !this.#takes(']')) {
      items.push(this.read(0, depth + 1));
      if (!this.#takes(',') && this.#word(0) !== ']') return this.#giveUp();
    }
    return call('array', ...items);
  }

  /** `::type`, after what it casts. */
  #cast(value: Expression): Expression {
    let cast = value;
    while (this.#word(0) === '::') {
      cast = call('cast', cast, column(this.#word(1)));
      this.#at += 2;
      if (this.#word(0) === '(') this.#at = this.#tokens.after(this.#at);
    }
    return cast;
  }

  /** `INTERVAL '90 days'`, `INTERVAL 90 DAY`. */
  #interval(): Expression {
    const tokens = this.#tokens;
    this.#at++;
    const sign = this.#takes('-') ? '-' : '';
    const at = this.#at;
    if (at >= this.#to || (tokens.kinds[at] !== STRING && tokens.kinds[at] !== NUMBER)) return this.#giveUp();
    const amount = tokens.kinds[at] === STRING ? tokens.stringAt(at) : tokens.textAt(at);
    this.#at++;
    const unit = /^(?:micro|milli)?(?:second|minute|hour|day|week|month|quarter|year)s?$/.test(this.#word(0))
      ? ` ${tokens.words[this.#at++] as string}`
      : '';
    return call('interval', { form: 'TEXT', text: `${sign}${amount}${unit}` });
  }

  /** `case` with its parts in a row: [subject], condition, value, condition, value, …, other. */
  #case(depth: number): Expression {
    this.#at++;
    const subject = this.#word(0) === 'when' ? null : this.read(0, depth + 1);
    const parts: Expression[] = [];
    if (subject !== null && !mayBeShared(subject)) return this.#giveUp();
    while (this.#takes('when')) {
      const when = this.read(0, depth + 1);
      if (!this.#takes('then')) return this.#giveUp();
      parts.push(subject === null ? when : call('=', subject, when), this.read(0, depth + 1));
    }
    parts.push(this.#takes('else') ? this.read(0, depth + 1) : call('null'));
    return this.#takes('end') ? call('case', ...parts) : this.#giveUp();
  }
}
