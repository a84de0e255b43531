/** Calls as people write them: in a policy's examples, and for `tripline policy explain`. */
import { expected } from '../../expected.ts';
import type { PolicyExample } from './policy.ts';
import { callSchema, type GivenCall } from './policy-schema.ts';

export type CallCase = Omit<PolicyExample, 'expect'>;

/** The call, or what is wrong with it, by its fields. */
export function readCall(given: unknown): { call: CallCase } | { problems: string[] } {
  const read = callSchema.safeParse(given, { error: expected });
  if (read.success) return { call: toCall(read.data) };
  return {
    problems: read.error.issues.map(
      ({ path, message }) => `${path.map(String).join('.') || 'the call'}: ${message}`,
    ),
  };
}

export function toCall(given: GivenCall): CallCase {
  const { tool, kind, endpoint, authenticated, after } = given;
  return {
    call: {
      tool: { name: tool, kind, endpoint: endpoint ?? null },
      arguments: typeof given.arguments === 'string' ? given.arguments : JSON.stringify(given.arguments),
      actor: { user_id: given.user ?? null, role: given.role ?? null, department: given.department ?? null },
      use_case: given.use_case ?? null,
      session_id: 'example',
      tenant: given.tenant,
      application: given.application,
      environment: given.environment,
      authentication:
        authenticated === undefined ? null : { status: authenticated, method: null, principal: null },
    },
    after: after.map(({ result, ...earlier }) => ({
      tool: { name: earlier.tool, kind: earlier.kind, endpoint: earlier.endpoint ?? null },
      result,
    })),
  };
}
