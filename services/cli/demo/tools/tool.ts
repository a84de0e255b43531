/** What the agent may use. A tool that cannot do what it was asked says so in its outcome; it does not throw. */
import type { ToolKind } from '../../../core/events/types.ts';
import type { ToolInput } from '../../../emitter/index.ts';

export interface Outcome {
  result?: string;
  /** HTTP status or exit code. */
  status?: number;
  error?: { type: string; message: string };
}
export interface Tool {
  name: string;
  kind: ToolKind;
  description: string;
  /** JSON schema of its arguments. */
  parameters: Record<string, unknown>;
  endpoint: string;
  authentication: NonNullable<ToolInput['authentication']>;
  run(input: Record<string, unknown>, signal: AbortSignal): Promise<Outcome>;
}
export interface Toolbox {
  tools: Tool[];
  stop(): Promise<void>;
}

export function objectSchema(name: string, type: string, description: string): Record<string, unknown> {
  return {
    type: 'object',
    properties: { [name]: { type, description } },
    required: [name],
    additionalProperties: false,
  };
}

export function refusal(message: string): Outcome {
  return { error: { type: 'Refused', message } };
}

/** A string argument; empty when the model sent something else. */
export function stringOf(input: Record<string, unknown>, name: string): string {
  const value = input[name];
  return typeof value === 'string' ? value : '';
}
