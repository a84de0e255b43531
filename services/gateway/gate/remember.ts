import { decodeText } from '../../core/events/text.ts';
import type { ApiKey, TriplineEvent } from '../../core/events/types.ts';
import type { SharedPolicy } from '../../emitter/index.ts';

/** For the gate's questions to come: what tools gave a session and which it was offered, said in events. Of keys that ask the gate at all. */
export function rememberer(policy: SharedPolicy): (event: TriplineEvent, key: ApiKey) => Promise<void> {
  return async (event, { scopes }) => {
    const { tenant, session_id, use_case } = event.origin;
    if (session_id === null || !scopes.includes('gate:check')) return;
    const session = { tenant, session_id };
    if (event.type === 'tool' && event.phase === 'COMPLETED' && event.result !== null)
      await policy.returned(session, event.tool, decodeText(event.result));
    if (event.type === 'prompt' && event.tools_offered.length > 0)
      await policy.offered(
        session,
        event.tools_offered.map(({ name }) => name),
        use_case,
      );
  };
}
