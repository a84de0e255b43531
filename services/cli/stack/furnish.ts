import type { StackPlan } from './engine.ts';

export async function furnish(_plan: StackPlan): Promise<string> {
  return 'none yet';
}
