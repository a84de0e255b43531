import { spawn } from 'node:child_process';

export interface CommandResult {
  /** null when the program is missing or was killed. */
  code: number | null;
  stdout: string;
  stderr: string;
}
export interface CommandOptions {
  env?: Record<string, string>;
  signal?: AbortSignal;
  /** Told each line of output as it comes. */
  onLine?: (line: string) => void;
}
/** Runs a program to its end; never throws. Injected, so that tests need no Docker and no JDK. */
export type RunCommand = (
  program: string,
  args: readonly string[],
  options?: CommandOptions,
) => Promise<CommandResult>;

export const runCommand: RunCommand = (program, args, options = {}) =>
  new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...options.env },
      ...(options.signal && { signal: options.signal }),
    });
    const output = { stdout: '', stderr: '' };
    const follow = lineFollower(options.onLine);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output.stdout += text;
      follow(text);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output.stderr += text;
    });
    child.once('error', () => resolve({ code: null, ...output }));
    child.once('close', (code) => resolve({ code, ...output }));
  });

function lineFollower(onLine: ((line: string) => void) | undefined): (text: string) => void {
  let rest = '';
  return (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    if (onLine) lines.forEach(onLine);
  };
}
