import { hash } from 'node:crypto';
import { encodeText } from '../../core/events/text.ts';
import type { UnusedTool } from '../../core/policy/gate/types.ts';
import { createIds } from '../ids.ts';
import { createJudge, type JudgeDeps } from './judge.ts';
import type { LiveGate } from './live-gate.ts';
import { createReach, type ReachOptions } from './reach.ts';
import { readTool } from './tool-options.ts';
import type { CallContext, Guard, GuardedTool, ToolOptions, Verdict } from './types.ts';

export interface GuardDeps extends Pick<JudgeDeps, 'emitter' | 'control' | 'deadlineMs' | 'now' | 'onFault'> {
  live: LiveGate;
  reach: ReachOptions;
  /** Ends a control log that is the guard's own. */
  stopControl?: () => Promise<void>;
  /** SHA-256 unless a test breaks it. */
  digestOf?: (text: string) => string;
}

/** The guard of what it is given. */
export function buildGuard(deps: GuardDeps): Guard {
  const { live, emitter, onFault } = deps;
  const judge = createJudge({
    ...deps,
    gate: () => live.gate(),
    newId: createIds(deps.now),
    digestOf: deps.digestOf ?? ((text) => hash('sha256', encodeText(text))),
  });
  const reach = createReach(deps.reach);

  return {
    tool,
    check: (call) => judge.check(call),
    offered,
    unused,
    fetch: reach.fetch,
    dispatcher: () => reach.dispatcher(),
    get policyDigest() {
      return live.digest;
    },
    ready: live.ready,
    close: async () => {
      live.stop();
      judge.close();
      await reach.close();
      await deps.stopControl?.();
    },
  };

  function tool<Input, Result>(
    options: ToolOptions<Result>,
    run: (input: Input, signal: AbortSignal) => Result | Promise<Result>,
  ): GuardedTool<Input, Result> {
    const { describe, authentication, ...definition } = readTool(options, run);
    return async (input, given) => {
      const context = given ?? {};
      const verdict = await judge.check({
        ...(authentication !== undefined && { authentication }),
        ...context,
        tool: definition,
        arguments: input,
      });
      const approved = begin(verdict, context) as Input;
      try {
        const result = await run(approved, context.signal ?? new AbortController().signal);
        end(verdict, result, describe);
        return result;
      } catch (error) {
        verdict.failed({ error });
        throw error;
      }
    };
  }

  /** What runs is compared with what was approved, though it is the guard's own copy. */
  function begin(verdict: Verdict, { signal }: CallContext): unknown {
    if (verdict.proceed && signal?.aborted === true) {
      verdict.failed({ error: signal.reason });
      signal.throwIfAborted();
    }
    return verdict.started(verdict.arguments);
  }

  function end<Result>(verdict: Verdict, result: Result, describe: ToolOptions<Result>['describe']): void {
    try {
      const { error, ...outcome } = describe === undefined ? { result } : describe(result);
      if (error === undefined) verdict.completed(outcome);
      else verdict.failed({ ...outcome, error });
    } catch (error) {
      onFault(error);
      verdict.completed();
    }
  }

  function offered(session_id: string, tools: readonly string[], use_case?: string): void {
    const { tenant } = emitter.identity;
    live
      .gate()
      .then(({ memory }) => memory.offered({ tenant, session_id }, tools, use_case ?? null))
      .catch(onFault);
  }

  /** A policy may be shared with guards of other tenants. */
  async function unused(): Promise<UnusedTool[]> {
    const { memory } = await live.gate();
    return memory.unused().filter(({ tenant }) => tenant === emitter.identity.tenant);
  }
}
