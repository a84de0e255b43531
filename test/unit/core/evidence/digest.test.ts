import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { TriplineError } from '../../../../services/core/errors.ts';
import type { FeedbackEvent, Origin } from '../../../../services/core/events/types.ts';
import { matchDigest, sourceDigest } from '../../../../services/core/evidence/digest.ts';
import { commitTo, identityOf, tokenIdentity } from '../../../../services/core/evidence/identity.ts';
import { createKeyring, newKeyFile } from '../../../../services/core/evidence/keyring.ts';
import { deadLetter, openLetter } from '../../../../services/core/evidence/letter.ts';

const NOW = new Date('2026-03-01T00:00:00.000Z');
const keyFile = newKeyFile(NOW);
const keyring = createKeyring(keyFile);
const source = { topic: 'llm.events', partition: 3, offset: 41, timestamp: 1 };

test('the same event by another path has the same digest', () => {
  const digest = sourceDigest(keyring, feedback());
  const tags = feedback().origin.tags.toReversed();
  assert.match(digest, /^[0-9a-f]{64}$/);
  assert.equal(sourceDigest(keyring, feedback({ emitter: null })), digest);
  assert.equal(sourceDigest(keyring, feedback({ tags })), digest);
});

test('any other difference gives another digest', () => {
  const digest = sourceDigest(keyring, feedback());
  const others: Partial<Origin>[] = [
    { session_id: 's' },
    { tenant: 'other' },
    { tags: [] },
    { occurred_at: 2 },
    { attributes: feedback().origin.tags },
  ];
  for (const other of others) assert.notEqual(sourceDigest(keyring, feedback(other)), digest);
  assert.notEqual(sourceDigest(keyring, { ...feedback(), comment: Buffer.from('x') }), digest);
  assert.notEqual(sourceDigest(createKeyring(newKeyFile(NOW)), feedback()), digest);
});

test('a match digest depends on tenant, type and value, and on where one ends', () => {
  const all = [
    ['t', 'a', 'bc'],
    ['t', 'ab', 'c'],
    ['u', 'a', 'bc'],
    ['t', 'a', 'bd'],
    ['t', 'a', '\ud800'],
  ] as const;
  const digests = all.map(([tenant, type, value]) => matchDigest(keyring, tenant, type, value));
  assert.equal(new Set(digests).size, all.length);
  assert.equal(matchDigest(keyring, 't', 'a', 'bc'), digests[0]);
  assert.match(digests[0] ?? '', /^[0-9a-f]{32}$/);
});

test('a commitment is SHA-256 of the salt and the identity, told field from field', () => {
  const identity = identityOf(feedback());
  const { salt, commitment } = commitTo(identity);
  assert.deepEqual(commitTo(identity, Buffer.from(salt, 'hex')), { salt, commitment });
  assert.notEqual(commitTo(identity).commitment, commitment);
  const moved = { ...identity, user_id: identity.by, by: identity.user_id };
  const absent = { ...identity, user_id: null };
  for (const other of [moved, absent, { ...absent, user_id: '' }]) {
    assert.notEqual(commitTo(other, Buffer.from(salt, 'hex')).commitment, commitment);
  }
});

test('the bytes committed to are those of docs/formats.md', () => {
  const salt = Buffer.alloc(16, 9);
  const fields = ['=ann', '', '=10.0.0.1', '', '', '', '=bob'].flatMap((text) => [
    length(text),
    Buffer.from(text),
  ]);
  const expected = createHash('sha256')
    .update(Buffer.concat([salt, ...fields]))
    .digest('hex');
  assert.equal(commitTo(identityOf(feedback()), salt).commitment, expected);
});

test('a person has one token wherever they appear, another in another tenant', () => {
  const identity = { ...identityOf(feedback()), by: 'ann' };
  const tokens = tokenIdentity(keyring, 'acme', identity);
  assert.match(tokens.user_id ?? '', /^\[USER:[a-p]{16}\]$/);
  assert.equal(tokens.by, tokens.user_id);
  assert.match(tokens.device?.ip ?? '', /^\[IP:[a-p]{16}\]$/);
  assert.equal(tokens.device?.id, null);
  assert.notEqual(tokenIdentity(keyring, 'other', identity).user_id, tokens.user_id);
});

test('a dead letter gives back the record as it was', () => {
  const record = {
    key: Buffer.from([0xff]),
    value: Buffer.from('garbage'),
    headers: [
      { key: 'h', value: null },
      { key: 'h', value: Buffer.from('1') },
    ],
  };
  const letter = letterOf(record);
  const opened = openLetter(keyring, letter);
  assert.deepEqual(
    { ...opened, headers: opened.headers.map((header) => ({ ...header })) },
    { type: 'original_record', ...record },
  );
  assert.equal(letter.size, 7);
  assert.equal(letter.key_id, keyFile.active);
  assert.ok(!letter.sealed.includes('garbage'));
});

test('a letter is named by its stage and position alone', () => {
  const empty = { key: null, value: null, headers: [] };
  assert.equal(letterOf(empty).letter_id, letterOf({ ...empty, value: Buffer.from('x') }).letter_id);
  assert.notEqual(letterOf(empty).letter_id, letterOf(empty, { ...source, offset: 42 }).letter_id);
  assert.deepEqual(openLetter(keyring, letterOf(empty)), { type: 'original_record', ...empty });
});

test('a letter put in the place of another does not open', () => {
  const empty = { key: null, value: null, headers: [] };
  const moved = { ...letterOf(empty), letter_id: letterOf(empty, { ...source, offset: 42 }).letter_id };
  assert.throws(
    () => openLetter(keyring, moved),
    (error) => error instanceof TriplineError && error.code === 'SEAL_BROKEN',
  );
});

function letterOf(record: Parameters<typeof deadLetter>[0]['record'], at = source) {
  return deadLetter({
    stage: 'DETECTOR',
    reason: 'RECORD_MALFORMED',
    detail: '',
    source: at,
    record,
    keyring,
    now: NOW,
  });
}

function length(text: string): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(Buffer.byteLength(text));
  return bytes;
}

function feedback(over: Partial<Origin> = {}): FeedbackEvent {
  return {
    type: 'feedback',
    origin: { ...origin(), ...over },
    about_event_id: 'x',
    verdict: 'USEFUL',
    comment: null,
    by: 'bob',
  };
}

function origin(): Origin {
  return {
    event_id: '0195a4e0-0000-7000-8000-000000000001',
    interaction_id: 'i',
    session_id: null,
    parent_event_id: null,
    trace_id: null,
    span_id: null,
    occurred_at: 1,
    tenant: 'acme',
    application: 'app',
    environment: 'test',
    actor: { user_id: 'ann', role: null, department: null },
    device: { id: null, ip: '10.0.0.1', user_agent: null },
    use_case: null,
    tags: [
      { key: 'b', value: '1' },
      { key: 'a', value: '2' },
    ],
    attributes: [],
    emitter: { name: 'n', version: '1', instance: 'i', sequence: 1 },
    capture: 'FULL',
  };
}
