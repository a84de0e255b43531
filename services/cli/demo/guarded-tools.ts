/** The agent's tools behind the guard: what a call may do is decided, and on record, before it does it. */
import { type Guard, type GuardDenied, isTriplineError } from '../../emitter/index.ts';
import type { Outcome, Tool } from './tools/tool.ts';

export interface Call {
  id: string;
  name: string;
  /** As the model wrote them: JSON, or what it takes for JSON. */
  arguments: string;
}
const NAMELESS = 'unknown';

export type RunTool = (call: Call, signal: AbortSignal) => Promise<Outcome>;

/** `say` hears of calls that may not run. A call of a tool that does not exist is on record, too. */
export function guardTools(guard: Guard, tools: readonly Tool[], say: (line: string) => void): RunTool {
  const guarded = new Map(tools.map((tool) => [tool.name, behind(guard, tool)]));

  return async (call, signal) => {
    const run = guarded.get(call.name) ?? behind(guard, nobody(call.name));
    try {
      return await run(call.arguments, { call_id: call.id, signal });
    } catch (error) {
      signal.throwIfAborted();
      if (!isDenial(error)) throw error;
      const { policy, reasons } = error;
      say(`  ✗ ${call.name || NAMELESS} denied, and not run: ${reasons[0] ?? ''} (policy ${policy})`);
      return { error: { type: 'Denied', message: reasons.join(' ') } };
    }
  };
}

function behind(guard: Guard, tool: Tool) {
  const { name, kind, endpoint, authentication } = tool;
  return guard.tool<string, Outcome>(
    { name, kind, endpoint, authentication, describe: recorded },
    (text, signal) => runWith(tool, text, signal),
  );
}

async function runWith(tool: Tool, text: string, signal: AbortSignal): Promise<Outcome> {
  const input = parseObject(text);
  if (input === null)
    return { error: { type: 'InvalidArguments', message: 'The arguments are no JSON object.' } };
  const outcome = await tool.run(input, signal);
  signal.throwIfAborted();
  return outcome;
}

function recorded({ result, status, error }: Outcome) {
  return {
    response_cached: false,
    response_stored: false,
    ...(result !== undefined && { result }),
    ...(status !== undefined && { status_code: status }),
    ...(error !== undefined && { error }),
  };
}

/** A name that the model made up; it may have made none. */
function nobody(name: string): Tool {
  return {
    name: name || NAMELESS,
    kind: 'UNKNOWN',
    description: '',
    parameters: {},
    endpoint: '',
    authentication: { status: 'UNKNOWN' },
    run: async () => ({ error: { type: 'UnknownTool', message: 'There is no such tool.' } }),
  };
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function isDenial(error: unknown): error is GuardDenied {
  return isTriplineError(error) && error.code === 'TOOL_DENIED';
}
