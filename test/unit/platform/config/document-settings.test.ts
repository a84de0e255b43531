import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documentSettings } from '../../../../services/platform/config/document-settings.ts';
import { readConfig } from '../../../../services/platform/config/read-config.ts';
import { catalogue } from '../../../../services/platform/config/settings.ts';

const page = documentSettings();
const all = catalogue.flatMap(({ group }) => Object.entries(group));

test('every setting has a row with its default and what it decides', () => {
  assert.equal(page.match(/^\| `TRIPLINE_/gm)?.length, all.length);
  for (const [name, setting] of all) {
    const row = page.split('\n').find((line) => line.startsWith(`| \`${name}\` |`));
    assert.ok(row?.endsWith(`| ${setting.what} |`), name);
    assert.equal(row?.includes('(secret)'), setting.secret === true, name);
    if (setting.fallback) assert.ok(row?.includes(`\`${setting.fallback}\``), name);
  }
});

test('a setting is named once, and its text breaks no table', () => {
  assert.equal(new Set(all.map(([name]) => name)).size, all.length);
  for (const [name, { what }] of all) {
    assert.match(name, /^TRIPLINE_[A-Z_]+$/);
    assert.match(what, /^[^|\n]+\.$/, name);
  }
});

test('every default is one that its own schema takes', () => {
  for (const { group } of catalogue) assert.doesNotThrow(() => readConfig(group, {}));
});

test('passwords and keys are secrets', () => {
  for (const [name, setting] of all) {
    if (/PASSWORD|API_KEY|EMITTER_KEY|TOKEN|SECRET/.test(name)) assert.equal(setting.secret, true, name);
  }
});
