/** Dangerous SQL in the arguments of database tools. */
import type { Rule } from '../types.ts';
import { AGENCY } from './taxonomy.ts';

const base = {
  version: 1,
  category: 'TOOL_ABUSE',
  flags: 'i',
  kinds: ['tool_arguments'],
  tool_kinds: ['DATABASE'],
} as const;

export const databaseRules: readonly Rule[] = [
  {
    ...base,
    id: 'sql-mass-read',
    type: 'mass_read',
    severity: 'HIGH',
    confidence: 0.85,
    taxonomy: [...AGENCY, 'CWE-200', 'GDPR'],
    description: 'Reads sensitive columns, or all of a table of people, of every row.',
    severity_reason: 'One call empties the table into the conversation.',
    references: ['https://owasp.org/www-project-top-10-for-large-language-model-applications/'],
    triggers: ['select'],
    pattern: '(?<![\\w])select\\b[^;]*',
    validators: ['sql_mass_read'],
    examples: {
      match: [
        { text: 'SELECT name, ssn FROM employees', kind: 'tool_arguments', tool_kind: 'DATABASE' },
        { text: '{"sql":"select * from customers"}', kind: 'tool_arguments', tool_kind: 'DATABASE' },
      ],
      no_match: [
        { text: 'SELECT ssn FROM employees WHERE id = 7', kind: 'tool_arguments', tool_kind: 'DATABASE' },
        { text: 'SELECT count(ssn) FROM employees', kind: 'tool_arguments', tool_kind: 'DATABASE' },
        { text: 'SELECT title FROM books', kind: 'tool_arguments', tool_kind: 'DATABASE' },
      ],
    },
  },
  {
    ...base,
    id: 'sql-drop',
    type: 'destructive_ddl',
    severity: 'CRITICAL',
    confidence: 0.9,
    taxonomy: AGENCY,
    description: 'Drops or truncates a table, a schema or a database.',
    severity_reason: 'It cannot be undone.',
    references: ['https://attack.mitre.org/techniques/T1485/'],
    triggers: ['drop ', 'truncate '],
    pattern:
      '(?<![\\w])(?:drop\\s{1,4}(?:table|database|schema|view|index|user|role|column)|truncate(?:\\s{1,4}table)?)\\s{1,4}(?:if\\s{1,4}exists\\s{1,4})?["`[]?[\\w.]{1,120}["`\\]]?',
    examples: {
      match: [
        { text: 'DROP TABLE customers', kind: 'tool_arguments', tool_kind: 'DATABASE' },
        { text: 'truncate orders;', kind: 'tool_arguments', tool_kind: 'DATABASE' },
      ],
      no_match: [{ text: 'SELECT drop_count FROM stats', kind: 'tool_arguments', tool_kind: 'DATABASE' }],
    },
  },
  {
    ...base,
    id: 'sql-unlimited-change',
    type: 'unlimited_change',
    severity: 'HIGH',
    confidence: 0.9,
    taxonomy: AGENCY,
    description: 'Deletes or changes every row of a table.',
    severity_reason: 'A missing WHERE is seldom meant.',
    references: ['https://attack.mitre.org/techniques/T1565/001/'],
    triggers: ['delete from', 'update '],
    pattern:
      '(?<![\\w])(?:delete from\\s{1,4}[\\w."`[\\]]|update\\s{1,4}[\\w."`[\\]]{1,120}\\s{1,4}set\\s)[^;]*',
    validators: ['sql_unlimited_change'],
    examples: {
      match: [
        { text: 'DELETE FROM sessions', kind: 'tool_arguments', tool_kind: 'DATABASE' },
        { text: 'UPDATE users SET role = 1 WHERE 1=1', kind: 'tool_arguments', tool_kind: 'DATABASE' },
      ],
      no_match: [
        { text: 'DELETE FROM sessions WHERE id = 1', kind: 'tool_arguments', tool_kind: 'DATABASE' },
      ],
    },
  },
  {
    ...base,
    id: 'sql-grant',
    type: 'privilege_escalation',
    severity: 'HIGH',
    confidence: 0.85,
    taxonomy: [...AGENCY, 'CWE-732'],
    description: 'Gives rights or runs programs from within the database.',
    severity_reason: 'It lasts, and it leaves the database.',
    references: ['https://attack.mitre.org/techniques/T1505/001/'],
    triggers: [
      'grant ',
      'xp_cmdshell',
      'to program',
      'into outfile',
      'load_file(',
      'pg_read_file',
      'create user',
      'alter user',
      'superuser',
    ],
    pattern:
      '(?<![\\w])(?:grant\\s{1,4}(?:all|superuser|dba|[\\w, ]{1,60} on)\\b|xp_cmdshell|to program\\s|into outfile\\s|load_file\\(|pg_read_file|(?:create|alter) user\\s{1,4}\\S{1,60}[^;]{0,120}(?:password|superuser|identified by)|superuser)',
    examples: {
      match: [
        { text: 'GRANT ALL ON *.* TO x', kind: 'tool_arguments', tool_kind: 'DATABASE' },
        { text: "COPY t TO PROGRAM 'sh'", kind: 'tool_arguments', tool_kind: 'DATABASE' },
      ],
      no_match: [
        { text: 'SELECT grant_id FROM grants WHERE id = 1', kind: 'tool_arguments', tool_kind: 'DATABASE' },
      ],
    },
  },
];
