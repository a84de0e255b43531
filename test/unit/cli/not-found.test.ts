import assert from 'node:assert/strict';
import { test } from 'node:test';
import { v7 as uuidv7 } from 'uuid';
import { findLetter } from '../../../services/cli/dlq.ts';
import { notFound } from '../../../services/cli/not-found.ts';
import { openEvent } from '../../../services/cli/open.ts';
import { createProgram } from '../../../services/cli/program.ts';
import { catalogue, type TriplineError } from '../../../services/core/errors.ts';
import { createKeyring, newKeyFile } from '../../../services/core/evidence/keyring.ts';
import { createMemoryElasticsearch } from '../../../services/platform/elasticsearch/memory.ts';
import { createMemoryKafka } from '../../../services/platform/kafka/memory.ts';
import { topicNames, topicSpecs } from '../../../services/platform/kafka/topics.ts';

const keyring = createKeyring(newKeyFile(new Date()));
const KINDS = ['key', 'hold', 'letter'] as const;

test('what is not there is looked for where its ids are listed, by a command that exists', () => {
  const program = createProgram();
  for (const kind of KINDS) {
    const [, verb, sub] = /`tripline ([a-z]+) ([a-z]+)`/.exec(notFound(kind).message) ?? [];
    const command = program.commands.find((one) => one.name() === verb);
    assert.ok(
      command?.commands.some((one) => one.name() === sub),
      `${kind}: ${verb} ${sub}`,
    );
  }
});

test('only of an event is it said that it can take a second', () => {
  assert.match(notFound('event').message, /a second after/);
  for (const kind of KINDS) assert.doesNotMatch(notFound(kind).message, /second/);
  assert.doesNotMatch(catalogue.NOT_FOUND.todo, /second/);
});

test('`dlq show` and `open` say where to look', async () => {
  const kafka = createMemoryKafka();
  await (await kafka.admin()).createTopics(topicSpecs());
  const lost = findLetter(kafka, topicNames(), '0'.repeat(32));
  await assert.rejects(lost, (error: TriplineError) => error.message.includes('`tripline dlq list`'));
  const unopened = openEvent(createMemoryElasticsearch(), keyring, 'tripline', uuidv7());
  await assert.rejects(unopened, { code: 'NOT_FOUND', message: notFound('event').message });
});
