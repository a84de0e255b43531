/** What two events can have to do with each other, or one with the others of its session. */
import type { Chain, Span } from './chain.ts';
import { runsUnit } from './code-units.ts';
import type { Records } from './records.ts';
import { Role } from './roles.ts';
import type { Others } from './rule-forms.ts';

/** By id and tool; a model may number its calls alike, and a caller ask again. */
export function isNamedAlike(records: Records, one: number, other: number): boolean {
  if (!records.isCall(one) || !records.isCall(other)) return false;
  return records.chainOf(one, 0).isSameCall(records.chainOf(other, 1));
}

/** Named alike, and what they come of is the same, or of one is not known: that these two are one call nothing else can change. */
export function isSameCall(records: Records, one: number, other: number): boolean {
  return isNamedAlike(records, one, other) && !comesOfAnother(records, one, other);
}

/** Surely, or by id and tool where no request that is there asked for the run: any other parent tells no calls apart. */
function isRunOf(call: number, run: number, others: Others): boolean {
  const { records } = others;
  if (!isNamedAlike(records, run, call)) return false;
  return !comesOfAnother(records, run, call) || !isAskedFor(run, others);
}

function comesOfAnother(records: Records, one: number, other: number): boolean {
  const [request, second] = [records.requestOf(one), records.requestOf(other)];
  return request !== 0 && second !== 0 && request !== second;
}

/** Whether the request, or what approved it, is there. */
function isAskedFor(call: number, { records, some }: Others): boolean {
  const request = records.requestOf(call);
  return some(Role.DECISION, (other) => records.requestOf(other) === request);
}

/** Phases of one call are not one thing after another. */
export function isAnotherCall(records: Records, one: number, other: number): boolean {
  if (!records.isCall(one) || !records.isCall(other)) return true;
  return !records.chainOf(one, 0).isSameId(records.chainOf(other, 1));
}

/** Sending back to a system what came from it gives nothing away. */
export function isAnotherTool(records: Records, one: number, other: number): boolean {
  const [chain, second] = [records.chainOf(one, 0), records.chainOf(other, 1)];
  return !chain.isSameId(second) && chain.system !== second.system;
}

export function runsSome(records: Records, cause: number, effect: number, withLines: boolean): boolean {
  const { code } = records.chainOf(cause, 0);
  const { ints, words } = records.chainOf(effect, 1);
  return runsUnit(ints.subarray(words.from, words.to), code, withLines);
}

export function sendsSensitive(records: Records, cause: number, effect: number): boolean {
  const [from, to] = [records.chainOf(cause, 0), records.chainOf(effect, 1)];
  return overlap(from.doubles, from.sensitive, to.doubles, to.carried);
}

export function sendsSome(records: Records, cause: number, effect: number): boolean {
  const [from, to] = [records.chainOf(cause, 0), records.chainOf(effect, 1)];
  return overlap(from.ints, from.resultRuns, to.ints, to.sentRuns) || shareValue(from, to);
}

/** Whether another phase of the call is surely among the others. */
export function hasPhase(roles: number, call: number, { records, some }: Others): boolean {
  return some(roles, (other) => isSameCall(records, call, other));
}

/** Whether another phase of a run's call is there, by all that is there. */
export function hasPhaseBefore(roles: number, run: number, others: Others): boolean {
  return others.some(roles, (other) => isRunOf(other, run, others));
}

/** Whether there may be one, whatever is still to come. */
export function mayHavePhase(roles: number, call: number, { records, some }: Others): boolean {
  return some(roles, (other) => isNamedAlike(records, call, other));
}

/** Whether it ended: surely, or within the window by a run of which all that asked for it has come by then. */
export function hasEnded(roles: number, call: number, others: Others, windowMs: number): boolean {
  const { records, some } = others;
  return some(
    roles,
    (end) =>
      isSameCall(records, call, end) || (isNear(records, call, end, windowMs) && isRunOf(call, end, others)),
  );
}

/** A call of that name was denied, and this run is not surely of that call, but of no request of its own either. */
export function ranBesideDenial(run: number, others: Others, windowMs: number): boolean {
  const isOfDenied = (denial: number) =>
    isNear(others.records, run, denial, windowMs) && isRunOf(denial, run, others);
  return others.some(Role.DENIED, isOfDenied) && !hasPhase(Role.DENIED, run, others);
}

function isNear(records: Records, one: number, other: number, windowMs: number): boolean {
  return Math.abs(records.timeOf(one) - records.timeOf(other)) <= windowMs * 1000;
}

/** Whether the event before it, by the count of its emitter, is there. */
export function isRightBefore(carrier: number, { records, some }: Others): boolean {
  const before = (records.sequenceOf(carrier) - 1) | 0;
  return some(
    Role.NUMBERED,
    (other) => records.sequenceOf(other) === before && records.isSameInstance(other, carrier),
  );
}

/** Whether one that is earlier by that count is there, within the window. */
export function isEarlierOf(carrier: number, { records, some }: Others, windowMs: number): boolean {
  const [sequence, time] = [records.sequenceOf(carrier), records.timeOf(carrier)];
  return some(
    Role.NUMBERED,
    (other) =>
      ((sequence - records.sequenceOf(other)) | 0) > 0 &&
      time - records.timeOf(other) <= windowMs * 1000 &&
      records.isSameInstance(other, carrier),
  );
}

function overlap(
  some: Int32Array | Float64Array,
  one: Span,
  others: Int32Array | Float64Array,
  other: Span,
): boolean {
  for (let i = one.from; i < one.to; i += 1)
    for (let j = other.from; j < other.to; j += 1) if (some[i] === others[j]) return true;
  return false;
}

/** Both are in order. */
function shareValue({ doubles: some, result }: Chain, { doubles: others, sent }: Chain): boolean {
  for (let i = result.from, j = sent.from; i < result.to && j < sent.to; ) {
    const difference = (some[i] as number) - (others[j] as number);
    if (difference === 0) return true;
    if (difference < 0) i += 1;
    else j += 1;
  }
  return false;
}
