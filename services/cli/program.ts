import { Command, CommanderError } from 'commander';
import { isTriplineError } from '../core/errors.ts';
import { VERSION } from '../core/version.ts';
import { apikeyCommand } from './apikey.ts';
import { approvalsCommand } from './approvals.ts';
import { dlqCommand } from './dlq.ts';
import { fingerprintCommand } from './fingerprint.ts';
import { indicesCommand } from './indices.ts';
import { keysCommand } from './keys.ts';
import { openCommand } from './open.ts';
import { policyCommand } from './policy.ts';
import { produceCommand } from './produce.ts';
import { rulesCommand } from './rules.ts';
import { runCommand } from './run.ts';
import { scanCommand } from './scan.ts';
import { stackCommand } from './stack.ts';
import { trailCommand } from './trail.ts';

export function createProgram(): Command {
  const program = new Command('tripline')
    .description(
      'Security telemetry for LLM applications: prompts, outputs and tool calls in one forensic trail.',
    )
    .version(VERSION)
    .showHelpAfterError('(see --help)');
  const verbs = [
    stackCommand(),
    runCommand(),
    scanCommand(),
    rulesCommand(),
    policyCommand(),
    fingerprintCommand(),
    produceCommand(),
    trailCommand(),
    openCommand(),
    dlqCommand(),
    indicesCommand(),
    keysCommand(),
    apikeyCommand(),
    approvalsCommand(),
  ];
  for (const verb of verbs) program.addCommand(verb);
  return program;
}

/** Runs one verb; whatever goes wrong becomes a message on standard error and an exit code. */
export async function runCli(argv: readonly string[]): Promise<void> {
  process.stdout.on('error', endOnBrokenPipe);
  forgetEmpty(process.env);
  try {
    const program = createProgram();
    overrideExit(program);
    await program.parseAsync(argv);
  } catch (error) {
    process.exitCode = report(error);
  }
}

/** As docs/configuration.md says: a variable that is set but empty counts as unset. */
function forgetEmpty(environment: NodeJS.ProcessEnv): void {
  for (const [name, value] of Object.entries(environment))
    if (name.startsWith('TRIPLINE_') && value === '') delete environment[name];
}

/** Commander's own errors come here instead of ending the process under a stream that has not drained. */
function overrideExit(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) overrideExit(child);
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (isTriplineError(error)) {
    process.stderr.write(`tripline: ${error.message}\n`);
    return error.code === 'USAGE' || error.code === 'CONFIG_INVALID' ? 2 : 1;
  }
  process.stderr.write(
    `tripline: an unexpected ${error instanceof Error ? error.name : typeof error}; please report it\n`,
  );
  if (error instanceof Error)
    process.stderr.write(`${error.stack?.split('\n').slice(1, 6).join('\n') ?? ''}\n`);
  return 1;
}

/** `tripline … | head` is no failure; a full disk is one. */
function endOnBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(`tripline: standard output cannot be written: ${error.code ?? 'unknown error'}\n`);
  process.exit(1);
}
