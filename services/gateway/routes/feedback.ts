/** POST /v1/feedback: what a person thinks of an output or of anything else on record. */
import { z } from 'zod';
import { EVENTS_JSON } from '../events/read-items.ts';
import { type Filling, toRecord } from '../events/to-record.ts';
import type { Publisher } from '../publisher.ts';
import { parseJson, readAs } from '../read-body.ts';
import type { Asked, Route } from '../route.ts';

export interface FeedbackDeps {
  publisher: Publisher;
  filling: Filling;
}

const Feedback = z.strictObject({
  about_event_id: z.string().min(1).max(100).meta({ description: 'The event_id of an event: a UUIDv7.' }),
  verdict: z.enum(['ACCURATE', 'INACCURATE', 'HARMFUL', 'USEFUL']),
  application: z.string().min(1).max(256),
  environment: z.string().min(1).max(256).optional(),
  comment: z.string().optional(),
  by: z.string().min(1).max(256).optional().meta({ description: 'Needs a key that may claim identity.' }),
  event_id: z
    .string()
    .optional()
    .meta({ description: 'UUIDv7; made when absent. Give one to make a retry the same event.' }),
  session_id: z.string().max(256).optional(),
  interaction_id: z.string().max(256).optional(),
});
const Answer = z.strictObject({ event_id: z.string() });

export function feedbackRoute(deps: FeedbackDeps): Route {
  return {
    method: 'POST',
    path: '/v1/feedback',
    id: 'postFeedback',
    summary: 'Record what somebody thinks of an event.',
    scope: 'feedback:write',
    bodies: { [EVENTS_JSON]: Feedback },
    answer: Answer,
    problems: [503],
    handle: (asked) => record(deps, asked),
  };
}

async function record(
  { publisher, filling }: FeedbackDeps,
  { key, body }: Asked,
): Promise<z.infer<typeof Answer>> {
  const { about_event_id, verdict, comment, by, ...origin } = readAs(Feedback, parseJson(body));
  const json = {
    type: 'feedback',
    origin,
    about_event_id,
    verdict,
    comment: comment ?? null,
    by: by ?? null,
  };
  const { event, record } = toRecord({ kind: 'json', json }, key, filling);
  const [error] = await publisher.publish(key.tenant, [record]);
  if (error) throw error;
  return { event_id: event.origin.event_id };
}
