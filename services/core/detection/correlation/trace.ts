/** What correlation keeps of an event: which parts it can play, and hashes of what it must be known again by. Never text. */
import { SENSITIVE_CATEGORIES } from '../../events/enums.ts';
import { decodeText } from '../../events/text.ts';
import type { Finding, OutputEvent, PromptEvent, ToolEvent, TriplineEvent } from '../../events/types.ts';
import { viewsOf } from '../views/views.ts';
import { addCodeUnits, argumentWords } from './code-units.ts';
import { type Digest, OF_RESULT, OF_SENT, TextDigest } from './digest-text.ts';
import { destinationOf, endpointHost, goesOut } from './outward.ts';
import { questionHash } from './question.ts';
import { Role } from './roles.ts';
import type { CallTrace, Trace, Whereabouts } from './types.ts';
import type { Seed } from './values.ts';

type Found = Pick<Finding, 'category' | 'severity' | 'path' | 'start' | 'end' | 'match_digest'>;

const SERIOUS: ReadonlySet<string> = new Set(['MEDIUM', 'HIGH', 'CRITICAL']);
const URGENT: ReadonlySet<string> = new Set(['HIGH', 'CRITICAL']);
const HIGH_RISK: ReadonlySet<string> = new Set(['SHELL', 'DATABASE']);
/** Of one side of a call. */
const MOST_SENSITIVE = 32;
/** Looked through for other machines. */
const LONGEST_COMMAND = 64 * 1024;
/** Of arguments the beginning is read decoded, too. */
const LONGEST_DECODED = 16 * 1024;
const LONGEST_ID = 200;

/** `where` is masked already. `seed` keys the hashes: the same for all that is to be compared. */
export function traceOf(
  event: TriplineEvent,
  findings: readonly Found[],
  where: Whereabouts,
  seed: Seed,
): Trace {
  const { event_id, occurred_at, actor, emitter } = event.origin;
  const trace: Trace = {
    event_id,
    time: occurred_at,
    where,
    roles: emitter === null ? 0 : Role.NUMBERED,
    actor: actor.user_id,
    instance: emitter === null ? null : emitter.instance,
    sequence: emitter === null ? 0 : emitter.sequence,
    question: 0,
    code: null,
    call: null,
  };
  if (event.type === 'prompt') addPrompt(trace, event, findings, seed);
  else if (event.type === 'output') addOutput(trace, event, findings, seed);
  else if (event.type === 'tool') addCall(trace, event, findings, seed);
  return trace;
}

function addPrompt(trace: Trace, event: PromptEvent, findings: readonly Found[], seed: Seed): void {
  if (findings.some(isInjection)) trace.roles |= Role.INJECTED;
  if (event.status === 'FAILED') return;
  trace.question = questionOf(event, seed);
  if (trace.question !== 0) trace.roles |= Role.QUESTION;
}

/** What the user asked last; a model that is told a tool's result is not asked anew. */
function questionOf({ messages, content_digest }: PromptEvent, seed: Seed): number {
  if (content_digest !== null) return questionHash(Buffer.from(`stub of ${content_digest}`), seed);
  const last = messages.at(-1);
  return last?.role === 'user' ? questionHash(last.content, seed) : 0;
}

function addOutput(trace: Trace, event: OutputEvent, findings: readonly Found[], seed: Seed): void {
  if (!findings.some(({ category }) => category === 'CODE')) return;
  const units: number[] = [];
  event.choices.forEach(({ content }, index) => {
    const path = `/choices/${index}/content`;
    const spans = findings.flatMap((each) =>
      each.category === 'CODE' && each.path === path ? [[each.start, each.end] as const] : [],
    );
    if (spans.length > 0) addCodeUnits(units, content, spans, seed);
  });
  if (units.length === 0) return;
  trace.code = Int32Array.from(units);
  trace.roles |= Role.CODE;
}

function addCall(trace: Trace, event: ToolEvent, findings: readonly Found[], seed: Seed): void {
  const { phase, tool } = event;
  const isRun = phase === 'COMPLETED' || phase === 'FAILED';
  const isCall = isRun || phase === 'REQUESTED';
  const isHighRisk = HIGH_RISK.has(tool.kind) || findings.some(isAbuse);
  const isOutward = isCall && goesOut(tool, () => beginningOf(event.arguments));
  const call = callOf(event, isRun, isOutward, findings, seed);
  trace.call = call;
  trace.roles |= phaseRoles(event, isRun, isHighRisk);
  if (isCall) trace.roles |= isHighRisk || isOutward ? Role.RISKY_CALL : Role.OTHER_CALL;
  if (findings.some((finding) => isInjection(finding) && !isArgument(finding))) trace.roles |= Role.INJECTED;
  if (call.result !== null) trace.roles |= Role.RESULT;
  if (call.sent !== null) trace.roles |= Role.SENDS;
  if (call.sensitive.length > 0) trace.roles |= Role.SENSITIVE_RESULT;
  if (call.carried.length > 0) trace.roles |= Role.SENDS_SENSITIVE;
  if (call.words !== null) trace.roles |= tool.kind === 'FUNCTION' ? Role.RUNS_FUNCTION : Role.RUNS_COMMAND;
}

function phaseRoles({ phase, decision }: ToolEvent, isRun: boolean, isHighRisk: boolean): number {
  const isAllowed = decision !== null && (decision.effect === 'ALLOW' || decision.effect === 'ALERT');
  if (isRun) {
    const ended = phase === 'COMPLETED' ? Role.COMPLETED : Role.FAILED;
    return ended | (isHighRisk && !isAllowed ? Role.UNDECIDED : 0);
  }
  if (phase === 'REQUESTED') return Role.DECISION | (isAllowed ? Role.ALLOWED : 0);
  if (phase === 'APPROVED') return Role.DECISION | Role.APPROVED | Role.ALLOWED;
  if (phase === 'HELD') return Role.HELD;
  return phase === 'DENIED' ? Role.DENIED : 0;
}

function callOf(
  event: ToolEvent,
  isRun: boolean,
  isOutward: boolean,
  findings: readonly Found[],
  seed: Seed,
): CallTrace {
  const { tool, result } = event;
  const runsCode = tool.kind === 'FUNCTION' || HIGH_RISK.has(tool.kind);
  const words =
    runsCode && (isRun || event.phase === 'REQUESTED') ? argumentWords(event.arguments, seed) : null;
  return {
    id: short(event.call_id),
    tool: short(tool.name),
    request: event.phase === 'REQUESTED' ? event.origin.event_id : event.origin.parent_event_id,
    host:
      endpointHost(tool.endpoint) ??
      (isOutward ? destinationOf(tool, () => beginningOf(event.arguments)) : null),
    result: result === null ? null : digestOf(result, seed),
    sent: isOutward ? sentBy(event, seed) : null,
    sensitive: result === null ? [] : digestsOf(findings, isResult),
    carried: isOutward ? digestsOf(findings, isArgument) : [],
    words,
    duration: event.duration_ms,
  };
}

function beginningOf(bytes: ToolEvent['arguments']): string {
  return bytes.toString('latin1', 0, LONGEST_COMMAND);
}

function digestOf(result: Uint8Array, seed: Seed): Digest | null {
  const digest = new TextDigest(seed, OF_RESULT);
  digest.read(result);
  return digest.end();
}

/** Arguments and endpoint as they stand, and as they read when decoded. */
function sentBy({ arguments: given, tool }: ToolEvent, seed: Seed): Digest | null {
  const digest = new TextDigest(seed, OF_SENT);
  digest.read(given);
  if (tool.endpoint !== null) digest.read(Buffer.from(tool.endpoint));
  for (const { text } of viewsOf(decodeText(given.subarray(0, LONGEST_DECODED))))
    digest.read(Buffer.from(text));
  return digest.end();
}

function digestsOf(findings: readonly Found[], isThere: (finding: Found) => boolean): string[] {
  const digests = new Set<string>();
  for (const finding of findings) {
    if (digests.size === MOST_SENSITIVE) break;
    const { category, severity, match_digest } = finding;
    if (
      match_digest !== null &&
      SENSITIVE_CATEGORIES.has(category) &&
      SERIOUS.has(severity) &&
      isThere(finding)
    )
      digests.add(match_digest);
  }
  return [...digests];
}

function isInjection({ category, severity }: Found): boolean {
  return category === 'PROMPT_INJECTION' && SERIOUS.has(severity);
}

function isAbuse({ category, severity }: Found): boolean {
  return category === 'TOOL_ABUSE' && URGENT.has(severity);
}

function isResult({ path }: Found): boolean {
  return path === '/result';
}

function isArgument({ path }: Found): boolean {
  return path === '/arguments' || path === '/tool/endpoint';
}

/** Long ids are known by their beginning and length. */
function short(id: string): string {
  return id.length <= LONGEST_ID ? id : `${id.slice(0, LONGEST_ID)}…${id.length}`;
}
