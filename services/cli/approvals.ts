/** `tripline approvals`: tool calls that wait for a person, and the person's answer. */
import { userInfo } from 'node:os';
import { Command } from 'commander';
import { v7 as uuidv7 } from 'uuid';
import { TriplineError } from '../core/errors.ts';
import { isoOf } from '../core/events/instant.ts';
import type { Hold } from '../core/events/types.ts';
import { giveAnswer } from '../platform/control/give-answer.ts';
import { withControl } from './control.ts';
import { notFound } from './not-found.ts';
import { printTable } from './table.ts';
import { visible } from './trail/cells.ts';

interface Given {
  reason: string;
  by?: string;
}

export function approvalsCommand(): Command {
  const command = new Command('approvals').description(
    'Tool calls that the policy holds: list those that wait for an answer, approve or reject one.',
  );
  command
    .command('list')
    .description(
      'Calls that wait, the oldest first. What they would do stands in the trail: `tripline trail`.',
    )
    .option('--tenant <tenant>', 'only of this tenant')
    .option('--json', 'one JSON object a line')
    .action(async ({ tenant, json }: { tenant?: string; json?: boolean }) => {
      const holds = await withControl(async ({ control }) => control.pendingHolds(Date.now(), tenant));
      if (json) for (const hold of holds) process.stdout.write(`${JSON.stringify(summary(hold))}\n`);
      else printTable(['hold', 'tenant', 'application', 'tool', 'policy', 'until'], holds.map(row));
    });
  for (const [name, verdict, what] of [
    ['approve', 'APPROVED', 'Let a held call run, once and with the arguments that were judged.'],
    ['reject', 'REJECTED', 'Deny a held call.'],
  ] as const) {
    command
      .command(`${name} <hold-id>`)
      .description(`${what} The first answer stands; it is recorded as an audit event.`)
      .requiredOption('--reason <text>', 'why')
      .option('--by <who>', 'who answers; default: the name of the operating system’s user')
      .action(async (hold_id: string, given: Given) => {
        if (given.reason === '') throw new TriplineError('USAGE', 'An answer has a reason.');
        const approval = await withControl(async (open) => {
          const hold = open.control.get('hold', hold_id);
          if (hold === undefined) throw notFound('hold');
          const answer = { verdict, reason: given.reason, by: given.by ?? userInfo().username };
          return giveAnswer({ ...open, newId: uuidv7, now: Date.now }, hold, answer);
        });
        const { by, decided_at } = approval;
        process.stdout.write(`${JSON.stringify({ hold_id, verdict, by, decided_at: isoOf(decided_at) })}\n`);
      });
  }
  return command;
}

function summary({ type: _type, held_at, expires_at, ...hold }: Hold): object {
  return {
    ...hold,
    held_at: isoOf(held_at),
    expires_at: isoOf(expires_at),
  };
}

function row({ hold_id, tenant, application, tool, policy, expires_at }: Hold): string[] {
  return [
    hold_id,
    visible(tenant, 60),
    visible(application, 60),
    visible(tool.name, 60),
    policy,
    isoOf(expires_at),
  ];
}
