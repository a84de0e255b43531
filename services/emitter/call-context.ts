/** Who asks and in which interaction, carried along asynchronous calls, so that what is emitted deep inside says it too. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { createIds } from './ids.ts';
import type { Context } from './types.ts';

interface Scope {
  context: Context;
  /** Shared by the scopes of one interaction. */
  last: { output: string | undefined };
}

const scopes = new AsyncLocalStorage<Scope>();
const newId = createIds(Date.now);

/**
 * Runs `fn`, and all that it starts, with `context` laid over the surrounding one. The outermost context opens an interaction
 * unless it names one: wrap one question with all that comes of it. Returns what `fn` returns, throws what it throws.
 */
export function withContext<T>(context: Context, fn: () => T): T {
  const surrounding = scopes.getStore();
  const interaction_id = context.interaction_id ?? surrounding?.context.interaction_id ?? newId();
  const continues = surrounding?.context.interaction_id === interaction_id;
  const { parent_event_id, ...inherited } = surrounding?.context ?? {};
  const parent = continues && parent_event_id !== undefined ? { parent_event_id } : {};
  const last = continues && context.parent_event_id === undefined ? surrounding.last : { output: undefined };
  return scopes.run({ context: { ...inherited, ...parent, ...context, interaction_id }, last }, fn);
}

/**
 * The context around the caller; its parent is the last output recorded within, so that a tool call comes of the answer that asked
 * for it. Undefined outside of `withContext`.
 */
export function currentContext(): Context | undefined {
  const scope = scopes.getStore();
  if (scope?.last.output === undefined) return scope?.context;
  return { ...scope.context, parent_event_id: scope.last.output };
}

/** For instrumentations: notes an output as the last one of the context that was around this call, from wherever the note is made. */
export function outputNoter(): (event_id: string) => void {
  const last = scopes.getStore()?.last;
  return (event_id) => {
    if (last !== undefined) last.output = event_id;
  };
}
