/** SQL on a database in memory: reading only. */
import { DatabaseSync } from 'node:sqlite';
import { ssn } from '../fakes.ts';
import { type Outcome, objectSchema, refusal, stringOf, type Tool } from './tool.ts';

const NAMES = [
  'Ada Lindqvist',
  'Bram de Wit',
  'Chidi Eze',
  'Dolores Vega',
  'Emil Novak',
  'Farah Haddad',
  'Greta Sommer',
  'Hiro Tanabe',
  'Ines Carvalho',
  'Jonas Berg',
  'Kira Malik',
  'Luca Ferri',
];

export function createDatabase(): Tool & { stop(): void } {
  const database = fill(new DatabaseSync(':memory:'));
  return {
    name: 'query_database',
    kind: 'DATABASE',
    description:
      'Runs one SELECT on the table customers (id, name, email, phone, ssn) and returns JSON rows.',
    parameters: objectSchema('sql', 'string', 'one SELECT statement'),
    endpoint: 'sqlite:customers',
    authentication: { status: 'YES', method: 'service-account', principal: 'support-agent' },
    run: async (input) => select(database, stringOf(input, 'sql')),
    stop: () => database.close(),
  };
}

function fill(database: DatabaseSync): DatabaseSync {
  database.exec(
    'CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, email TEXT, phone TEXT, ssn TEXT)',
  );
  const insert = database.prepare('INSERT INTO customers (name, email, phone, ssn) VALUES (?, ?, ?, ?)');
  for (const [index, name] of NAMES.entries()) {
    const email = [name.toLowerCase().replaceAll(' ', '.'), 'customers.example'].join('@');
    insert.run(name, email, `+1 202 555 01${String(10 + index)}`, ssn(index));
  }
  database.exec('PRAGMA query_only = 1');
  return database;
}

function select(database: DatabaseSync, sql: string): Outcome {
  if (!/^\s*select\b/i.test(sql)) return refusal('Only SELECT is allowed.');
  try {
    return { result: JSON.stringify(database.prepare(sql).all()), status: 0 };
  } catch {
    return { status: 1, error: { type: 'SqlError', message: 'The statement does not run.' } };
  }
}
