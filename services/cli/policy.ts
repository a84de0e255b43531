/** `tripline policy`: what the gate does with tool calls, checked, tried and explained. */
import { readFileSync } from 'node:fs';
import { text as readAll } from 'node:stream/consumers';
import { Command, Option } from 'commander';
import { counted } from '../core/counted.ts';
import { TriplineError } from '../core/errors.ts';
import { TOOL_KINDS } from '../core/events/enums.ts';
import { type ExampleFailure, tryExamples } from '../core/policy/gate/examples.ts';
import { createGate } from '../core/policy/gate/gate.ts';
import { type CallCase, readCall } from '../core/policy/gate/given-call.ts';
import { unknownNames } from '../core/policy/gate/named-rules.ts';
import type { GateExplanation } from '../core/policy/gate/types.ts';
import { type DetectionFiles, loadEngine } from '../platform/detection/load-engine.ts';
import { defaultPolicyFile, lintPolicy, loadPolicy } from '../platform/policy/load-policy.ts';
import { withDetectionFiles } from './detection-files.ts';
import { printTable } from './table.ts';

export function policyCommand(): Command {
  const command = new Command('policy').description(
    'The gate’s policy: check a file, run its examples, explain what it does with a call.',
  );
  withDetectionFiles(command.command('lint'))
    .description('Check a policy: every problem at once, with its line; exit code 1 where there is one.')
    .argument('[file]', 'YAML (docs/policy.md); the default policy unless given')
    .action(lint);
  withDetectionFiles(command.command('test'))
    .description('Decide every example of a policy; exit code 1 where one is not decided as it says.')
    .argument('[file]', 'YAML (docs/policy.md); the default policy unless given')
    .action(test);
  withDetectionFiles(command.command('explain'))
    .description(
      'Which rule decides a call and why, rule by rule. The call: --call, or the options for its parts.',
    )
    .argument('[file]', 'YAML (docs/policy.md); the default policy unless given')
    .option('--call <file>', 'the call as JSON, written as in an example; - reads standard input')
    .option('--tool <name>', 'its tool')
    .addOption(new Option('--kind <kind>', 'the kind of tool').choices(TOOL_KINDS))
    .option('--arguments <text>', 'what the tool is given, JSON mostly')
    .option('--endpoint <url>', 'where the tool is')
    .option('--user <id>', 'who asks')
    .option('--role <role>', 'their role')
    .option('--department <department>', 'their department')
    .option('--use-case <name>', 'what for')
    .option('--tenant <tenant>')
    .option('--application <application>')
    .option('--environment <environment>')
    .option('--json', 'one JSON object')
    .addHelpText(
      'after',
      `
Example:
  tripline policy explain --tool shell --kind SHELL --arguments '{"command": "rm -rf /var/log"}'
  echo '{"tool":"refund","kind":"FUNCTION","arguments":{"amount":250}}' | tripline policy explain policy.yaml --call -`,
    )
    .action(explain);
  return command;
}

async function lint(file: string | undefined, files: DetectionFiles): Promise<void> {
  const read = await lintPolicy(readText(file ?? defaultPolicyFile()));
  if ('problems' in read) {
    for (const { line, problem } of read.problems) process.stdout.write(`line ${line}: ${problem}\n`);
    process.stdout.write(`${counted(read.problems.length, 'problem')}\n`);
    process.exitCode = 1;
    return;
  }
  const { policy } = read;
  const unknown = unknownNames(policy, await loadEngine(files));
  for (const line of unknown) process.stdout.write(`${line}\n`);
  if (unknown.length > 0) process.exitCode = 1;
  const problems = unknown.length === 0 ? 'no problems' : counted(unknown.length, 'problem');
  process.stdout.write(
    `${counted(policy.rules.length, 'rule')}, ${counted(policy.grants.length, 'use case')}, ${problems}\n`,
  );
}

async function test(file: string | undefined, files: DetectionFiles): Promise<void> {
  const policy = await loadPolicy(readText(file ?? defaultPolicyFile()));
  const { count, failures } = tryExamples(policy, await loadEngine(files));
  for (const failure of failures) process.stdout.write(`${toldOf(failure)}\n`);
  process.stdout.write(
    `${counted(policy.rules.length, 'rule')}, ${counted(count, 'example')}, ${counted(failures.length, 'does', 'do')} not hold\n`,
  );
  if (failures.length > 0) process.exitCode = 1;
}

function toldOf({ rule, index, expected, got, by }: ExampleFailure): string {
  const place = `${rule ?? 'the policy'}, example ${index}`;
  return got === expected
    ? `${place}: ${got} as expected, but by ${by}: this rule did not match`
    : `${place}: expected ${expected}, got ${got} by ${by}`;
}

interface ExplainOptions extends DetectionFiles {
  call?: string;
  tool?: string;
  kind?: string;
  arguments?: string;
  endpoint?: string;
  user?: string;
  role?: string;
  department?: string;
  useCase?: string;
  tenant?: string;
  application?: string;
  environment?: string;
  json?: boolean;
}

async function explain(file: string | undefined, options: ExplainOptions): Promise<void> {
  const { call, after } = await callOf(options);
  const { rules, fingerprints } = options;
  const engine = await loadEngine({ rules, fingerprints });
  const gate = createGate({ policy: await loadPolicy(readText(file ?? defaultPolicyFile())), engine });
  const session_id = call.session_id ?? '';
  for (const { tool, result } of after) gate.memory.result({ tenant: call.tenant, session_id }, tool, result);
  const explanation = gate.explain(call);
  if (options.json) process.stdout.write(`${JSON.stringify(explanation)}\n`);
  else print(explanation);
}

function print({ decision, steps }: GateExplanation): void {
  printTable(
    ['rule', 'matched', 'because'],
    steps.map(({ rule, matched, because }) => [rule, matched ? 'yes' : 'no', because]),
  );
  const { effect, policy, reasons, highRisk, findings, holdMs } = decision;
  process.stdout.write(`\n${effect} by ${policy}${highRisk ? ', high-risk' : ''}\n`);
  for (const reason of reasons) process.stdout.write(`  ${reason}\n`);
  if (holdMs !== null) process.stdout.write(`  waits ${holdMs / 1000} s for a person\n`);
  for (const { rule_id, severity } of findings) process.stdout.write(`  found: ${rule_id} (${severity})\n`);
}

async function callOf(options: ExplainOptions): Promise<CallCase> {
  const parts = partsOf(options);
  if (options.call !== undefined && Object.values(parts).some((part) => part !== undefined))
    throw new TriplineError(
      'USAGE',
      '--call is the whole call: the options for its parts do not go with it.',
    );
  const read = readCall(options.call === undefined ? parts : await jsonOf(options.call));
  if ('call' in read) return read.call;
  throw new TriplineError(
    'USAGE',
    `The call is not as it should be:${read.problems.map((each) => `\n  ${each}`).join('')}\n`,
  );
}

function partsOf(options: ExplainOptions): object {
  const { tool, kind, endpoint, user, role, department, tenant, application, environment } = options;
  const parts = { tool, kind, endpoint, user, role, department, tenant, application, environment };
  return { ...parts, arguments: options.arguments, use_case: options.useCase };
}

async function jsonOf(file: string): Promise<unknown> {
  const text = file === '-' ? await readAll(process.stdin) : readText(file);
  try {
    return JSON.parse(text);
  } catch {
    throw new TriplineError('USAGE', 'The call is not JSON.');
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new TriplineError('USAGE', `${file} cannot be read: ${(error as NodeJS.ErrnoException).code}.`);
  }
}
