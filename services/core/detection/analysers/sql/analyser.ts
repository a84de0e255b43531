/** Dangerous queries in the arguments of database tools, bare or within JSON: parsed, not searched. */

import type { Severity } from '../../../events/types.ts';
import type { Analyser, Spot } from '../../types.ts';
import { type KeyedString, stringsIn, toArguments } from '../json-strings.ts';
import { sqlCards } from './cards/index.ts';
import { judgeCommand } from './commands.ts';
import { judgeDocuments } from './documents.ts';
import { judgeSql } from './judge.ts';

export const sqlAnalyser: Analyser = { rules: sqlCards, reads: 'plain', analyse };

/** What could be in a text without any of these is no query. */
const HINT =
  /\b(?:select|delete|update|drop|truncate|alter|create|grant|exec(?:ute)?|copy|attach|load|call|match|set|insert|shutdown|kill|table|with|prepare|do|bulk|backup|export|reassign|noaudit|disable|purge|reset|rename|install|db|flush\w+|config|keys|eval|slaveof|replicaof|module|debug|acl|explain|begin|declare|unload|handler|restore|union|or|waitfor)\b/i;
/** Arguments that say something about the query. */
const REMARK =
  /^(?:description|desc|explanation|reason(?:ing)?|thoughts?|thinking|purpose|summary|title|comment|note|justification|message|name|id|user|language|params?|parameters|bindings|values)$/;

function analyse(text: string): readonly Spot[] {
  const spots: Spot[] = [];
  const strings = stringsIn(text);
  if (strings === null) {
    judgeText(text, (rule_id, severity, start, end) =>
      spots.push({ rule_id, start, end, ...(severity && { severity }) }),
    );
    return spots;
  }
  for (const string of strings) if (!REMARK.test(string.key)) judgeString(string, spots);
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
  if (!HINT.test(text)) return;
  for (const { rule_id, severity, start, end } of judgeSql(text)) add(rule_id, severity, start, end);
  judgeDocuments(text, (rule, severity) => add(rule, severity, 0, text.length));
}
