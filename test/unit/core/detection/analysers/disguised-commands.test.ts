/** Commands, statements and hosts written so that nobody sees what they are: found; what only looks like it: not. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { classifyTarget } from '../../../../../services/core/detection/analysers/http/target.ts';
import { shellAnalyser } from '../../../../../services/core/detection/analysers/shell/analyser.ts';
import { judgeShell } from '../../../../../services/core/detection/analysers/shell/judge.ts';
import { judgeSql } from '../../../../../services/core/detection/analysers/sql/judge.ts';

const DELETE = 'shell-destructive-delete';
const TRACES = 'shell-evidence-removal';
const HIDDEN = 'shell-obfuscated';
const DESTROYED = 'shell-data-destruction';

const commands: readonly (readonly [text: string, rule: string | null])[] = [
  ['r${empty}m -rf /var/log', DELETE],
  ['${dir}m -rf build', null],
  ['x="xrm"; ${x#x} -rf /var/log', DELETE],
  ['x=rm.sh; ${x%.*} -rf /etc', DELETE],
  ['f=/srv/app/report.txt; rm -f "${f##*/}"', null],
  ['x=RM; ${x@L} -rf /etc', DELETE],
  ['printf -v c "rm -rf /var/log"; $c', DELETE],
  ['printf -v name "%s" report; rm $name', null],
  ["alias x='rm -rf'\nx /var/log", DELETE],
  ["alias x='rm -rf'\nx build", null],
  ["PROMPT_COMMAND='rm -rf /var/log'", DELETE],
  ['$(which rm) -rf /var/log', DELETE],
  ['"$(command -v rm)" -rf /etc', DELETE],
  ['$(which node) server.js', null],
  ['printf %s r m | tr -d " " | xargs -I% % -rf /etc', DELETE],
  ['ls *.tmp | xargs -I{} rm -f {}', null],
  ['echo xrmx | cut -c2-3 | xargs -I@ @ -rf /etc', DELETE],
  ['$x -rf /etc', HIDDEN],
  ['$PYTHON -m pytest -r tests', null],
  ['rm -rf /v*/l*', DELETE],
  ['rm -rf /???/log', DELETE],
  ['rm -rf /tm*/x*', null],
  ['rm -rf ./../../../../etc', DELETE],
  ['rm -rf ../../lib', null],
  ['mv /var/log /tmp/.gone', TRACES],
  ['mv /var/log/app/today.log /tmp/', null],
  ['git clean -fdx /', DELETE],
  ['git clean -fd src/generated', null],
  ['pkill -9 .', 'shell-denial-of-service'],
  ['pkill -9 node', null],
  ['btrfs subvolume delete /data', DESTROYED],
  ['btrfs subvolume list /data', null],
  ['curl -X DELETE http://localhost:9200/_all', DESTROYED],
  ['curl -X DELETE https://api.example.com/v1/items/7', null],
  ["perl -e 'exec qw(rm -rf /etc)'", DELETE],
  ["sed '1e rm -rf /var/log' /etc/hostname", DELETE],
  ["sed -n '1,5p' /etc/hostname", null],
  ['d^e^l /f /s /q C:\\*', DELETE],
  ['Rem`ove-It`em -Rec`urse -Force C:\\Users', DELETE],
  ["& ('Rem'+'ove-Item') -Recurse -Force C:\\Users", DELETE],
  ["iex ('Remove-I'+'tem -Recurse -Force C:\\Users')", DELETE],
  ["$c='Remove-Item'; & $c -Recurse -Force C:\\Users", DELETE],
  ["& ('{1}{0}' -f 'move-Item','Re') -Recurse -Force C:\\Users", DELETE],
  ["& (('Remove','-Item') -join '') -Recurse -Force C:\\Users", DELETE],
  ['set x=del& %x% /f /s /q C:\\*', DELETE],
  ['[System.IO.Directory]::Delete("C:\\Users", $true)', DELETE],
  ["$name = 'report'; Get-Content .\\$name.txt", null],
  ['pwsh -c "iex \'Remove-Item -Recurse -Force C:\\Users\'"', DELETE],
  ['Clear-Content C:\\Windows\\System32\\drivers\\etc\\hosts', 'shell-system-tampering'],
  ['Clear-Content .\\debug.log', null],
];

const statements: readonly (readonly [text: string, rule: string | null])[] = [
  ['DELETE FROM users WHERE id BETWEEN -2147483648 AND 2147483647', 'sql-unlimited-change'],
  ['DELETE FROM users WHERE id BETWEEN 10 AND 20', null],
  ['MERGE INTO users t USING (SELECT 1) s ON (1=1) WHEN MATCHED THEN DELETE', 'sql-unlimited-change'],
  ['MERGE INTO stock t USING news s ON t.id = s.id WHEN MATCHED THEN UPDATE SET n = s.n', null],
  ["SELECT query_to_xml('DELETE FROM users', true, true, '')", 'sql-dynamic'],
  ['CREATE FUNCTION f() RETURNS void AS $$ DROP TABLE users $$ LANGUAGE sql', 'sql-drop'],
  ['CREATE FUNCTION f() RETURNS int AS $$ SELECT 1 $$ LANGUAGE sql', null],
  ["EXEC master.dbo.xp_regdelete 'HKLM', 'x'", 'sql-outside'],
  // The bracket that closes is the token for which the columns are made anew.
  ["DECLARE @s varchar(200) = CHAR(68)+CHAR(82)+CHAR(79)+CHAR(80)+' TABLE users'; EXEC(@s)", 'sql-dynamic'],
];

describe('disguised commands', () => {
  for (const [text, rule] of commands)
    it(`${rule ?? 'nothing grave'}: ${text}`, () => {
      const grave = judgeShell(text).filter(({ severity }) => severity !== 'LOW' && severity !== 'INFO');
      if (rule === null) assert.deepEqual(grave, []);
      else assert.ok(grave.some(({ rule_id }) => rule_id === rule));
      for (const { start, end } of grave) assert.ok(start >= 0 && start < end && end <= text.length);
    });

  it('reads each of several command lines in a list', () => {
    const spots = shellAnalyser.analyse('{"commands":["ls","rm -rf /var/log"]}', {
      kind: 'tool_arguments',
      tool_kind: 'SHELL',
    });
    assert.ok(spots.some(({ rule_id }) => rule_id === DELETE));
  });
});

describe('disguised statements', () => {
  for (const [text, rule] of statements)
    it(`${rule ?? 'nothing grave'}: ${text}`, () => {
      const grave = judgeSql(text).filter(({ severity }) => severity !== 'LOW' && severity !== 'INFO');
      if (rule === null) assert.deepEqual(grave, []);
      else assert.ok(grave.some(({ rule_id }) => rule_id === rule));
    });
});

describe('disguised hosts', () => {
  for (const [url, reach] of [
    ['http://example.com%40127.0.0.1/', 'LOOPBACK'],
    ['http://user:p%40ss@example.com/', 'PUBLIC'],
    ['https://example.com/%40user', 'PUBLIC'],
  ] as const)
    it(`${reach}: ${url}`, () => assert.equal(classifyTarget(url).reach, reach));

  it('takes a socket for a service within', () =>
    assert.ok(classifyTarget('http+unix://%2Fvar%2Frun%2Fdocker.sock/').risks.includes('FOREIGN_PROTOCOL')));
});
