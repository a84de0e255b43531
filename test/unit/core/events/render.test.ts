import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ScanContext } from '../../../../services/core/detection/types.ts';
import { EVENT_SCHEMAS } from '../../../../services/core/events/record-schemas.ts';
import { renderEvent } from '../../../../services/core/events/render.ts';
import { encodeText } from '../../../../services/core/events/text.ts';
import type {
  EventType,
  PromptEvent,
  ToolEvent,
  TriplineEvent,
} from '../../../../services/core/events/types.ts';
import { type Chooser, everything, generateRecord } from './generated-record.ts';

const EVENT_TYPES = Object.keys(EVENT_SCHEMAS) as EventType[];
/** Handed through unvisited: the id that everything else refers to, identity (masked by its own rules), digests of our own making. */
const NOT_VISITED = new Set([
  '/origin/event_id',
  '/origin/actor/user_id',
  '/origin/device/id',
  '/origin/device/ip',
  '/origin/device/user_agent',
  '/authentication/principal',
  '/decision/approver',
  '/by',
  '/content_digest',
  '/arguments_digest',
]);

describe('every string that an event can hold is visited exactly once, or stands on the list of those that are not', () => {
  for (const type of EVENT_TYPES) {
    test(type, () => {
      const asked: string[] = [];
      const note: Chooser = {
        ...everything,
        text: (path) => {
          asked.push(path);
          return everything.text(path);
        },
        bytes: (path) => {
          asked.push(path);
          return everything.bytes(path);
        },
      };
      const event = generateRecord(type, note) as TriplineEvent;
      const visited: string[] = [];
      renderEvent(event, (path, text) => {
        visited.push(path);
        assert.ok([`text of ${path}`, `bytes of ${path}`].includes(text), `${path} was shown ${text}`);
        return text;
      });
      assert.deepEqual(visited.toSorted(), asked.filter((path) => !NOT_VISITED.has(path)).toSorted());
    });
  }
});

describe('what the visit returns stands in the document, and nothing of what it was shown', () => {
  for (const type of EVENT_TYPES) {
    test(type, () => {
      const event = generateRecord(type, everything) as TriplineEvent;
      const document = JSON.stringify(renderEvent(event, () => 'MASKED'));
      const left = [...document.matchAll(/(?:text|bytes) of ([\w/]+)/g)].map(([, path]) => path ?? '');
      assert.deepEqual(
        left.filter((path) => !NOT_VISITED.has(path)),
        [],
      );
      assert.ok(document.includes('MASKED'));
    });
  }
});

describe('the document has the fields of the schema, and each is what the event holds', () => {
  for (const type of EVENT_TYPES) {
    test(type, () => {
      const event = generateRecord(type, everything) as TriplineEvent;
      assert.deepEqual(
        JSON.parse(JSON.stringify(renderEvent(event, (_path, text) => text))),
        JSON.parse(textual(event)),
      );
    });
  }
});

describe('each text is scanned as what it is', () => {
  const cases: [type: EventType, path: string, context: ScanContext][] = [
    ['prompt', '/messages/0/content', { kind: 'prompt' }],
    ['prompt', '/parameters', { kind: 'metadata' }],
    ['prompt', '/origin/tags/0/value', { kind: 'metadata' }],
    ['output', '/choices/1/content', { kind: 'output' }],
    ['output', '/choices/0/tool_calls/1/arguments', { kind: 'output' }],
    ['output', '/error/message', { kind: 'metadata' }],
    ['tool', '/arguments', { kind: 'tool_arguments', tool_kind: 'FUNCTION' }],
    ['tool', '/tool/endpoint', { kind: 'tool_arguments', tool_kind: 'FUNCTION' }],
    ['tool', '/result', { kind: 'tool_result', tool_kind: 'FUNCTION' }],
  ];
  for (const [type, path, context] of cases) {
    test(`${type} ${path}`, () =>
      assert.deepEqual(contextsOf(generateRecord(type, everything) as TriplineEvent).get(path), context));
  }

  test('a message of a tool is a tool result', () => {
    const event = generateRecord('prompt', everything) as PromptEvent;
    event.messages = ['user', 'tool', 'function', 'system'].map((role) => ({
      role,
      name: null,
      media_type: '',
      content: Buffer.from(role),
    }));
    const contexts = contextsOf(event);
    const kinds = [0, 1, 2, 3].map((index) => contexts.get(`/messages/${index}/content`)?.kind);
    assert.deepEqual(kinds, ['prompt', 'tool_result', 'tool_result', 'prompt']);
  });
});

test('ids that machines make are handed through; the same digits elsewhere are not', () => {
  const event = generateRecord('tool', everything) as ToolEvent;
  const passes = [
    '01932c07-8f00-7a3b-9c4d-0123456789ab',
    '4bf92f3577b34da6a3ce929d0e0e4736',
    '00f067aa0ba902b7',
  ];
  const shown = ['4111111111111111', '01932C07-8F00-7A3B-9C4D-0123456789AB', `${passes[0]} `, 'a'.repeat(31)];
  for (const id of [...passes, ...shown]) {
    event.origin.session_id = id;
    event.call_id = id;
    const paths = contextsOf(event);
    assert.equal(paths.has('/origin/session_id'), shown.includes(id), id);
    assert.equal(paths.has('/call_id'), shown.includes(id), id);
  }
});

test('null and empty strings are not visited, and stay what they are', () => {
  const event = generateRecord('prompt', {
    ...everything,
    isNull: () => true,
    text: () => '',
    items: () => 0,
  }) as PromptEvent;
  const document = renderEvent(event, (path) => assert.fail(path));
  assert.equal(document.origin['session_id'], null);
  assert.equal(document.origin['tenant'], '');
  assert.deepEqual(document['messages'], []);
});

test('a text with lone surrogates is shown with its own offsets', () => {
  const event = generateRecord('tool', everything) as ToolEvent;
  event.arguments = encodeText('x\ud83dy');
  renderEvent(event, (path, text) => {
    if (path === '/arguments') assert.equal(text, 'x\ud83dy');
    return text;
  });
});

function contextsOf(event: TriplineEvent): Map<string, ScanContext> {
  const contexts = new Map<string, ScanContext>();
  renderEvent(event, (path, text, context) => {
    contexts.set(path, context);
    return text;
  });
  return contexts;
}

/** JSON of the event with bytes as text. */
function textual(value: object): string {
  return JSON.stringify(value, function (this: Record<string, unknown>, key, item: unknown) {
    const original = this[key];
    return Buffer.isBuffer(original) ? original.toString('utf8') : item;
  });
}
