/**
 * Judges SQL of any dialect: what it reads, changes, defines, reaches and hides. Pure, linear in the text (code within strings has a
 * budget), bounded in depth; never throws, whatever the text.
 */
import type { Severity } from '../../../events/types.ts';
import { sqlCards } from './cards/index.ts';
import { judgeDelete, judgeInsert, judgeUpdate } from './changes.ts';
import { clientSeverity } from './clients.ts';
import { judgeAlter, judgeCreate, judgeGrant, judgeSet } from './definitions.ts';
import { judgeCypher } from './documents.ts';
import { judgeDrop, judgeTruncate } from './drops.ts';
import { type Budget, codeOf } from './dynamic.ts';
import { judgeInjected } from './injected.ts';
import { readTokens } from './lexer.ts';
import { holdsSecrets, isPeople } from './names.ts';
import { isTelling, judgeOutside, judgeToken } from './outside.ts';
import { type Query, queriesIn } from './queries.ts';
import { isOpen, judgeReading, shownBy } from './reading.ts';
import { judgeInsertOverwrite, judgeMerge, judgeOverItself, judgeReplaced } from './replacements.ts';
import { judgeServer } from './servers.ts';
import { type Statement, statementsIn } from './statements.ts';
import type { Tell } from './tell.ts';
import { nameAt, QUOTED, STRING, type Tokens } from './tokens.ts';

/** What is wrong with a part of a text; offsets are UTF-16 code units of it, [start, end). */
export interface SqlVerdict {
  /** A card of `sqlCards`: description, references and taxonomy are there. */
  rule_id: string;
  type: string;
  severity: Severity;
  confidence: number;
  start: number;
  end: number;
}

const DEEPEST = 4;
/** Of code within strings as much is read as there is text, and this: strings within strings are read more than once. */
const SLACK = 65_536;
/** Beyond it only what was not told yet. */
const MOST_VERDICTS = 10_001;
const CARDS = new Map(sqlCards.map((card) => [card.id, card]));
/** Verbs whose queries yield no rows to the caller. */
const SILENT = new Set([
  'create',
  'insert',
  'explain',
  'replace',
  'merge',
  'update',
  'delete',
  'desc',
  'describe',
  'grant',
  'alter',
]);

/** Everything that the cards of SQL describe; empty for ordinary statements. One verdict a rule and statement. */
export function judgeSql(sql: string): SqlVerdict[] {
  const verdicts: SqlVerdict[] = [];
  new Trial(sql, verdicts, 0, { left: sql.length + SLACK }).run();
  return verdicts;
}

class Trial {
  readonly #tokens: Tokens;
  readonly #verdicts: SqlVerdict[];
  readonly #depth: number;
  readonly #budget: Budget;
  readonly #told = new Set<string>();
  readonly #temporary = new Set<string>();

  constructor(sql: string, verdicts: SqlVerdict[], depth: number, budget: Budget) {
    this.#tokens = readTokens(sql);
    this.#verdicts = verdicts;
    this.#depth = depth;
    this.#budget = budget;
  }

  run(): void {
    const tokens = this.#tokens;
    const statements = statementsIn(tokens);
    for (const statement of statements) this.#judgeStatement(statement);
    this.#judgeQueries(statements);
    if (!tokens.isWhole) this.#tell('sql-dynamic', 'HIGH', 0, tokens.size);
    this.#judgeTokens(statements);
    this.#judgeFragment();
    const client = clientSeverity(tokens.text);
    if (client !== null) this.#tell('sql-outside', client, 0, tokens.size);
  }

  /** What follows a quote that nothing closes may be the end of a value somewhere else, and code: `'; DROP TABLE users`. */
  #judgeFragment(): void {
    const { unclosed, text, size } = this.#tokens;
    if (unclosed === 0) return;
    for (const verdict of this.#judgeInner(text.slice(unclosed)) ?? this.#unread(0, size))
      this.#verdicts.push({ ...verdict, start: verdict.start + unclosed, end: verdict.end + unclosed });
  }

  /** What code within the text does; null where it is too much or too deep to be read. */
  #judgeInner(code: string): SqlVerdict[] | null {
    const isMuch = this.#verdicts.length >= MOST_VERDICTS || code.length > this.#budget.left;
    if (isMuch || this.#depth >= DEEPEST) return null;
    this.#budget.left -= code.length;
    const inner: SqlVerdict[] = [];
    new Trial(code, inner, this.#depth + 1, this.#budget).run();
    return inner;
  }

  /** What is not read may be anything. */
  #unread(from: number, to: number): [] {
    this.#tell('sql-dynamic', 'HIGH', from, to);
    return [];
  }

  /** A teller for tokens [from, to). */
  #teller(from: number, to: number): Tell {
    return (rule, severity) => this.#tell(rule, severity, from, to);
  }

  #tell(rule: string, severity: Severity | undefined, from: number, to: number): void {
    const card = CARDS.get(rule);
    if (card === undefined || to <= from) return;
    const isMuch = this.#verdicts.length >= MOST_VERDICTS;
    const key = isMuch ? `${rule} ${severity ?? ''}` : `${rule} ${from} ${severity ?? ''}`;
    if (this.#told.has(key)) return;
    this.#told.add(key);
    const start = this.#tokens.starts[from] as number;
    const end = this.#tokens.ends[to - 1] as number;
    this.#verdicts.push({
      rule_id: rule,
      type: card.type,
      severity: severity ?? card.severity,
      confidence: card.confidence,
      start,
      end,
    });
  }

  #judgeStatement(statement: Statement): void {
    const tokens = this.#tokens;
    const { verb, from, to } = statement;
    if (statement.isExplained) return;
    const tell = this.#teller(from, to);
    switch (verb) {
      case 'select':
        return;
      case 'delete':
        return judgeDelete(tokens, statement, tell);
      case 'update':
        return judgeUpdate(tokens, statement, tell);
      case 'merge':
        return judgeMerge(tokens, statement, tell);
      case 'insert':
        judgeOverItself(tokens, statement, tell);
        judgeInsertOverwrite(tokens, statement, tell);
        return judgeInsert(tokens, statement, tell);
      case 'drop':
        return judgeDrop(tokens, statement, tell, this.#temporary);
      case 'truncate':
        return judgeTruncate(tokens, statement, tell, this.#temporary);
      case 'alter':
        return judgeAlter(tokens, statement, tell);
      case 'create': {
        judgeReplaced(tokens, statement, tell);
        const table = judgeCreate(tokens, statement, tell);
        if (table !== null) this.#temporary.add(table);
        return this.#judgeBody(statement);
      }
      case 'grant':
        return judgeGrant(tokens, statement, tell);
      case 'reassign':
        return tokens.is(from + 1, 'owned') ? tell('sql-grant') : undefined;
      case 'set':
        return judgeSet(tokens, statement, tell);
      case 'disable':
      case 'noaudit':
        return verb === 'noaudit' || tokens.is(from + 1, 'trigger') ? tell('sql-audit-tampering') : undefined;
      case 'table':
        return this.#judgeWhole(from + 1, to, tell);
      case 'replace':
        judgeOverItself(tokens, statement, tell);
        return judgeReplaced(tokens, statement, tell);
      default:
        judgeOutside(tokens, statement, tell);
        judgeServer(tokens, statement, tell);
        this.#judgeOther(statement, tell);
    }
  }

  #judgeOther(statement: Statement, tell: Tell): void {
    const { verb, from, to } = statement;
    if (verb === 'copy') return this.#judgeWhole(from + 1, to, tell);
    const code = codeOf(this.#tokens, statement, this.#budget, tell);
    if (code === null) return;
    for (const { rule_id, severity } of this.#judgeInner(code) ?? this.#unread(from, to))
      this.#tell(rule_id, severity, from, to);
  }

  /** What a function will do when it is called: less than doing it. */
  #judgeBody({ from, to }: Statement): void {
    const tokens = this.#tokens;
    for (let at = from + 2; at < to; at++) {
      const isAction =
        tokens.is(at, 'do') && at + 1 < to && /^(?:event|rule)$/.test(tokens.words[from + 1] as string);
      if (!isAction && (tokens.kinds[at] !== STRING || !tokens.is(at - 1, 'as'))) continue;
      const first = tokens.is(at + 1, 'instead') || tokens.is(at + 1, 'also') ? at + 2 : at + 1;
      const code = isAction
        ? tokens.text.slice(tokens.starts[first], tokens.ends[to - 1])
        : tokens.stringAt(at);
      for (const { rule_id, severity } of this.#judgeInner(code) ?? this.#unread(from, to))
        if (severity === 'HIGH' || severity === 'CRITICAL') this.#tell(rule_id, 'MEDIUM', from, to);
    }
  }

  /** `TABLE users`, `COPY users TO STDOUT`. */
  #judgeWhole(at: number, to: number, tell: Tell): void {
    const tokens = this.#tokens;
    if (at >= to || !tokens.isName(at)) return;
    const [name, next] = nameAt(tokens, at);
    const isCopy = tokens.is(at - 1, 'copy');
    const after = tokens.is(next, '(') ? tokens.after(next) : next;
    if (isCopy ? !tokens.is(after, 'to') : next < to && !tokens.is(next, 'order')) return;
    if (isPeople(name) || holdsSecrets(name)) tell('sql-mass-read');
  }

  #judgeQueries(statements: readonly Statement[]): void {
    const tokens = this.#tokens;
    const queries = queriesIn(tokens);
    if (queries.length === 0) return;
    const isOpenBelow = queries.some(
      (query) =>
        query.place === 'TOP' &&
        isOpen(tokens, query) &&
        !(query.from > 0 && shownBy(tokens, query).aggregates),
    );
    let index = 0;
    for (const query of queries) {
      while (index + 1 < statements.length && (statements[index + 1] as Statement).from <= query.start)
        index++;
      this.#judgeQuery(query, statements[index], isOpenBelow);
    }
  }

  #judgeQuery(query: Query, statement: Statement | undefined, isOpenBelow: boolean): void {
    const tokens = this.#tokens;
    if (query.start >= query.end) return;
    const tell = this.#teller(query.start, query.end);
    judgeInjected(tokens, query, tell);
    if (statement?.isExplained === true || (query.place === 'CTE' && !isOpenBelow)) return;
    const reading = judgeReading(tokens, query);
    if (reading === null) return;
    const isSilent =
      statement !== undefined &&
      SILENT.has(statement.verb) &&
      statement.from <= query.start &&
      query.start < statement.to;
    if (isSilent && statement.verb !== 'create' && statement.verb !== 'insert') return;
    if (isSilent && reading.rule === 'sql-sensitive-read') return;
    tell(reading.rule, isSilent ? 'MEDIUM' : reading.severity);
  }

  /** `cron.schedule('nightly', '0 3 * * *', 'VACUUM orders')`: the statement stands there, and is asked what it does. */
  #isHarmlessJob(at: number): boolean {
    const last = (this.#tokens.closes[at + 1] ?? 0) - 1;
    const isWritten = last > at && this.#tokens.kinds[last] === STRING && this.#tokens.is(last - 1, ',');
    const code = isWritten ? this.#tokens.stringAt(last) : '';
    const inner = code === '' ? null : this.#judgeInner(code);
    return inner !== null && inner.every(({ severity }) => severity === 'LOW' || severity === 'INFO');
  }

  #judgeTokens(statements: readonly Statement[]): void {
    const tokens = this.#tokens;
    let index = -1;
    for (let at = 0; at < tokens.size; at++) {
      const kind = tokens.kinds[at];
      const word = tokens.words[at] as string;
      if (word === '' || kind === STRING || (kind === QUOTED && word.length < 6) || !isTelling(word))
        continue;
      while (index + 1 < statements.length && (statements[index + 1] as Statement).from <= at) index++;
      const from = Math.max(0, statements[index]?.from ?? 0);
      const to = Math.max(at + 1, statements[index]?.to ?? at + 1);
      if (word === 'cypher' && tokens.is(at + 1, '(')) {
        for (let part = at + 2; part < Math.min(at + 8, tokens.size); part++)
          if (tokens.kinds[part] === STRING)
            judgeCypher(tokens.stringAt(part).slice(0, 8000), (rule, severity) =>
              this.#tell(rule, severity, from, to),
            );
        continue;
      }
      if (word !== 'schedule' || !this.#isHarmlessJob(at))
        judgeToken(tokens, at, word, (rule, severity) => this.#tell(rule, severity, from, to));
    }
  }
}
