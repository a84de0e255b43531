import type { Approval, Hold } from '../../core/events/types.ts';

/** The first answer that counts: of the hold's tenant, about these arguments, in time. */
export function answerTo(
  hold: Pick<Hold, 'hold_id' | 'tenant' | 'arguments_digest' | 'expires_at'>,
  control: { list: (type: 'approval', id: string) => Approval[] },
): Approval | undefined {
  return control
    .list('approval', hold.hold_id)
    .find(
      (answer) =>
        answer.tenant === hold.tenant &&
        answer.arguments_digest === hold.arguments_digest &&
        answer.decided_at < hold.expires_at &&
        (answer.verdict === 'APPROVED' || answer.verdict === 'REJECTED'),
    );
}
