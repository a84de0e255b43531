import assert from 'node:assert/strict';
import test from 'node:test';
import { passwordAnalyser } from '../../../../../services/core/detection/analysers/passwords/analyser.ts';

const PASSWORD = 'Wint3r!2031';
const KEY = 'kR7vTz1QmX9bL3fWc8HsJ2pY';

function valuesIn(text: string): string[] {
  return passwordAnalyser.analyse(text, { kind: 'output' }).map(({ start, end }) => text.slice(start, end));
}

const found: readonly (readonly [string, readonly string[]])[] = [
  [`Пароль от сервера: ${PASSWORD}`, [PASSWORD]],
  [`пароль к базе — ${PASSWORD}.`, [PASSWORD]],
  [`Hasło do panelu: ${PASSWORD}`, [PASSWORD]],
  [`数据库密码是 ${PASSWORD} ,请不要外传`, [PASSWORD]],
  [`密码:${PASSWORD},账号 admin`, [PASSWORD]],
  [`パスワードは「${PASSWORD}」です`, [PASSWORD]],
  [`비밀번호는 ${PASSWORD} 입니다`, [PASSWORD]],
  [`Пароль: ${PASSWORD}\nПароль: ${PASSWORD}x`, [PASSWORD, `${PASSWORD}x`]],
  [`host,user,password\ndb1,app,${PASSWORD}\ndb2,app,${PASSWORD}x\n`, [PASSWORD, `${PASSWORD}x`]],
  [`"user";"passwort"\n"a;b";"${PASSWORD}"`, [PASSWORD]],
  [`user\tpassword\tnote\r\nbo\t${PASSWORD}\tx\r\n`, [PASSWORD]],
  [`name,api_key\nbo,${KEY}`, [KEY]],
  [
    `As asked:\n\n| user | password | note |\n|:--|---|---|\n| bo | \`${PASSWORD}\` | x |\n| al | ${PASSWORD}x | y |\n\nBye`,
    [PASSWORD, `${PASSWORD}x`],
  ],
  [`Export of today:\nname,password\nbo,${PASSWORD}`, [PASSWORD]],
];
for (const [text, values] of found)
  test(`is found in ${JSON.stringify(text)}`, () => {
    assert.deepEqual(valuesIn(text), values);
  });

const clean = [
  'Пароль должен содержать не менее 12 символов',
  'Пароль: введите пароль',
  'Забыли пароль? https://example.org/reset',
  '密码不正确,请重试: ERR_AUTH_401',
  'パスワードは8文字以上です',
  'user,password_hash\nbo,7f3a9c1e5b8d2046af91c3e7d5b82046\n',
  'user,password\nbo,********\n',
  '| option | password |\n|---|---|\n| type | string |\n| default | `none` |\n',
  'user,password,note\nbo,,Wint3r!2031\n',
  'The first line, about a password,\nWint3r!2031, is prose.\n',
  '',
];
for (const text of clean)
  test(`nothing is found in ${JSON.stringify(text)}`, () => {
    assert.deepEqual(valuesIn(text), []);
  });

test('the time grows with the text', () => {
  const hostile = [
    'Пароль'.repeat(170_000),
    'Пароль: '.repeat(130_000),
    `a,password\n${'x\n'.repeat(500_000)}`,
    `a,password\n${'"'.repeat(1_000_000)}`,
    `a,password\n${','.repeat(1_000_000)}`,
    `a,password\n${'"a\n'.repeat(300_000)}`,
    '|password|\n|-|\n'.repeat(70_000),
    `|password|\n${'|-|\n'.repeat(200_000)}`,
    `\n|${'-'.repeat(1_000_000)}`,
    '\n|-'.repeat(300_000),
  ];
  for (const text of hostile) {
    const start = process.cpuUsage();
    passwordAnalyser.analyse(text, { kind: 'output' });
    const { user, system } = process.cpuUsage(start);
    assert.ok(user + system < 2_000_000, `${text.slice(0, 20)}: ${user + system} µs`);
  }
});
