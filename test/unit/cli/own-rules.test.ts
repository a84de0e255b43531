import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
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
    assert.equal(damaged.code, 2);
    assert.ok(damaged.stderr.includes(`The fingerprint file ${rules} is damaged or not one.`));
    const absent = await tripline(['fingerprint', 'list', '--file', join(folder, 'none')]);
    assert.deepEqual([absent.code, /fingerprint add/.test(absent.stderr)], [2, true]);
  });

  test('a place that cannot be written, and a document that is not there, are named', async () => {
    const nowhere = join(folder, 'no-folder', 'x.tlfp');
    const unkept = await tripline(['fingerprint', 'add', '-', '--id', 'x', '--file', nowhere], {
      input: DOCUMENT,
    });
    assert.equal(unkept.code, 2);
    assert.ok(unkept.stderr.includes(`The fingerprint file ${nowhere} cannot be written: ENOENT.`));
    const gone = join(folder, 'gone.txt');
    const unread = await tripline(['fingerprint', 'add', gone, '--file', fingerprints]);
    assert.equal(unread.code, 2);
    assert.ok(unread.stderr.includes(`${gone} cannot be read: ENOENT.`));
    const place = await tripline(['fingerprint', 'list', '--file', folder]);
    assert.equal(place.code, 2);
    assert.ok(place.stderr.includes(`The fingerprint file ${folder} cannot be read: EISDIR.`));
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.endsWith('.new')),
      [],
    );
  });

  test('all of the documents of a call are added or none, and none is told of before it is kept', async () => {
    const [one, two] = ['d1', 'd2'].map((name) => {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'contract.txt'), DOCUMENT);
      return join(folder, name, 'contract.txt');
    }) as [string, string];
    const [short, latin1, binary] = [
      ['short.txt', 'hunter2'],
      ['latin1.txt', Buffer.from(`${DOCUMENT} \xe9\xe8`, 'latin1')],
      ['binary.txt', `${DOCUMENT}\0`],
    ].map(([name, content]) => {
      const path = join(folder, name as string);
      writeFileSync(path, content as string);
      return path;
    }) as [string, string, string];
    const store = join(folder, 'whole.tlfp');
    const cases: [files: string[], code: number, said: string][] = [
      [[one, two], 2, 'the id contract-txt'],
      [[one, short], 1, `${short}: The document has 1 word;`],
      [[one, latin1], 1, `${latin1} is not plain text in UTF-8`],
      [[one, binary], 1, `${binary} is not plain text in UTF-8`],
    ];
    for (const [files, code, said] of cases) {
      const refused = await tripline(['fingerprint', 'add', ...files, '--file', store]);
      assert.equal(refused.code, code);
      assert.ok(refused.stderr.includes(said), refused.stderr);
      assert.doesNotMatch(refused.stderr, /^contract-txt: |hunter2/m);
      assert.equal(existsSync(store), false);
    }
    const kept = await tripline(['fingerprint', 'add', one, '--file', store]);
    assert.deepEqual([kept.code, kept.stderr], [0, 'contract-txt: 18 words\n']);
    const before = readFileSync(store);
    assert.equal((await tripline(['fingerprint', 'add', one, short, '--file', store])).code, 1);
    assert.deepEqual(readFileSync(store), before);
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
    assert.equal(linted.code, 1);
    for (const problem of [
      /a-a: the pattern is not proved safe/,
      /there is no built-in rule nothing/,
      /^2 problems$/m,
    ])
      assert.match(String(linted.stdout), problem);
    writeFileSync(bad, 'rules: [\n  {id: ');
    assert.match(String((await tripline(['rules', 'lint', bad])).stdout), /line \d: not YAML/);
    const gone = await tripline(['rules', 'lint', join(folder, 'gone.yaml')]);
    assert.deepEqual([gone.code, /gone\.yaml cannot be read: ENOENT/.test(gone.stderr)], [2, true]);
  });

  test('a key that stands twice hides nothing else of a rule file', async () => {
    const bad = join(folder, 'twice.yaml');
    writeFileSync(bad, 'allow: []\nallow: 7\ndisable: [nothing]\nrules: [{id: Bad}]\n');
    const { code, stdout } = await tripline(['rules', 'lint', bad]);
    assert.equal(code, 1);
    for (const problem of [
      /^line 2: .*the key stands here a second time/m,
      /^allow: must be a list, not a number$/m,
      /^rules\[0\]\.id: must be lower-case words/m,
      /^rules\[0\]\.pattern: is missing: it must be a string$/m,
    ])
      assert.match(String(stdout), problem);
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
