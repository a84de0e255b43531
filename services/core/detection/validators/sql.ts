/** SQL statements judged as text, up to their semicolon: what they read and whether anything limits them. */
import type { Verdict } from '../types.ts';

const SECRET_COLUMN =
  /\b\w{0,24}(?:ssn|social_security|passw(?:or)?d|card_num|cc_num|credit_card|cvv|iban|account_num|routing_num|salary|date_of_birth|dob|passport|tax_id|medical_record|diagnosis|api_key|private_key|access_token)\w{0,24}\b/i;
const PERSONAL_COLUMN = /\b\w{0,24}(?:e_?mail|phone|address|birth)\w{0,24}\b/i;
const PERSONAL_TABLE =
  /^[\s"'`[]*(?:\w{1,40}["'`\]]*\.["'`[]*)?\w{0,24}(?:user|employee|customer|patient|account|payment|card|member|credential|person|salar|payroll|client)\w{0,24}/i;
const LIMITED = /\b(?:where|limit|having|fetch\s+(?:first|next)|top\s*\(?\s*\d|rownum)\b/i;
const ALWAYS_TRUE = /\bwhere\s+(?:1\s*=\s*1|true|'(\w{1,9})'\s*=\s*'\1')(?!\s*and\b)/i;
const AGGREGATE = /^\s*(?:count|sum|avg|min|max)\s*\([^,]*\)[^,]*$/i;

/** A SELECT of sensitive columns, or of everything about people, that nothing limits. */
export function judgeMassRead(statement: string): Verdict {
  const from = statement.search(/\bfrom\b/i);
  if (from < 0 || isLimited(statement)) return false;
  const columns = statement.slice('select'.length, from);
  if (AGGREGATE.test(columns)) return false;
  if (SECRET_COLUMN.test(columns)) return true;
  const people = PERSONAL_TABLE.test(statement.slice(from + 'from'.length));
  if (PERSONAL_COLUMN.test(columns)) return { severity: 'MEDIUM' };
  return people && /^\s*(?:distinct\s+)?(?:\w{1,40}\.)?\*/i.test(columns) ? { severity: 'MEDIUM' } : false;
}

/** A DELETE or UPDATE that touches every row. */
export function isUnlimitedChange(statement: string): boolean {
  return !isLimited(statement);
}

function isLimited(statement: string): boolean {
  return LIMITED.test(statement) && !ALWAYS_TRUE.test(statement);
}
