/** What POST /v1/gate takes and gives. */
import { z } from 'zod';
import { TOOL_KINDS } from '../../core/events/enums.ts';

const Name = z.string().min(1).max(256);
const Id = z.string().min(1).max(256);
/** Checked as a whole: its names are the sender's own, and there can be millions of them. */
const Texts = z
  .custom<Record<string, string>>(isTexts, 'must be an object of texts')
  .meta({ type: 'object', additionalProperties: { type: 'string' } });
const NEEDS_IDENTITY = { description: 'Needs a key that may claim identity.' };

export const Tool = z.strictObject({
  name: Name,
  kind: z.enum(TOOL_KINDS),
  endpoint: z.string().max(8192).optional(),
});

export const Question = z.strictObject({
  tool: Tool,
  arguments: z.string().meta({
    description:
      'The very text that the tool will be given. What runs must be this, to the byte: arguments_digest is its SHA-256.',
  }),
  application: Name,
  environment: Name.optional().meta({ description: 'Default: production.' }),
  call_id: Id.optional().meta({
    description:
      "The model's id of the call; made when absent. The same call_id with the same arguments, asked by the same, goes on with a held call.",
  }),
  session_id: Id.optional().meta({
    description: 'Without one there is no taint: what one session saw decides what it may send.',
  }),
  interaction_id: Id.optional(),
  parent_event_id: Id.optional(),
  trace_id: Id.optional(),
  span_id: Id.optional(),
  use_case: Name.optional(),
  actor: z
    .strictObject({ user_id: Name.optional(), role: Name.optional(), department: Name.optional() })
    .optional()
    .meta(NEEDS_IDENTITY),
  device: z
    .strictObject({ id: Name.optional(), ip: Name.optional(), user_agent: z.string().max(4096).optional() })
    .optional()
    .meta(NEEDS_IDENTITY),
  authentication: z
    .strictObject({
      status: z.enum(['YES', 'NO', 'UNKNOWN']),
      method: Name.optional(),
      principal: Name.optional().meta(NEEDS_IDENTITY),
    })
    .optional(),
  tags: Texts.optional(),
  attributes: Texts.optional(),
  wait: z.number().min(0).max(60).optional().meta({
    description: "For how many seconds the answer may wait for a person's; default 0. Then it says HOLD.",
  }),
});
export type Question = z.infer<typeof Question>;

export const Decided = z.strictObject({
  id: z
    .string()
    .meta({ description: 'For GET /v1/gate/{id} and its outcome; the id of the REQUESTED event.' }),
  call_id: z.string(),
  interaction_id: z.string(),
  effect: z.enum(['ALLOW', 'ALERT', 'HOLD', 'DENY']),
  proceed: z.boolean().meta({ description: 'Whether the tool may run now.' }),
  policy: z.string().meta({ description: "The rule that decided, or one of the gate's own names." }),
  reasons: z.array(z.string()),
  high_risk: z.boolean(),
  findings: z.array(
    z.strictObject({ rule_id: z.string(), category: z.string(), type: z.string(), severity: z.string() }),
  ),
  arguments_digest: z.string(),
  approver: z.string().nullable(),
  hold: z.strictObject({ hold_id: z.string(), expires_at: z.string() }).nullable(),
  recorded: z.boolean().meta({
    description:
      'Whether Kafka acknowledged what was decided; false only where the policy lets a call pass while it is away.',
  }),
});
export type Decided = z.infer<typeof Decided>;

export const State = z.strictObject({
  id: z.string(),
  call_id: z.string(),
  state: z.enum(['ALLOWED', 'DENIED', 'PENDING', 'APPROVED', 'REJECTED', 'EXPIRED', 'USED', 'ENDED']).meta({
    description:
      'APPROVED: ask POST /v1/gate again with the same call_id and arguments, and the call may run, once. USED: it was let run. ENDED: its outcome is on record.',
  }),
  policy: z.string(),
  reasons: z.array(z.string()),
  hold: z.strictObject({ hold_id: z.string(), expires_at: z.string(), by: z.string().nullable() }).nullable(),
});
export type State = z.infer<typeof State>;

export const Wait = z.strictObject({
  wait: z
    .string()
    .regex(/^\d{1,2}$/, 'must be whole seconds, 60 at most')
    .transform(Number)
    .pipe(z.number().max(60))
    .optional(),
});

export const Outcome = z.strictObject({
  outcome: z.enum(['COMPLETED', 'FAILED']),
  arguments: z.string().optional().meta({ description: 'What the tool ran with; or its digest.' }),
  arguments_digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in lower-case hexadecimal')
    .optional(),
  result: z
    .string()
    .optional()
    .meta({ description: "The tool's result, as text: its values taint the session." }),
  error: z.strictObject({ type: Name, code: Name.optional(), message: z.string().optional() }).optional(),
  status_code: z.int().min(0).max(999).optional(),
  duration_ms: z.number().min(0).optional(),
  response_cached: z.boolean().optional(),
  response_stored: z.boolean().optional(),
});
export type Outcome = z.infer<typeof Outcome>;

export const Ended = z.strictObject({ id: z.string(), outcome: z.enum(['COMPLETED', 'FAILED']) });
export type Ended = z.infer<typeof Ended>;

function isTexts(given: unknown): boolean {
  return (
    typeof given === 'object' &&
    given !== null &&
    !Array.isArray(given) &&
    Object.values(given).every((text) => typeof text === 'string')
  );
}
