import { z } from 'zod';
import { TOOL_KINDS } from '../../core/events/enums.ts';
import { anyFunction, describe, invalidOptions } from '../option-problems.ts';
import { AUTHENTICATED } from './call-input.ts';
import type { ToolOptions } from './types.ts';

const Options = z.strictObject({
  name: z.string().min(1),
  kind: z.enum(TOOL_KINDS),
  endpoint: z.string().optional(),
  authentication: z
    .strictObject({
      status: z.enum(AUTHENTICATED),
      method: z.string().optional(),
      principal: z.string().optional(),
    })
    .optional(),
  describe: anyFunction.optional(),
});

/** A copy of a tool's definition. @throws TriplineError CONFIG_INVALID naming everything at fault, at the place where the tool is defined and not at its calls */
export function readTool<Result>(options: ToolOptions<Result>, run: unknown): ToolOptions<Result> {
  const parsed = Options.safeParse(options);
  const problems = parsed.success ? [] : parsed.error.issues.map(describe);
  if (typeof run !== 'function') problems.push('the tool itself: expected a function');
  if (!parsed.success || problems.length > 0) throw invalidOptions(problems);
  return parsed.data as object as ToolOptions<Result>;
}
