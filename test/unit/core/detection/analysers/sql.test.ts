import assert from 'node:assert/strict';
import test from 'node:test';
import { sqlAnalyser } from '../../../../../services/core/detection/analysers/sql/analyser.ts';
import { judgeSql } from '../../../../../services/core/detection/analysers/sql/judge.ts';
import { readTokens } from '../../../../../services/core/detection/analysers/sql/lexer.ts';
import { checkAnalyser } from '../../../../../services/core/detection/check-rules.ts';
import { compileEngine } from '../../../../../services/core/detection/engine.ts';
import type { ScanContext } from '../../../../../services/core/detection/types.ts';
import { callBypasses, moreSqlBypasses } from '../../../../fixtures/policy-bypasses.ts';
import { ordinaryStatements } from '../../../../fixtures/policy-ordinary.ts';

const DATABASE: ScanContext = { kind: 'tool_arguments', tool_kind: 'DATABASE' };
const engine = compileEngine([], [sqlAnalyser]);

/** `rule SEVERITY`, sorted, without INFO. */
function verdictsOf(sql: string): string[] {
  const told = judgeSql(sql).filter(({ severity }) => severity !== 'INFO');
  return [...new Set(told.map(({ rule_id, severity }) => `${rule_id} ${severity}`))].toSorted();
}

test('every card holds its examples and the form', () => {
  assert.deepEqual(checkAnalyser(sqlAnalyser), []);
});

const told: readonly (readonly [string, readonly string[]])[] = [
  ['SELECT u.email, u.password_hash FROM auth.users u', ['sql-mass-read HIGH']],
  ['SELECT email FROM customers', ['sql-mass-read MEDIUM']],
  ['SELECT group_concat(email, 0x3a, password) FROM users', ['sql-mass-read HIGH']],
  ['SELECT json_agg(u) FROM users u', ['sql-mass-read HIGH']],
  ['SELECT * FROM `p.crm.customers` WHERE true', ['sql-mass-read HIGH']],
  ['SELECT * FROM [dbo].[Employees] WHERE NOT 1=2', ['sql-mass-read HIGH']],
  ['SELECT * FROM users LIMIT 100000', ['sql-mass-read HIGH']],
  ['SELECT x.* FROM (SELECT * FROM users) x', ['sql-mass-read HIGH']],
  ['CREATE TABLE copy AS SELECT * FROM users', ['sql-definition LOW', 'sql-mass-read MEDIUM']],
  ['TABLE users', ['sql-mass-read HIGH']],
  ['SELECT diagnosis FROM visits WHERE id = 3', ['sql-sensitive-read LOW']],
  ['SELECT api_key FROM integrations WHERE id = 3', ['sql-sensitive-read MEDIUM']],
  ['UPDATE t SET a = (SELECT max(a) FROM s WHERE s.id = 3)', ['sql-unlimited-change HIGH']],
  ['DELETE FROM t WHERE id IN (SELECT id FROM t)', ['sql-unlimited-change HIGH']],
  ['DELETE FROM t WHERE ((((1))))', ['sql-unlimited-change HIGH']],
  ['DELETE FROM t WHERE id BETWEEN 0 AND 99999999', ['sql-unlimited-change HIGH']],
  ['EXPLAIN ANALYZE DELETE FROM t', ['sql-unlimited-change HIGH']],
  ['SELECT 1 DELETE FROM t', ['sql-unlimited-change HIGH']],
  ['ALTER TABLE users DROP COLUMN email', ['sql-drop HIGH']],
  ['DROP INDEX i', ['sql-drop LOW']],
  ['DROP VIEW v', ['sql-drop MEDIUM']],
  ['TRUNCATE staging_orders', ['sql-drop LOW']],
  ['TRUNCATE staging_orders, users', ['sql-drop CRITICAL']],
  ['GRANT SELECT ON orders TO reporting', ['sql-grant MEDIUM']],
  ['GRANT SELECT ON users TO reporting', ['sql-grant HIGH']],
  ['DELETE FROM t WHERE age < 200', ['sql-unlimited-change HIGH']],
  ["DELETE FROM t WHERE id::text ~ '^[0-9]+$'", ['sql-unlimited-change HIGH']],
  ["SELECT cypher('g', $$ MATCH (n) DETACH DELETE n $$)", ['nosql-destruction CRITICAL']],
  ['SELECT 1\nGO\nDROP TABLE x\nGO', ['sql-drop CRITICAL']],
  ['DO $$ BEGIN DROP TABLE x; END $$', ['sql-drop CRITICAL']],
  ["EXECUTE IMMEDIATE 'DR' || 'OP TABLE x'", ['sql-drop CRITICAL', 'sql-dynamic MEDIUM']],
  ['/*!50000DROP*/ /* a */ table x', ['sql-drop CRITICAL']],
  ["SELECT 'it\\'s'; DROP TABLE x", ['sql-drop CRITICAL']],
  ["SELECT 'C:\\'; DROP TABLE x", ['sql-drop CRITICAL']],
  ["SELECT a FROM t WHERE b LIKE 'x' ESCAPE '\\'; DROP TABLE x", ['sql-drop CRITICAL']],
  ["SELECT q'[it's]' FROM dual; DROP TABLE x", ['sql-drop CRITICAL']],
  ['UPDATE users SET is_admin = true WHERE id = 7', ['sql-grant HIGH']],
  ["UPDATE users SET role = 'editor' WHERE id = 7", ['sql-grant MEDIUM']],
  ["INSERT INTO users (name, role) VALUES ('eve', 'admin')", ['sql-grant HIGH']],
  ['COPY t FROM PROGRAM $$id$$', ['sql-outside CRITICAL']],
  ["LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE t", ['sql-outside CRITICAL']],
  ['SELECT * FROM t WHERE id = 1 OR 1=1', ['sql-injected HIGH']],
  [
    'SELECT a FROM t WHERE id = -1 UNION SELECT 1, 2, password FROM users',
    ['sql-injected HIGH', 'sql-mass-read HIGH'],
  ],
  ['SELECT * FROM t WHERE id = 1 AND SLEEP(5)', ['sql-injected HIGH']],
  ['INSERT INTO users (a, is_admin, b) VALUES (f(1, 2), true, 3)', ['sql-grant HIGH']],
  ['SELECT * FROM customers WHERE customer_id IS NOT NULL', ['sql-mass-read HIGH']],
  ['DROP OWNED BY app CASCADE', ['sql-drop CRITICAL']],
  ['delete o from orders as o', ['sql-unlimited-change HIGH']],
  ["x'; DROP TABLE users; --", ['sql-drop CRITICAL']],
  ["EXEC sp_MSforeachtable 'DROP TABLE ?'", ['sql-drop CRITICAL', 'sql-dynamic HIGH']],
  ['SELECT * INTO users_copy FROM users', ['sql-mass-read HIGH']],
  ['UPDATE audit_trail SET actor = 1 WHERE id = 4', ['sql-audit-tampering HIGH']],
];

for (const [sql, expected] of told)
  test(`judges: ${sql}`, () => {
    assert.deepEqual(verdictsOf(sql), expected);
  });

const ordinary = [
  "SELECT * FROM docs WHERE body LIKE '%; DROP TABLE users; --%'",
  "INSERT INTO notes (body) VALUES ('DELETE FROM users')",
  'SELECT o.id, c.name FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.id = 19',
  'WITH recent AS (SELECT * FROM customers) SELECT count(*) FROM recent',
  'SELECT id FROM (SELECT *, row_number() OVER (PARTITION BY a) rn FROM users) t WHERE rn = 1 LIMIT 5',
  'SELECT * FROM users WHERE deleted_at IS NOT NULL AND id = ?',
  'SELECT a FROM t WHERE d BETWEEN 1 AND 5 AND e = 2',
  "SELECT a->>'x', b#>>'{y,z}', arr[1], z::int FROM j WHERE a @> '{}' AND k = :k",
  'SELECT count(*) FILTER (WHERE active) FROM users',
  'SELECT CASE WHEN a = 1 OR b = 2 THEN 1 END FROM t WHERE x = 1',
  'UPDATE a SET x = s.x FROM s WHERE s.id = a.id',
  'DELETE FROM logs_archive_index WHERE id = 3',
  'SELECT account_type, count(*) FROM accounts GROUP BY account_type',
  'SELECT * FROM user_roles',
  'SELECT * FROM orders WHERE id = {{order_id}}',
  'MERGE INTO d USING s ON d.id = s.id WHEN MATCHED THEN UPDATE SET a = 1 WHEN NOT MATCHED BY SOURCE THEN DELETE',
  'SELECT * FROM t FOR UPDATE SKIP LOCKED',
  "SET LOCAL statement_timeout = '5s'",
  'CREATE INDEX i ON users (email)',
  'SHOW CREATE TABLE orders',
  'Update the report and set the title to Q3.',
  'Delete from your inbox all old mails',
  "INSERT INTO users (name, is_admin) VALUES ('admin', false)",
  'SELECT * FROM users WHERE parent_id IS NOT NULL',
  'Truncate long titles',
  'Drop table service is available',
  'Match the colours and return the item',
  'db.orders.find({status: "open"}).limit(10)',
];

for (const sql of ordinary)
  test(`leaves alone: ${sql}`, () => {
    assert.deepEqual(
      engine.scan(sql, DATABASE).filter(({ severity }) => severity !== 'INFO'),
      [],
    );
  });

test('a finding in JSON arguments stands where the statement does, escapes or not', () => {
  const text = String.raw`{"note":"x","sql":"SELECT \"a\";\nDROP TABLE users;"}`;
  const [found] = engine.scan(text, DATABASE);
  assert.equal(text.slice(found?.start, found?.end), 'DROP TABLE users');
});

test('a statement may end anywhere', () => {
  const statements = [
    ...told.map(([sql]) => sql),
    ...ordinary,
    'SET',
    'SET GLOBAL',
    'SET SESSION @@global.general_log = 0',
    'GRANT',
  ];
  for (const sql of statements)
    for (let end = 0; end <= sql.length; end++)
      for (const { start, end: to } of judgeSql(sql.slice(0, end))) assert.ok(start <= to && to <= end);
});

test('a statement of the corpus may break off anywhere, as JSON or bare', () => {
  const whole = [...moreSqlBypasses, ...ordinaryStatements, ...callBypasses.map((call) => call.arguments)];
  for (const text of whole)
    for (let end = 0; end <= text.length; end += 5)
      for (const { start, end: to } of sqlAnalyser.analyse(text.slice(0, end), DATABASE))
        assert.ok(start <= to && to <= end, text);
});

test('a condition is tried on rows as tables hold them', () => {
  for (const condition of ['NOT (id < 0)', 'id * 0 = 0', 'status = $1 OR NOT (status = $1) OR id >= 1'])
    assert.deepEqual(
      verdictsOf(`DELETE FROM t WHERE ${condition}`),
      ['sql-unlimited-change HIGH'],
      condition,
    );
  for (const condition of [
    'NOT (id < 5)',
    'id * 2 = 4',
    'status = $1',
    "created_at < now() - interval '9 days'",
  ])
    assert.deepEqual(verdictsOf(`DELETE FROM t WHERE ${condition}`), [], condition);
});

test('one side that is asked for several times does not double with each level', () => {
  const levels: readonly ((side: string) => string)[] = [
    (side) => `(${side}) BETWEEN 0 AND 2`,
    (side) => `(${side}) BETWEEN SYMMETRIC 0 AND 2`,
    (side) => `1 BETWEEN SYMMETRIC 0 AND (${side})`,
    (side) => `(${side}) <= ALL (ARRAY[1, 2, 3])`,
    (side) => `CASE ${side} WHEN 1 THEN 1 WHEN 2 THEN 2 END`,
    (side) => `${side} BETWEEN 0 AND 2`,
  ];
  for (const level of levels) {
    const nested = Array.from({ length: 30 }).reduce<string>((side) => level(side), '1');
    assert.deepEqual(verdictsOf(`DELETE FROM t WHERE ${nested}`), [], nested);
  }
  assert.deepEqual(verdictsOf('DELETE FROM t WHERE 1 BETWEEN 0 AND 2'), ['sql-unlimited-change HIGH']);
});

test('what is too much to be read may be anything, and is told so', () => {
  const conditions = 'DELETE FROM t WHERE id = 5;'.repeat(16_385);
  assert.deepEqual(verdictsOf(conditions.slice(0, 27 * 16_384)), []);
  assert.deepEqual(verdictsOf(conditions), ['sql-unlimited-change HIGH']);
  const strings = (count: number, last: string) =>
    JSON.stringify({ rows: [...Array.from({ length: count }, () => 'some value'), last] });
  const dynamic = (text: string) =>
    sqlAnalyser.analyse(text, DATABASE).some(({ rule_id }) => rule_id === 'sql-dynamic');
  assert.ok(!dynamic(strings(16_384, 'another value')));
  assert.ok(dynamic(strings(16_384, 'DROP TABLE users')));
  const nested = Array.from({ length: 6 }).reduce<string>(
    (code) => `EXEC('${code.replaceAll("'", "''")}')`,
    'SELECT 1',
  );
  assert.ok(verdictsOf(nested).includes('sql-dynamic HIGH'));
});

test('garbage is read to its end, and every token lies within the text', () => {
  const parts = [
    "'",
    '"',
    '`',
    '[',
    '$a$',
    '/*',
    '--',
    '(',
    ')',
    ';',
    'select',
    'delete from',
    'where',
    '0x',
    '\\',
    '%(',
    '{',
    ' ',
    'é',
    '\ud800',
    '@',
    ':',
  ];
  for (let seed = 1; seed < 3000; seed++) {
    let state = seed;
    let text = '';
    for (let part = 0; part < 12; part++) {
      state = (state * 48271) % 2147483647;
      text += parts[state % parts.length];
    }
    const tokens = readTokens(text);
    for (let at = 0; at < tokens.size; at++)
      assert.ok(
        (tokens.starts[at] as number) < (tokens.ends[at] as number) &&
          (tokens.ends[at] as number) <= text.length,
        text,
      );
    for (const { start, end } of judgeSql(text)) assert.ok(start < end && end <= text.length, text);
  }
});
