/** What a client of a database runs itself and never sends: programs, files of statements, files written. */
import type { Severity } from '../../../events/types.ts';

const PROGRAM =
  '(?:rm|sh|bash|zsh|cmd|powershell|curl|wget|cat|nc|python3?|perl|del|dd|mkfs|chmod|chown|sudo|tar|mv|cp)\\b';
/** psql, sqlite3, mysql, sqlplus and beeline in turn. Each begins a line. */
const RUNS = new RegExp(
  `^[ \\t]{0,20}(?:\\\\!|\\\\(?:o|w|g|copy|write|out)\\b[^\\n|]{0,200}\\||\\\\set\\b[^\\n\`]{0,80}\`|\\.(?:shell|system)[ \\t]|\\.(?:once|output|import|excel)[ \\t]{1,4}['"]?\\||pager[ \\t]{1,4}(?:${PROGRAM}|[^\\s|]{0,80}[/|>])|(?:system|SYSTEM|host|HOST|!{1,2}|!sh|dfs)[ \\t]{0,4}(?:-rm|${PROGRAM}))`,
  'm',
);
/** `\\g` after a statement, too. */
const GIVES = /\\g(?:x|set)?[ \t]{0,4}\||\\gexec\b/;
const FILES =
  /^[ \t]{0,20}(?:\\(?:i|ir|include|include_relative|o|out|w|write|lo_export|lo_import|lo_unlink|setenv|\.)[ \t]{1,4}\S|\.(?:read|output|once|import|restore|save|backup|load|open|clone|log|archive|ar|excel)[ \t]{1,4}\S|(?:source|tee|spool|start)[ \t]{1,4}(?:[\w.~-]{0,60}\/|[\w.-]{1,60}\.sql\b)|\\\.[ \t]|@@?[\w./-]{1,120}\.sql\b)/im;
const GIVES_FILE = /\\g(?:x|set)?[ \t]{1,4}[\w./~]/;

/** How bad what the client runs is; null for nothing. */
export function clientSeverity(text: string): Severity | null {
  if (RUNS.test(text)) return 'CRITICAL';
  const hasBackslash = text.includes('\\g');
  if (hasBackslash && GIVES.test(text)) return 'HIGH';
  return FILES.test(text) || (hasBackslash && GIVES_FILE.test(text)) ? 'MEDIUM' : null;
}
