/**
 * A shell in a scratch folder of its own. A real model may write anything, so a command runs only if every word of it is
 * harmless by form: a listed program, options without a path, and paths that cannot leave the folder.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Outcome, objectSchema, refusal, stringOf, type Tool } from './tool.ts';

const PROGRAMS: ReadonlySet<string> = new Set(['cat', 'du', 'echo', 'ls', 'rm', 'wc']);
const OPTION = /^--?[A-Za-z][A-Za-z-]*$/;
const SEGMENT = /^(?:\.|[A-Za-z0-9_*][A-Za-z0-9_.*-]*)?$/;
const LIMITS = { timeout: 5_000, maxBuffer: 1024 * 1024 };

export interface Shell extends Tool {
  /** The scratch folder. */
  root: string;
  stop(): Promise<void>;
}

export async function createShell(): Promise<Shell> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'tripline-demo-')));
  await mkdir(join(root, 'var', 'log'), { recursive: true });
  for (const name of ['app.log', 'auth.log', 'mail.log'])
    await writeFile(join(root, 'var', 'log', name), `${name}: nothing of worth\n`);
  return {
    name: 'run_shell',
    kind: 'SHELL',
    description: `Runs one simple command (${[...PROGRAMS].join(', ')}) in the agent’s own folder, which has var/log.`,
    parameters: objectSchema('command', 'string', 'one command, relative paths only'),
    endpoint: 'sh',
    authentication: { status: 'NO' },
    root,
    run: (input, signal) => runIn(root, stringOf(input, 'command'), signal),
    stop: () => rm(root, { recursive: true, force: true }),
  };
}

/** Why the command may not run in `root`; null when it may. */
export function objectionTo(command: string, root: string): string | null {
  const [program = '', ...words] = command.trim().split(/ +/);
  if (!PROGRAMS.has(program)) return `Only ${[...PROGRAMS].join(', ')} may run.`;
  const bad = words.some((word) => !OPTION.test(word) && !staysInside(word, root));
  return bad ? 'Only options and plain paths inside the agent’s own folder are allowed.' : null;
}

function staysInside(word: string, root: string): boolean {
  const path = word.startsWith(`${root}/`) ? word.slice(root.length + 1) : word;
  return !path.startsWith('/') && path.split('/').every((segment) => SEGMENT.test(segment));
}

function runIn(root: string, command: string, signal: AbortSignal): Promise<Outcome> {
  const objection = objectionTo(command, root);
  if (objection !== null) return Promise.resolve({ ...refusal(objection), status: 126 });
  const options = { ...LIMITS, cwd: root, signal, env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' } };
  return new Promise((resolve) => {
    const child = execFile('sh', ['-c', command.trim()], options, (error, stdout, stderr) => {
      const status = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      const failure = { type: 'ExitCode', message: `The command ended with ${status}.` };
      resolve({ result: stdout + stderr, status, ...(error !== null && { error: failure }) });
    });
    child.stdin?.end();
  });
}
