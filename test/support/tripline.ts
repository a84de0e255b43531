/** `tripline <verb>` as a process of its own, in a clean environment. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { cleanEnvironment } from './worker.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Answer {
  code: number | null;
  stdout: Buffer;
  stderr: string;
}

export async function tripline(
  args: readonly string[],
  { env = {}, input = '' }: { env?: Record<string, string>; input?: string | Uint8Array } = {},
): Promise<Answer> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'services/cli/main.ts', ...args], {
    cwd: ROOT,
    env: cleanEnvironment(env),
    stdio: 'pipe',
  });
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  // A verb that ends without reading its input breaks the pipe: that is its right.
  child.stdin.on('error', () => {}).end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout: Buffer.concat(await stdout), stderr: Buffer.concat(await stderr).toString() };
}

async function collect(stream: AsyncIterable<Buffer>): Promise<Buffer[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

/** The objects of a JSONL output. */
export function jsonLines(output: Buffer): Record<string, unknown>[] {
  const lines = output.toString().split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}
