/** `tripline rules`: what is looked for, tried and checked. */
import { text as readAll } from 'node:stream/consumers';
import { Argument, Command, Option } from 'commander';
import { counted } from '../core/counted.ts';
import { checkExamples } from '../core/detection/check-rules.ts';
import type { RuleSet } from '../core/detection/own/own-engine.ts';
import { TEXT_KINDS } from '../core/detection/text-kinds.ts';
import type { Example, RuleCard } from '../core/detection/types.ts';
import { TriplineError } from '../core/errors.ts';
import { TOOL_KINDS } from '../core/events/enums.ts';
import type { Category } from '../core/events/types.ts';
import {
  type DetectionFiles,
  lintOwnRules,
  loadEngine,
  loadRuleSet,
} from '../platform/detection/load-engine.ts';
import { withDetectionFiles } from './detection-files.ts';
import { printTable } from './table.ts';

export function rulesCommand(): Command {
  const command = new Command('rules').description(
    'The rules: list them, show one, try them, check your own.',
  );
  withDetectionFiles(command.command('list'))
    .description('Every rule.')
    .option('--category <category>', 'only this one, as PII or SECRET')
    .option('--json', 'one JSON object a line')
    .action(list);
  withDetectionFiles(command.command('show'))
    .description('All that is known of one rule.')
    .argument('<rule-id>')
    .action(async (id: string, files: DetectionFiles) => {
      process.stdout.write(`${JSON.stringify(ruleNamed((await loadEngine(files)).rules, id), null, 2)}\n`);
    });
  withDetectionFiles(command.command('test'))
    .description(
      "Try rules. Without --text: every rule's own examples must match, or must not; exit code 1 where one does not hold. With --text: what the rules find in it.",
    )
    .argument('[rule-ids...]', 'only these')
    .addOption(new Option('--text <text>', 'a text to try them on; - reads standard input'))
    .addOption(new Option('--kind <kind>', 'what the text is').choices(TEXT_KINDS).default('output'))
    .addOption(
      new Option('--tool-kind <kind>', 'of tool_arguments').choices(
        TOOL_KINDS.filter((kind) => kind !== 'UNKNOWN'),
      ),
    )
    .action(test);
  command
    .command('lint')
    .description('Check a rule file: every problem at once; exit code 1 where there is one.')
    .addArgument(new Argument('<file>', 'YAML (docs/own-rules.md)'))
    .action(lint);
  return command;
}

async function lint(file: string): Promise<void> {
  const read = await lintOwnRules(file);
  if ('problems' in read) {
    for (const problem of read.problems) process.stdout.write(`${problem}\n`);
    process.stdout.write(`${counted(read.problems.length, 'problem')}\n`);
    process.exitCode = 1;
    return;
  }
  const { rules, dictionaries } = read.own;
  const lists = counted(dictionaries.length, 'dictionary', 'dictionaries');
  process.stdout.write(`${counted(rules.length, 'rule')} and ${lists}, no problems\n`);
}

async function list({
  category,
  json,
  ...files
}: DetectionFiles & { category?: string; json?: boolean }): Promise<void> {
  const { rules } = await loadEngine(files);
  const wanted = rules.filter(
    (rule) => category === undefined || rule.category === (category.toUpperCase() as Category),
  );
  if (wanted.length === 0) throw new TriplineError('USAGE', 'There is no rule of that category.');
  if (json) for (const rule of wanted) process.stdout.write(`${JSON.stringify(rule)}\n`);
  else
    printTable(
      ['rule', 'category', 'type', 'severity', 'description'],
      wanted.map(({ id, category: its, type, severity, description }) => [
        id,
        its,
        type,
        severity,
        description,
      ]),
    );
}

interface TestOptions extends DetectionFiles {
  text?: string;
  kind: NonNullable<Example['kind']>;
  toolKind?: NonNullable<Example['tool_kind']>;
}

async function test(ids: string[], { text, kind, toolKind, ...files }: TestOptions): Promise<void> {
  if (text === undefined) return testExamples(ids, await loadRuleSet(files));
  const engine = await loadEngine(files);
  const wanted = new Set(
    ids.length === 0 ? engine.rules.map(({ id }) => id) : ids.map((id) => ruleNamed(engine.rules, id).id),
  );
  const given = text === '-' ? await readAll(process.stdin) : text;
  const context = toolKind === undefined ? { kind } : { kind, tool_kind: toolKind };
  const found = engine.scan(given, context).filter(({ rule_id }) => wanted.has(rule_id));
  printTable(
    ['rule', 'severity', 'confidence', 'start', 'end'],
    found.map(({ rule_id, severity, confidence, start, end }) => [
      rule_id,
      severity,
      confidence.toFixed(2),
      String(start),
      String(end),
    ]),
  );
}

function testExamples(ids: string[], { rules, analysers }: RuleSet): void {
  const cards = [...rules, ...analysers.flatMap((analyser) => analyser.rules)];
  const wanted = new Set(
    (ids.length === 0 ? cards : ids.map((id) => ruleNamed(cards, id))).map(({ id }) => id),
  );
  const problems = checkExamples(
    rules.filter(({ id }) => wanted.has(id)),
    analysers.map((analyser) => ({ ...analyser, rules: analyser.rules.filter(({ id }) => wanted.has(id)) })),
  );
  const examples = cards
    .filter(({ id }) => wanted.has(id))
    .reduce((sum, { examples: { match, no_match } }) => sum + match.length + no_match.length, 0);
  for (const { rule_id, problem } of problems) process.stdout.write(`${rule_id}: ${problem}\n`);
  process.stdout.write(
    `${counted(wanted.size, 'rule')}, ${counted(examples, 'example')}, ${counted(problems.length, 'does', 'do')} not hold\n`,
  );
  if (problems.length > 0) process.exitCode = 1;
}

function ruleNamed(rules: readonly RuleCard[], id: string): RuleCard {
  const rule = rules.find((card) => card.id === id);
  if (rule === undefined)
    throw new TriplineError('USAGE', 'There is no rule of that id; `tripline rules list` shows them all.');
  return rule;
}
