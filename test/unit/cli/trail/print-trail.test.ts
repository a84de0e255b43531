import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Trail } from '../../../../services/cli/trail/find-trail.ts';
import { printTrail } from '../../../../services/cli/trail/print-trail.ts';

type Document = Record<string, unknown>;

function event(fields: Document): Document {
  return { '@timestamp': '2026-03-15T10:00:00.123456Z', interaction_id: 'i-1', ...fields };
}
function prompt(content: string, fields: Document = {}): Document {
  const messages = [{ role: 'user', content }];
  return event({ event_id: 'p1', event_type: 'prompt', status: 'SENT', messages, ...fields });
}
function tool(fields: Document): Document {
  return event({
    event_type: 'tool',
    call_id: 'c1',
    tool: { name: 'run_shell', kind: 'SHELL' },
    arguments: '{"command":"ls"}',
    arguments_digest: 'd1',
    ...fields,
  });
}
function finding(fields: Document): Document {
  return {
    event_id: 'p1',
    category: 'PII',
    type: 'us_ssn',
    severity: 'HIGH',
    path: '/messages/0/content',
    ...fields,
  };
}
function trailOf(events: Document[], findings: Document[] = []): Trail {
  return { id: 'i-1', events, findings, total: { events: events.length, findings: findings.length } };
}
const lineWith = (lines: string[], part: string) => lines.find((line) => line.includes(part)) ?? '';
const indentOf = (line: string) => line.search(/\S/);

describe('the printed trail', () => {
  test('says who asked, for what, and what is in it', () => {
    const asked = prompt('hi', {
      actor: { user_id: '[USER:abcdefghijklmnop]', role: 'developer', department: 'engineering' },
      use_case: 'support',
    });
    const lines = printTrail(
      trailOf([asked], [finding({ severity: 'LOW' }), finding({ severity: 'CRITICAL' })]),
    );
    assert.match(lineWith(lines, 'asked by'), /\[USER:abcdefghijklmnop\] · developer · engineering/);
    assert.match(lineWith(lines, 'holds'), /1 event, 2 findings, the worst CRITICAL/);
  });

  test('a decision names its policy and who approved; a denial and a hold say why, once', () => {
    const decision = { effect: 'DENY', policy: 'no-deletion', reasons: ['It destroys.'], approver: null };
    const lines = printTrail(
      trailOf([
        prompt('hi'),
        tool({ event_id: 't1', parent_event_id: 'p1', phase: 'REQUESTED', decision }),
        tool({ event_id: 't2', parent_event_id: 't1', phase: 'DENIED', decision }),
        tool({
          event_id: 't3',
          parent_event_id: 't1',
          phase: 'APPROVED',
          decision: { ...decision, effect: 'ALLOW', approver: 'sam' },
        }),
      ]),
    );
    assert.match(lines.join('\n'), /DENY by policy no-deletion/);
    assert.match(lines.join('\n'), /ALLOW by policy no-deletion, approved by sam/);
    assert.equal(lines.filter((line) => /because +It destroys\./.test(line)).length, 1);
  });

  test('a finding is underlined where it lies in the masked text', () => {
    const lines = printTrail(
      trailOf([prompt('my [US_SSN:abcdefghijklmnop] ok')], [finding({ masked_start: 3, masked_end: 28 })]),
    );
    const at = lines.findIndex((line) => line.includes('[US_SSN:'));
    assert.equal(lines[at + 1]?.indexOf('^'), lines[at]?.indexOf('[US_SSN:'));
    assert.match(lines[at + 1] ?? '', /\^{25} HIGH PII us_ssn$/);
  });

  test('findings of one kind in one row share a line and are counted', () => {
    const findings = [
      finding({ masked_start: 0, masked_end: 2 }),
      finding({ masked_start: 4, masked_end: 6 }),
    ];
    assert.match(
      printTrail(trailOf([prompt('aa  bb')], findings)).join('\n'),
      /\^\^ {2}\^\^ HIGH PII us_ssn ×2/,
    );
  });

  test('a finding that runs on is underlined and named in the row where it begins', () => {
    const lines = printTrail(trailOf([prompt('abc\ndef')], [finding({ masked_start: 1, masked_end: 6 })]));
    const marked = lines.filter((line) => line.includes('^'));
    assert.equal(marked.length, 1);
    assert.match(marked[0] ?? '', /^ +\^\^ HIGH PII us_ssn …$/);
  });

  test('a finding in no text is named beneath its event', () => {
    const lines = printTrail(trailOf([prompt('x')], [finding({ path: '', type: 'high_risk_call' })]));
    assert.match(lines.at(-1) ?? '', /! HIGH PII high_risk_call/);
  });

  test('tool calls stand indented under what asked for them; phases of one call side by side', () => {
    const lines = printTrail(
      trailOf([
        prompt('list'),
        tool({ event_id: 't1', parent_event_id: 'p1', phase: 'REQUESTED' }),
        tool({ event_id: 't2', parent_event_id: 't1', phase: 'COMPLETED', result: 'a' }),
        tool({ event_id: 't3', parent_event_id: 't2', phase: 'REQUESTED', call_id: 'c2' }),
      ]),
    );
    const [first, second, third] = lines.filter((line) => line.includes('TOOL'));
    assert.equal(indentOf(first ?? ''), 4);
    assert.equal(indentOf(second ?? ''), 4);
    assert.equal(indentOf(third ?? ''), 8);
    assert.equal(lines.filter((line) => line.includes('{"command":"ls"}')).length, 2, 'once for each call');
  });

  test('parents in a circle end', () => {
    const circle = [
      tool({ event_id: 'a', parent_event_id: 'b', phase: 'REQUESTED' }),
      tool({ event_id: 'b', parent_event_id: 'a', phase: 'COMPLETED' }),
    ];
    assert.equal(printTrail(trailOf(circle)).filter((line) => line.includes('TOOL')).length, 2);
  });

  test('arguments that are not those requested are shown and said so', () => {
    const lines = printTrail(
      trailOf([
        tool({ event_id: 't1', phase: 'REQUESTED' }),
        tool({ event_id: 't2', phase: 'COMPLETED', arguments: '{"command":"rm"}', arguments_digest: 'd2' }),
      ]),
    );
    assert.ok(lineWith(lines, 'ARGUMENTS DIFFER'));
    assert.ok(lineWith(lines, '{"command":"rm"}'));
  });

  test('arguments without digests are compared as they stand', () => {
    const none = { arguments_digest: null };
    const lines = printTrail(
      trailOf([
        tool({ event_id: 't1', phase: 'REQUESTED', ...none }),
        tool({ event_id: 't2', phase: 'COMPLETED', ...none }),
        tool({ event_id: 't3', phase: 'COMPLETED', ...none, arguments: 'else' }),
      ]),
    );
    assert.equal(lines.filter((line) => line.includes('ARGUMENTS DIFFER')).length, 1);
    assert.equal(lines.filter((line) => line.includes('{"command":"ls"}')).length, 1);
  });

  test('what the model is told again is shown in brief, in full when asked for', () => {
    const messages = [{ role: 'tool', content: 'a\nb\nc\nd' }];
    const trail = trailOf([event({ event_id: 'p', event_type: 'prompt', messages })]);
    assert.ok(!printTrail(trail).some((line) => line.endsWith(' d')));
    assert.ok(printTrail(trail, { full: true }).some((line) => line.endsWith(' d')));
  });

  test('messages of the turns before are not shown again', () => {
    const again = prompt('hello', {
      event_id: 'p2',
      messages: [
        { role: 'user', content: 'hello' },
        { role: 'tool', content: 'result' },
      ],
    });
    const lines = printTrail(trailOf([prompt('hello'), again]));
    assert.equal(lines.filter((line) => line.includes('hello')).length, 1);
    assert.ok(lineWith(lines, '1 message as in the prompt before'));
    assert.ok(lineWith(lines, 'result'));
  });

  test('a stub says how long the text was', () => {
    const stub = event({
      event_id: 's',
      event_type: 'prompt',
      capture: 'STUB',
      content_length: 42,
      status: 'SENT',
    });
    assert.match(printTrail(trailOf([stub])).join('\n'), /not sampled: a stub of 42 bytes/);
  });

  test('a long text is cut with what is left out, findings counted', () => {
    const text = Array.from({ length: 50 }, (_, index) => `line ${index}`).join('\n');
    const lines = printTrail(
      trailOf([prompt(text)], [finding({ masked_start: text.length - 3, masked_end: text.length })]),
      { rows: 5 },
    );
    assert.match(lines.at(-1) ?? '', /… \d+ more characters, 1 finding in them \(--full shows all\)/);
    assert.ok(!lines.some((line) => line.includes('line 5')));
  });

  test('nothing hostile in any field reaches the terminal', () => {
    const evil = '\u001b[2J\u009b\u202E\u0007\r\u2028\u200b';
    const lines = printTrail(
      trailOf(
        [
          prompt(evil, {
            actor: { user_id: evil, role: evil },
            use_case: evil,
            session_id: evil,
            model: { name: evil },
          }),
          tool({
            event_id: evil,
            call_id: evil,
            tool: { name: evil, kind: evil, endpoint: evil },
            arguments: evil,
            phase: evil,
          }),
          event({
            event_id: 'f',
            event_type: evil,
            status: evil,
            comment: evil,
            by: evil,
            error: { type: evil, message: evil },
          }),
        ],
        [finding({ path: evil, type: evil, severity: evil, category: evil })],
      ),
    );
    assert.doesNotMatch(lines.join(''), /[\p{C}\p{Zl}\p{Zp}]/u);
  });

  test('events keep to 100 columns', () => {
    const lines = printTrail(
      trailOf([prompt('word '.repeat(200))], [finding({ masked_start: 80, masked_end: 84 })]),
    );
    assert.deepEqual(
      lines.filter((line) => line.length > 100),
      [],
    );
  });
});
