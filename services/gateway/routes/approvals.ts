/** GET and POST /v1/approvals: which calls wait for a person, and the person's answer. */
import { z } from 'zod';
import { TriplineError } from '../../core/errors.ts';
import { isoOf } from '../../core/events/instant.ts';
import type { Hold } from '../../core/events/types.ts';
import type { ControlLog } from '../../platform/control/control-log.ts';
import { giveAnswer } from '../../platform/control/give-answer.ts';
import { refuseIdentity } from '../claims.ts';
import { EVENTS_JSON } from '../events/read-items.ts';
import type { Publisher } from '../publisher.ts';
import { parseJson, readAs } from '../read-body.ts';
import type { Asked, Route } from '../route.ts';

export interface ApprovalsDeps {
  control: ControlLog;
  publisher: Publisher;
  newId: () => string;
  /** Milliseconds. */
  now: () => number;
}

const Time = z.string().meta({ description: 'ISO 8601, UTC.' });
const Waiting = z.strictObject({
  hold_id: z.string(),
  gate_id: z.string().meta({ description: 'Id of the call at /v1/gate.' }),
  call_id: z.string(),
  application: z.string(),
  session_id: z.string().nullable(),
  interaction_id: z.string(),
  tool: z.strictObject({ name: z.string(), kind: z.string(), endpoint: z.string().nullable() }),
  arguments_digest: z
    .string()
    .meta({ description: 'SHA-256. The arguments themselves stand in the trail, masked.' }),
  policy: z.string(),
  reasons: z.array(z.string()),
  held_at: Time,
  expires_at: Time,
});
const List = z.strictObject({ approvals: z.array(Waiting) });
const Given = z.strictObject({
  verdict: z.enum(['APPROVED', 'REJECTED']),
  reason: z.string().min(1).max(4096),
  by: z
    .string()
    .min(1)
    .max(256)
    .optional()
    .meta({ description: "Who answers; needs a key that may claim identity. Default: the key's name." }),
});
const Settled = z.strictObject({
  hold_id: z.string(),
  verdict: z.string(),
  by: z.string(),
  decided_at: Time,
});

export function approvalRoutes(deps: ApprovalsDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/v1/approvals',
      id: 'listApprovals',
      summary: 'Held calls that wait for an answer, the oldest first.',
      scope: 'approvals:read',
      answer: List,
      problems: [],
      handle: async ({ key }) => ({
        approvals: deps.control.pendingHolds(deps.now(), key.tenant).map(describe),
      }),
    },
    {
      method: 'POST',
      path: '/v1/approvals/{hold_id}',
      id: 'answerApproval',
      summary: 'Approve or reject a held call, with who and why. The first answer stands.',
      scope: 'approvals:write',
      bodies: { [EVENTS_JSON]: Given },
      answer: Settled,
      problems: [404, 409, 503],
      handle: (asked) => answer(deps, asked),
    },
  ];
}

async function answer(deps: ApprovalsDeps, { key, params, body }: Asked): Promise<z.infer<typeof Settled>> {
  const { verdict, reason, by } = readAs(Given, parseJson(body));
  refuseIdentity(key, by === undefined ? [] : ['/by']);
  const hold = deps.control.get('hold', params['hold_id'] ?? '');
  if (hold === undefined || hold.tenant !== key.tenant) throw new TriplineError('GATE_UNKNOWN');
  const record = async (audit: Parameters<Publisher['publish']>[1][number]) => {
    const [error] = await deps.publisher.publish(key.tenant, [audit]);
    if (error) throw error;
  };
  const given = await giveAnswer({ ...deps, record }, hold, { verdict, reason, by: by ?? `key:${key.name}` });
  return { hold_id: hold.hold_id, verdict, by: given.by, decided_at: isoOf(given.decided_at) };
}

function describe(hold: Hold): z.infer<typeof Waiting> {
  const { hold_id, call_id, application, session_id, interaction_id, arguments_digest, policy, reasons } =
    hold;
  const { name, kind, endpoint } = hold.tool;
  return {
    hold_id,
    gate_id: hold.requested_event_id,
    call_id,
    application,
    session_id,
    interaction_id,
    tool: { name, kind, endpoint },
    arguments_digest,
    policy,
    reasons,
    held_at: isoOf(hold.held_at),
    expires_at: isoOf(hold.expires_at),
  };
}
