/** The default policy against ways round it, and against what agents do all day. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultEngine } from '../../../../../services/core/detection/default-engine.ts';
import type { ToolKind } from '../../../../../services/core/events/types.ts';
import { tryExamples } from '../../../../../services/core/policy/gate/examples.ts';
import { unknownNames } from '../../../../../services/core/policy/gate/named-rules.ts';
import { parsePolicy } from '../../../../../services/core/policy/gate/parse-policy.ts';
import type { GateCall } from '../../../../../services/core/policy/gate/types.ts';
import { defaultPolicyText } from '../../../../../services/platform/policy/load-policy.ts';
import * as bypasses from '../../../../fixtures/policy-bypasses.ts';
import {
  codeBypasses,
  codeCalls,
  codeOrdinary,
  codeOrdinaryCalls,
} from '../../../../fixtures/policy-code.ts';
import * as grammar from '../../../../fixtures/policy-grammar.ts';
import * as plain from '../../../../fixtures/policy-grammar-ordinary.ts';
import * as ordinary from '../../../../fixtures/policy-ordinary.ts';
import * as unix from '../../../../fixtures/policy-unix.ts';
import { windowsBypasses, windowsOrdinary } from '../../../../fixtures/policy-windows.ts';
import { callOf, defaultGate } from './calls.ts';

interface Whole {
  name: string;
  kind: string;
  endpoint?: string;
  arguments: string;
}

/** Known to pass: docs/policy.md lists them. */
const PASSING: ReadonlySet<string> = new Set(['{"query":"DELETE FROM products WHERE price > 0"}']);

const gate = defaultGate();

function isStopped(call: GateCall): boolean {
  const { effect } = gate.decide(call);
  return effect === 'DENY' || effect === 'HOLD';
}

function of(name: string, kind: ToolKind, key: string, texts: readonly string[]): GateCall[] {
  return texts.map((text) => callOf({ name, kind, arguments: JSON.stringify({ [key]: text }) }));
}

function whole({ name, kind, endpoint, arguments: given }: Whole): GateCall {
  return callOf({ tool: { name, kind: kind as ToolKind, endpoint: endpoint ?? null }, arguments: given });
}

describe('ways round the default policy', () => {
  const sets: readonly (readonly [string, readonly GateCall[]])[] = [
    [
      'commands',
      of('shell', 'SHELL', 'command', [
        ...bypasses.shellBypasses,
        ...bypasses.moreShellBypasses,
        ...bypasses.shellRequests,
        ...unix.unixRunning,
        ...unix.unixCarried,
        ...unix.unixDestroying,
        ...unix.unixRequests,
        ...grammar.grammarCommands,
      ]),
    ],
    [
      'commands of Windows',
      of('powershell', 'SHELL', 'command', [...windowsBypasses, ...grammar.grammarWindows]),
    ],
    ['programs', of('run_python', 'FUNCTION', 'code', [...codeBypasses, ...grammar.grammarPrograms])],
    ['statements', of('query', 'DATABASE', 'query', [...bypasses.sqlBypasses, ...bypasses.moreSqlBypasses])],
    [
      'URLs',
      of('fetch', 'HTTP', 'url', [
        ...bypasses.urlBypasses,
        ...bypasses.moreUrlBypasses,
        ...grammar.grammarUrls,
      ]),
    ],
    ['calls', bypasses.callBypasses.map(whole)],
    [
      'calls of a runner',
      grammar.grammarCalls.map((given) => whole({ name: 'run', kind: 'MCP', arguments: given })),
    ],
    ['calls of programs', codeCalls.map(whole)],
    ['fields', bypasses.fieldBypasses.map(whole)],
    ['large calls', bypasses.largeBypasses.map(whole)],
  ];
  for (const [what, calls] of sets)
    it(`${what}: all of ${calls.length} are denied or held but those that docs/policy.md lists`, () => {
      const passed = calls.filter((call) => !isStopped(call)).map(({ arguments: given }) => given);
      assert.deepEqual(
        passed.filter((given) => !PASSING.has(given)),
        [],
      );
      assert.ok(passed.length <= 0.02 * calls.length);
    });

  it('all of them, too, with their keys in order, as the guard writes arguments, and the other way round', () => {
    const calls = sets.flatMap(([, each]) => each).flatMap(inOrder);
    const passed = calls.filter((call) => !isStopped(call)).map(({ arguments: given }) => given);
    assert.ok(calls.length > 100);
    assert.deepEqual(
      passed.filter((given) => !PASSING.has(given)),
      [],
    );
  });

  it('those that are known to pass still do: the list is no longer than it has to be', () => {
    const calls = sets.flatMap(([, each]) => each);
    const stale = calls.filter((call) => PASSING.has(call.arguments) && isStopped(call));
    assert.deepEqual(stale, []);
  });
});

/** The call with the keys of its arguments sorted (RFC 8785) and the reverse; only what differs, none where they are no JSON. */
function inOrder(call: GateCall): GateCall[] {
  return [1, -1].flatMap((direction) => {
    const sorted = sortedJson(call.arguments, direction);
    return sorted === null || sorted === call.arguments ? [] : [{ ...call, arguments: sorted }];
  });
}

function sortedJson(text: string, direction: number): string | null {
  try {
    return JSON.stringify(JSON.parse(text), (_, value: unknown) =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -direction : direction)))
        : value,
    );
  } catch {
    return null;
  }
}

describe('ordinary calls', () => {
  for (const [what, calls] of [
    [
      'commands',
      of('shell', 'SHELL', 'command', [
        ...ordinary.ordinaryCommands,
        ...unix.unixOrdinary,
        ...plain.grammarOrdinaryCommands,
      ]),
    ],
    ['commands of Windows', of('powershell', 'SHELL', 'command', windowsOrdinary)],
    ['programs', of('run_python', 'FUNCTION', 'code', [...codeOrdinary, ...plain.grammarOrdinaryPrograms])],
    ['statements', of('query', 'DATABASE', 'query', ordinary.ordinaryStatements)],
    ['URLs', of('fetch', 'HTTP', 'url', [...ordinary.ordinaryUrls, ...plain.grammarOrdinaryUrls])],
    ['calls', ordinary.ordinaryCalls.map(whole)],
    [
      'calls of a runner',
      plain.grammarOrdinaryCalls.map((given) => whole({ name: 'run', kind: 'MCP', arguments: given })),
    ],
    ['calls of programs', codeOrdinaryCalls.map(whole)],
    ['large calls', ordinary.largeOrdinaryCalls.map(whole)],
  ] as const)
    it(`${what}: none of ${calls.length} is denied or held`, () => {
      const stopped = calls.filter(isStopped).map(({ arguments: given }) => given);
      assert.deepEqual(stopped, []);
    });
});

describe('the default policy', () => {
  const policy = parsePolicy(defaultPolicyText());

  it('decides every one of its examples as it says', () => {
    const { count, failures } = tryExamples(policy, defaultEngine());
    assert.ok(count > 20);
    assert.deepEqual(failures, []);
  });

  it('asks for no finding that there is not', () => {
    assert.deepEqual(unknownNames(policy, defaultEngine()), []);
  });

  it('holds with its commented examples taken in', () => {
    const text = defaultPolicyText();
    const at = text.indexOf('  # A refund over a limit');
    const examples = text
      .slice(at)
      .replaceAll(/^ {2}# (?=- id| {2})/gm, '  ')
      .replaceAll(/^ {2}#.*$/gm, '');
    const commented = parsePolicy(`${text.slice(0, at)}${examples}`);
    assert.ok(commented.rules.length === policy.rules.length + 2);
    assert.deepEqual(tryExamples(commented, defaultEngine()).failures, []);
  });
});
