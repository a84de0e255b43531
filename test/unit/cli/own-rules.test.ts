import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { jsonLines, tripline } from '../../support/tripline.ts';

const folder = mkdtempSync(join(tmpdir(), 'tripline-own-'));
const rules = join(folder, 'rules.yaml');
const fingerprints = join(folder, 'documents.tlfp');
const DOCUMENT =
  'The buyer shall pay the remaining consideration of nine million crowns within thirty days after the closing date.';
const QUOTE = 'pay the remaining consideration of nine million crowns within';

after(() => rmSync(folder, { recursive: true }));

writeFileSync(join(folder, 'clients.txt'), '# clients\nGlobex Corporation\n');
writeFileSync(
  rules,
  `dictionaries:
  - {id: clients, type: client_name, severity: MEDIUM, description: Clients., terms_file: clients.txt}
rules:
  - id: case-number
    category: CONFIDENTIAL
    type: case_number
    severity: HIGH
    description: A case.
    triggers: ['case-']
    pattern: 'case-\\d{6}'
    examples: {match: ['case-123456'], no_match: ['case-1']}
`,
);

describe('tripline fingerprint', () => {
  test('adds, lists and removes documents; the file is its owner’s alone and holds no text', async () => {
    const added = await tripline(['fingerprint', 'add', '-', '--id', 'deal', '--file', fingerprints], {
      input: DOCUMENT,
    });
    assert.deepEqual([added.code, added.stderr], [0, 'deal: 18 words\n']);
    assert.equal(statSync(fingerprints).mode & 0o777, 0o600);
    const listed = await tripline(['fingerprint', 'list', '--json', '--file', fingerprints]);
    assert.deepEqual(
      jsonLines(listed.stdout).map(({ id, severity, words }) => [id, severity, words]),
      [['deal', 'HIGH', 18]],
    );
    const missing = await tripline(['fingerprint', 'remove', 'other', '--file', fingerprints]);
    assert.equal(missing.code, 2);
  });

  test('a document too short, a file that is none and one that is not there are told', async () => {
    const short = await tripline(['fingerprint', 'add', '-', '--id', 'x', '--file', fingerprints], {
      input: 'too short',
    });
    assert.deepEqual([short.code, /2 words/.test(short.stderr)], [1, true]);
    const damaged = await tripline(['fingerprint', 'list', '--file', rules]);
    assert.deepEqual([damaged.code, /damaged/.test(damaged.stderr)], [2, true]);
    const absent = await tripline(['fingerprint', 'list', '--file', join(folder, 'none')]);
    assert.deepEqual([absent.code, /fingerprint add/.test(absent.stderr)], [2, true]);
  });
});

describe('tripline scan and rules with files of one’s own', () => {
  test('scan finds rules, names and documents that the files bring', async () => {
    const text = `Case case-123456 of globex corporation: they ${QUOTE}, they say.`;
    const { stdout } = await tripline(['scan', '--rules', rules], {
      input: JSON.stringify({ id: 1, text }),
      env: { TRIPLINE_FINGERPRINTS_FILE: fingerprints },
    });
    const [answer] = jsonLines(stdout) as [{ findings: { rule_id: string; start: number; end: number }[] }];
    assert.deepEqual(
      answer.findings.map(({ rule_id, start, end }) => [rule_id, text.slice(start, end)]),
      [
        ['case-number', 'case-123456'],
        ['clients', 'globex corporation'],
        ['fingerprint-deal', QUOTE],
      ],
    );
  });

  test('rules lint tells every problem of a file, and where YAML ends', async () => {
    assert.equal((await tripline(['rules', 'lint', rules])).code, 0);
    const bad = join(folder, 'bad.yaml');
    writeFileSync(
      bad,
      "rules:\n  - {id: a-a, category: PII, type: a, severity: LOW, description: d, triggers: [aa], pattern: 'a(a+)+b', examples: {match: [aab], no_match: [aa]}}\ndisable: [nothing]\n",
    );
    const linted = await tripline(['rules', 'lint', bad]);
    assert.equal(linted.code, 2);
    for (const problem of [/a-a: the pattern is not proved safe/, /there is no built-in rule nothing/])
      assert.match(linted.stderr, problem);
    writeFileSync(bad, 'rules: [\n  {id: ');
    assert.match((await tripline(['rules', 'lint', bad])).stderr, /not YAML: line \d/);
  });

  test('rules list, show and test know built-in and own rules', async () => {
    const list = await tripline(['rules', 'list', '--json', '--category', 'confidential', '--rules', rules]);
    assert.deepEqual(
      jsonLines(list.stdout).map(({ id }) => id),
      ['case-number', 'clients'],
    );
    const show = await tripline(['rules', 'show', 'aws-access-key-id']);
    assert.equal((JSON.parse(show.stdout.toString()) as { type: string }).type, 'api_key');
    assert.equal((await tripline(['rules', 'show', 'no-such'])).code, 2);
    const examples = await tripline(['rules', 'test', 'case-number', 'aws-access-key-id', '--rules', rules]);
    assert.match(examples.stdout.toString(), /^2 rules, \d+ examples, 0 do not hold\n$/);
    const tried = await tripline(['rules', 'test', 'aws-access-key-id', '--text', '-'], {
      input: 'x AKIAQ3EGRZ7LMX5T2WVB',
    });
    assert.match(tried.stdout.toString(), /aws-access-key-id +\w+ +[\d.]+ +2 +22/);
  });
});
