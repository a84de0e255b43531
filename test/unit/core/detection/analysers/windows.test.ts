/** What the readers of Windows' commands make of places, statements and expressions. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { placeOf } from '../../../../../services/core/detection/analysers/shell/windows-places.ts';
import { plainWindows } from '../../../../../services/core/detection/analysers/shell/windows-plain.ts';
import { statementsOf } from '../../../../../services/core/detection/analysers/shell/windows-statements.ts';

function stagesOf(text: string): string[][] {
  return [...statementsOf(text)]
    .filter((stages) => stages.length > 0)
    .map((stages) => stages.map(({ name, words }) => [name, ...words].join(' ')));
}

describe('places of Windows', () => {
  for (const path of [
    String.raw`C:\Users`,
    'C:/Users/',
    String.raw`C:\temp\..\Users\*`,
    String.raw`\\?\C:\Users`,
    String.raw`\\localhost\C$\Users`,
    String.raw`C:\PROGRA~1`,
    String.raw`C:\U???s`,
    '%SystemRoot%',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: PowerShell's.
    '${env:ProgramFiles}',
    String.raw`HKLM:\SOFTWARE`,
    String.raw`\Windows`,
  ])
    it(`${path} is vital`, () => assert.equal(placeOf(path), 'VITAL'));
  for (const path of [String.raw`\\server\share`, String.raw`~\Documents`, String.raw`D:\data`, '.', '*.*'])
    it(`${path} is of worth`, () => assert.equal(placeOf(path), 'VALUABLE'));
  for (const path of [String.raw`C:\src\app\bin`, '%TEMP%', 'dist', '*.obj', String.raw`\\server\builds\17`])
    it(`${path} can be made again`, () => assert.equal(placeOf(path), 'PLAIN'));
  it('a drive as a device is a disk', () => assert.equal(placeOf(String.raw`\\.\PhysicalDrive0`), 'DISK'));
  it('a relative path is where the command runs', () => {
    assert.equal(placeOf('*', String.raw`C:\Users`), 'VITAL');
    assert.equal(placeOf('*', String.raw`C:\src\app`), 'PLAIN');
  });
});

describe('statements of Windows', () => {
  it('stages stand between pipes, brackets and braces', () => {
    assert.deepEqual(stagesOf('gci C:\\Users | % { ri $_ }; dir'), [['gci C:\\Users', '', 'ri $_'], ['dir']]);
  });
  it('what stands before a command is no part of it, switches at its name are', () => {
    assert.deepEqual(stagesOf('if not exist a @rd/s/q "C:\\x y"'), [['rd /s /q C:\\x y']]);
    assert.deepEqual(stagesOf('for %f in (*) do call del %f').at(0)?.at(-1), 'del %f');
  });
  it('a line goes on behind a caret or a backtick', () => {
    assert.deepEqual(stagesOf('rd /s ^\n/q a'), [['rd /s /q a']]);
    assert.deepEqual(stagesOf('ri `\r\n a'), [['ri a']]);
  });
});

describe('expressions of Windows', () => {
  for (const text of [
    "& ('r'+'i') x",
    "& (-join('r','i')) x",
    "& ('ir'[-1..-2] -join '') x",
    "& ('xi'.Replace('x','r')) x",
    "& ('{1}{0}' -f 'i','r') x",
    '& ([char]114+[char]105) x',
  ])
    it(`${text} runs ri`, () => assert.match(plainWindows(text) ?? '', /;ri\s/));
  it('%COMSPEC:~-7,3% is cmd', () =>
    assert.match(plainWindows('%COMSPEC:~-7,3% /c dir') ?? '', /^cmd \/c dir/));
  it('what hides nothing stays as it is', () => assert.equal(plainWindows('Get-Date'), null));
});
