import type { StackPlan } from './engine.ts';
import { initKeyFile } from './key-file.ts';

/** Makes what is missing and leaves what is there. Returns what it made, for people. */
export async function furnish(plan: StackPlan): Promise<string> {
  const key = await initKeyFile(plan.layout.keyFile);
  return key ? 'a new root key' : 'all there';
}
