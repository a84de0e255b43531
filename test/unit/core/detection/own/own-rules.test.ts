import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FingerprintStore } from '../../../../../services/core/detection/own/fingerprint-store.ts';
import { builtInIds, ownEngine } from '../../../../../services/core/detection/own/own-engine.ts';
import { type OwnRules, parseOwnRules } from '../../../../../services/core/detection/own/own-rules.ts';

const deps = {
  builtInIds: builtInIds(),
  prove: (pattern: string) => (pattern.includes('(a+)+') ? 'it can take exponential time' : null),
  readBeside: (path: string) =>
    path === 'clients.txt' ? '# clients\nGlobex Corporation\n\n  Initech \n' : null,
};
const rule = {
  id: 'case-number',
  category: 'CONFIDENTIAL',
  type: 'case_number',
  severity: 'HIGH',
  description: 'A case of ours.',
  triggers: ['case-'],
  pattern: 'case-\\d{6}',
  flags: 'i',
  examples: { match: ['see Case-123456'], no_match: ['case-12'] },
};
const clients = {
  id: 'clients',
  type: 'client_name',
  severity: 'MEDIUM',
  description: 'Names of clients.',
  terms: ['Umbrella & Sons'],
  terms_file: 'clients.txt',
};

function own(document: unknown): OwnRules {
  const parsed = parseOwnRules(document, deps);
  assert.ok('own' in parsed, 'problems' in parsed ? parsed.problems.join('\n') : '');
  return parsed.own;
}
function problems(document: unknown): string[] {
  const parsed = parseOwnRules(document, deps);
  return 'problems' in parsed ? parsed.problems : [];
}
function found(document: unknown, text: string) {
  return ownEngine({ rules: own(document), fingerprints: new FingerprintStore() })
    .scan(text, { kind: 'output' })
    .map(({ rule_id, start, end }) => [rule_id, text.slice(start, end)]);
}

describe("an organisation's own rules", () => {
  test('a rule of its own is found beside the built-in ones', () => {
    assert.deepEqual(found({ rules: [rule] }, 'Case-123456: seen AKIAQ3EGRZ7LMX5T2WVB'), [
      ['case-number', 'Case-123456'],
      ['aws-access-key-id', 'AKIAQ3EGRZ7LMX5T2WVB'],
    ]);
  });

  test('a dictionary finds its names, whatever stands between their words and in whatever case', () => {
    assert.deepEqual(
      found(
        { dictionaries: [clients] },
        "UMBRELLA and sons? umbrella & sons, Globex\nCorporation's plan; initech.",
      ),
      [
        ['clients', 'umbrella & sons'],
        ['clients', 'Globex\nCorporation'],
        ['clients', 'initech'],
      ],
    );
  });

  test('a dictionary may tell upper case from lower', () => {
    const project = { ...clients, id: 'projects', terms: ['Orion'], terms_file: undefined, match_case: true };
    assert.deepEqual(found({ dictionaries: [project] }, 'Orion and orion, ORION'), [['projects', 'Orion']]);
  });

  test('a name inside a longer word is none', () => {
    assert.deepEqual(
      found({ dictionaries: [{ ...clients, terms: ['art'], terms_file: undefined }] }, 'party'),
      [],
    );
  });

  test('a built-in rule can be put out of use, and a value be allowed', () => {
    const text = 'write to help@example-corp.com, seen AKIAQ3EGRZ7LMX5T2WVB';
    assert.deepEqual(found({ disable: ['aws-access-key-id'], allow: ['Help@example-corp.com'] }, text), []);
  });

  test('an empty file adds nothing', () => {
    assert.deepEqual(own(null).rules, []);
  });

  test('every problem is told at once, and no value with it', () => {
    const told = problems({
      rules: [
        { ...rule, id: 'aws-access-key-id' },
        { ...rule, id: 'slow', pattern: 'case-(a+)+$', examples: { match: ['case-a'], no_match: ['x'] } },
        { ...rule, id: 'misses', examples: { match: ['SECRET-WORD'], no_match: ['case-1'] } },
      ],
      dictionaries: [
        { ...clients, id: 'misses', terms: ['—'] },
        { ...clients, id: 'elsewhere', terms_file: 'nowhere.txt' },
      ],
      disable: ['no-such-rule'],
    });
    assert.deepEqual(told.toSorted(), [
      'aws-access-key-id: the id is a built-in rule’s',
      'dictionaries[0]: 1 term does not have 1 to 16 words',
      'dictionaries[1].terms_file: cannot be read',
      'disable: there is no built-in rule no-such-rule',
      'misses: match example 0 is not found',
      'misses: the id is taken',
      'slow: the pattern is not proved safe: it can take exponential time',
    ]);
    assert.ok(!told.join().includes('SECRET-WORD'));
  });

  test('every fault of form is told with its place', () => {
    const told = problems({
      rules: [{ ...rule, severity: 'Terrible', confidence: 2 }],
      dictionaries: [{ id: 'X' }],
      more: 1,
    });
    for (const place of [
      'rules[0].severity',
      'rules[0].confidence',
      'dictionaries[0].id',
      'dictionaries[0].type',
      'the file',
    ])
      assert.ok(
        told.some((problem) => problem.startsWith(`${place}: `)),
        `${place} in ${told.join('; ')}`,
      );
  });
});
