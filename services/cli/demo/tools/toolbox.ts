import { startCrm } from './crm.ts';
import { createDatabase } from './database.ts';
import { createPayments } from './payments.ts';
import { createShell } from './shell.ts';
import type { Toolbox } from './tool.ts';

/** All tools of the agent; `stop` removes the scratch folder and closes the customer system. */
export async function openToolbox(): Promise<Toolbox & { scratch: string }> {
  const shell = await createShell();
  const crm = await startCrm();
  const database = createDatabase();
  return {
    tools: [database, crm, createPayments(), shell],
    scratch: shell.root,
    stop: async () => {
      database.stop();
      await Promise.all([crm.stop(), shell.stop()]);
    },
  };
}
