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
  ['env - rm -rf /etc', DELETE],
  [`sh -c 'rm -rf "$1"' _ /var/log`, DELETE],
  [`sh -c 'rm -rf "$1"' _ build`, null],
  ['mapfile -t a <<< "/etc"; rm -rf "${a[@]}"', DELETE],
  ['while read -r l; do rm -rf "$l"; done <<< /etc', DELETE],
  ['select x in /etc; do rm -rf $x; done', DELETE],
  ['echo "rm -rf /etc" | ssh host sh', DELETE],
  ["echo 'rm -rf /etc' > x; . ./x", DELETE],
  ["tee x.sh <<< 'rm -rf /etc'; bash x.sh", DELETE],
  ["make -f - <<< $'all:\n\trm -rf /etc'", DELETE],
  ["at now <<< 'rm -rf /etc'", DELETE],
  ['fd . /var/log -x rm -rf', DELETE],
  ['fd -e pyc . src -x rm', null],
  ['xargs -a <(echo /etc) rm -rf', DELETE],
  ['find /bin -name rm -exec {} -rf /etc \\;', DELETE],
  ["npx -c 'rm -rf /etc'", DELETE],
  ["python3 -c \"import os;os.system('r'+'m -rf /etc')\"", DELETE],
  ['python3 -c "import os;os.system(chr(114)+chr(109)+\' -rf /etc\')"', DELETE],
  ["node -e \"require('child_process').spawn('rm',['-rf','/etc'])\"", DELETE],
  ["node -e \"require('child_process').spawn('ls',['-la','/etc'])\"", null],
  ["tclsh <<< 'exec rm -rf /etc'", DELETE],
  ['gh repo delete org/repo --yes', DESTROYED],
  ['gh repo view org/repo', null],
  ['rails db:drop', DESTROYED],
  ['rails db:migrate', null],
  ['git push --force origin main', 'shell-work-discarded'],
  ['git push --force-with-lease origin feature', null],
  ['cmd /V /C "set x=del&& !x! /s /q C:\\*"', DELETE],
  ['sal x Remove-Item; x C:\\Users -Recurse -Force', DELETE],
  ['Get-ChildItem C:\\Users -Recurse | ForEach-Object { Remove-Item $_.FullName -Force }', DELETE],
  ['robocopy C:\\empty C:\\Users /MIR', DELETE],
  ['robocopy src dst /E', null],
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
  ['DROP #c\nTABLE users', 'sql-drop'],
  ['DROP\u2003TABLE users', 'sql-drop'],
  ['ＤＲＯＰ TABLE users', 'sql-drop'],
  ['DELETE FROM users WHERE 1 BETWEEN 0 AND 2', 'sql-unlimited-change'],
  ['DELETE FROM users WHERE id = ANY(SELECT id FROM users)', 'sql-unlimited-change'],
  ['DELETE FROM users WHERE created_at < now()', 'sql-unlimited-change'],
  ["DELETE FROM users WHERE created_at < now() - interval '9 years'", null],
  ['DELETE FROM users LIMIT 100000000', 'sql-unlimited-change'],
  ['DELETE FROM users LIMIT 10', null],
  ['DELETE TOP (100) PERCENT FROM users', 'sql-unlimited-change'],
  ['DO LANGUAGE plpgsql $$ BEGIN TRUNCATE users; END $$', 'sql-drop'],
  ['CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO DELETE FROM users', 'sql-unlimited-change'],
  ['\\! rm -rf /', 'sql-outside'],
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
    ['http://127.0.0.1:11211:80/', 'LOOPBACK'],
    ['http://127.0.0.1%0a.google.com/', 'LOOPBACK'],
    ['http://127.0.0.1;@google.com/', 'LOOPBACK'],
    ['https://user:pw@example.com/', 'PUBLIC'],
  ] as const)
    it(`${reach}: ${url}`, () => assert.equal(classifyTarget(url).reach, reach));

  it('takes a socket for a service within', () =>
    assert.ok(classifyTarget('http+unix://%2Fvar%2Frun%2Fdocker.sock/').risks.includes('FOREIGN_PROTOCOL')));
});
