/** Dangerous queries in the arguments of database tools, bare or within JSON: parsed, not searched. */

import type { Severity } from '../../../events/types.ts';
import type { Analyser, ScanContext, Spot } from '../../types.ts';
import { type KeyedString, stringsIn, toArguments } from '../json-strings.ts';
import { sqlCards } from './cards/index.ts';
import { judgeCommand } from './commands.ts';
import { judgeDocuments } from './documents.ts';
import { judgeSql } from './judge.ts';

export const sqlAnalyser: Analyser = { rules: sqlCards, reads: 'plain', analyse };

/** Where the kind of tool is not known, only what begins like a statement or command is read as one. */
const STATEMENT =
  /^(?:\s|\(|--[^\n]{0,200}\n|\/\*!\d{0,6}|\/\*[^*]{0,200}\*\/){0,20}(?:(?:xp|sp)_\w{1,60}|select|delete|update|drop|truncate|alter|create|grant|exec(?:ute)?|copy|attach|load|call|match|set|insert|with|prepare|do|bulk|backup|declare|begin|explain|use|db\.|flush(?:all|db)|config set|shutdown)\b/i;
/** What begins with a word of English asks for the next as well; what a client runs itself begins with a sign. */
const PHRASE =
  /^(?:\s|--[^\n]{0,200}\n|\/\*[^*]{0,200}\*\/){0,20}(?:merge\s+into|replace\s+(?:into|table)|lock\s+tables?|unload\s*\(|(?:detach|exchange|purge)\s+(?:table|tables|database|recyclebin|binary|dba_recyclebin|dictionary|dictionaries)|rename\s+tables?\s+\S{1,80}\s+to\s+\S{1,80}\s*(?:;|,|$)|(?:flashback|backup|restore)\s+(?:table|database|log)\s+\S{1,80}\s+(?:to|from)\s+(?:disk|url|tape|before|scn|timestamp|restore|[@'])|kill\s+(?:query|mutation|connection|\d)|system\s+(?:drop|stop|shutdown|kill|unfreeze|restart)|revoke\s+\w|deny\s+(?:select|insert|update|delete|all|control|connect)|dbcc\s+\w|pragma\s+\w|vacuum\b|optimize\s+table|reset\s+(?:master|replica|slave|binary|persist)|stop\s+(?:replica|slave|group_replication|database)|(?:remove|rm|put|get)\s+@|put\s+file:|undrop\s|refresh\s+materialized|reassign\s+owned|import\s+foreign|disable\s+trigger|noaudit\s|\\[!a-z]|\.(?:shell|system|import|output|once|restore|backup|clone|save|load|excel|read)\s)/i;
/** Such statements speak SQL and nothing else; Redis selects by number. */
const SQL_ONLY =
  /^\s{0,20}(?:select\s+[^\d\s]|insert|update|with|create|alter|explain|grant|delete\s+from)\b/i;
/** Of more strings, those that begin like statements may do anything: they are not read. */
const MOST_STRINGS = 16_384;
/** Arguments that say something about the query. */
const REMARK =
  /^(?:description|desc|explanation|reason(?:ing)?|thoughts?|thinking|purpose|summary|title|comment|note|justification|message|name|id|user|language|params?|parameters|bindings|values)$/;

function analyse(text: string, context: ScanContext): readonly Spot[] {
  const spots: Spot[] = [];
  const isQuery = context.tool_kind === 'DATABASE' ? isAnything : isStatement;
  const strings = stringsIn(text);
  if (strings === null) {
    if (isQuery(text))
      judgeText(text, (rule_id, severity, start, end) =>
        spots.push({ rule_id, start, end, ...(severity && { severity }) }),
      );
    return spots;
  }
  let read = 0;
  for (const string of strings) {
    if (REMARK.test(string.key) || !isQuery(string.text)) continue;
    if (read++ < MOST_STRINGS) judgeString(string, spots);
    else if (isStatement(string.text)) {
      spots.push({ rule_id: 'sql-dynamic', severity: 'HIGH', start: string.start, end: string.end });
      break;
    }
  }
  judgeCommand(text, (rule_id, severity) =>
    spots.push({ rule_id, start: 0, end: text.length, ...(severity && { severity }) }),
  );
  return spots;
}

function judgeString(string: KeyedString, spots: Spot[]): void {
  if (string.text.length < 4) return;
  judgeText(string.text, (rule_id, severity, from, to) => {
    const [start, end] = toArguments(string, from, to);
    spots.push({ rule_id, start, end, ...(severity && { severity }) });
  });
}

function judgeText(
  text: string,
  add: (rule: string, severity: Severity | undefined, start: number, end: number) => void,
): void {
  for (const { rule_id, severity, start, end } of judgeSql(text)) add(rule_id, severity, start, end);
  if (SQL_ONLY.test(text)) return;
  judgeDocuments(text, (rule, severity) => add(rule, severity, 0, text.length));
}

function isStatement(text: string): boolean {
  return STATEMENT.test(text) || PHRASE.test(text);
}

function isAnything(): boolean {
  return true;
}
