/** What passwords are found beside the patterns: after words in other scripts, and in the columns of tables. */
import { CREDENTIAL } from '../../rules/taxonomy.ts';
import type { RuleCard } from '../../types.ts';

export const passwordInOtherScript: RuleCard = {
  id: 'password-in-other-script',
  version: 1,
  category: 'SECRET',
  type: 'password',
  severity: 'HIGH',
  confidence: 0.65,
  description: 'A password told in a language whose word for it is not written in ASCII.',
  severity_reason: 'It opens an account, and people use it twice.',
  references: ['https://cwe.mitre.org/data/definitions/522.html'],
  taxonomy: CREDENTIAL,
  examples: {
    match: [
      { text: 'Пароль от сервера: Wint3r!2031' },
      { text: '数据库密码是Wint3r!2031,请不要外传' },
      { text: 'パスワードは「Wint3r!2031」です' },
      { text: 'Hasło do panelu to Wint3r!2031' },
    ],
    no_match: [
      { text: 'Пароль должен содержать 12 символов' },
      { text: '密码:请联系管理员' },
      { text: 'Пароль: <ваш пароль>' },
      { text: 'パスワードは password_field に入力します' },
    ],
  },
};

export const secretInColumn: RuleCard = {
  id: 'secret-in-column',
  version: 1,
  category: 'SECRET',
  type: 'password',
  severity: 'HIGH',
  confidence: 0.75,
  description: 'A password, key or token in a table of separated values whose head names its column.',
  severity_reason: 'It opens an account; such tables are exports of many.',
  references: ['https://www.rfc-editor.org/rfc/rfc4180'],
  taxonomy: CREDENTIAL,
  examples: {
    match: [
      { text: 'host,username,password\ndb1,app,Wint3r!2031\n' },
      { text: 'user;api_key;plan\nbo;kR7vTz1QmX9bL3fWc8HsJ2pY;free' },
    ],
    no_match: [
      { text: 'host,username,password_changed\ndb1,app,2031-02-03x\n' },
      { text: 'user,password\nbo,<redacted>\n' },
      { text: 'name,password,note\nbo,,Wint3r!2031\n' },
    ],
  },
};
