/**
 * What is wrong with a call: the engine's scan of the arguments and, since tools are not always registered as what they are, the
 * analysers that its kind would not have woken: commands and statements given to functions and MCP tools, targets in any field, the endpoint.
 */

import { httpAnalyser, RISK_RULES, riskSeverity } from '../../detection/analysers/http/analyser.ts';
import { classifyTarget } from '../../detection/analysers/http/target.ts';
import { urlsIn } from '../../detection/analysers/http/urls.ts';
import { shellAnalyser } from '../../detection/analysers/shell/analyser.ts';
import { judgeShell } from '../../detection/analysers/shell/judge.ts';
import { sqlAnalyser } from '../../detection/analysers/sql/analyser.ts';
import { appliesTo } from '../../detection/applies-to.ts';
import { TOO_MANY_FINDINGS } from '../../detection/overlaps.ts';
import type { Analyser, Engine, Match, RuleCard, Spot } from '../../detection/types.ts';
import type { Tool, ToolKind } from '../../events/types.ts';
import { readGiven } from './given.ts';
import { type JsonText, jsonTextsIn } from './json-texts.ts';
import { isOwnService } from './own-services.ts';
import type { GateCall, GateFinding } from './types.ts';

/** Judges one call. `matches` are the engine’s alone, with their places in the arguments. */
export type Finder = (call: GateCall) => { findings: GateFinding[]; matches: readonly Match[] };

/** The engine has an analyser for them, and for nothing else. */
const KINDS_OF_THEIR_OWN: ReadonlySet<ToolKind> = new Set<ToolKind>(['SHELL', 'DATABASE']);
const RUNS_COMMANDS =
  /shell|bash|terminal|console|command|cmd|exec|powershell|subprocess|\brun_?(?:script|program)|(?:^|_)run(?:_(?:task|step|job|batch|lines?))?$/i;
const COMMAND_KEY = /^(?:cmd|commands?|command_?line|shell(?:_command)?|script|bash|argv)$/;
const RUNS_QUERIES =
  /sql|query|quer(?:y|ies)|database|\bdb\b|_db|db_|postgres|mysql|mongo|redis|snowflake|bigquery|oracle/i;
const RUNS_CODE =
  /python|javascript|typescript|node|deno|ruby|perl|php|code|interpret|repl|eval|sandbox|jupyter|notebook|\bcell|(?:^|_|run)(?:js|ts|bun|lua|julia|rscript|go|java|kotlin|swift|groovy|scala|elixir|r|c|cpp|rust|csharp|dotnet|matlab|octave|tcl|lisp)(?:_|$)|(?:^|_)(?:run|execute|exec|compute|invoke)(?:_|$)/i;
const CODE_KEY =
  /^(?:(?:\w{1,20}_?)?code(?:_?(?:string|block|text|snippet))?|(?:\w{1,20}_)?source|(?:\w{1,20}_)?scripts?|program|cells?|input|python\d?|py|javascript|js|typescript|ts|ruby|perl|php|lua|snippet|expression|statements?|lines|command|body|text|content|function|lambda|notebook|query)$/i;
/** Of a long program parts are judged: each has a budget of its own for the code within it. */
const PART = 32_768;
const OVERLAP = 2048;
const QUERY_KEY = /^(?:sql|sql_?query|statement|sql_?statement)$/;
/** Go where a sentence tells them; what is typed into a page or searched for goes nowhere. */
const BROWSES =
  /(?:^|_)(?:browse|browser|navigate|visit|go_?to|open_(?:url|page|browser|link)|fetch|scrape|crawl|surf|web_agent|read_(?:page|url|web_?page)|computer_use)(?:_|$)/i;
const TYPES = /type|fill|input|search|select|press|evaluate|comment/i;
const ERRAND_KEY = /^(?:q|query|prompt|instructions?|text|input|question|message|title|description|summary)$/;
/** The endpoint of other kinds is where their owner put the server, not where a model wants to go. */
const ENDPOINT_IS_GIVEN: ReadonlySet<ToolKind> = new Set<ToolKind>([
  'HTTP',
  'MESSAGING',
  'FUNCTION',
  'UNKNOWN',
]);
const NAME = /[^\w]+/g;

/** Only rules that the engine has are told: what is switched off stays so. */
export function createFinder(engine: Engine): Finder {
  const cards = new Map<string, RuleCard>(engine.rules.map((card) => [card.id, card]));

  return (call) => {
    const { tool, arguments: given } = call;
    const told = new Map<string, GateFinding>();
    const add = ({ rule_id, category, type, severity }: GateFinding) =>
      told.set(`${rule_id} ${severity}`, { rule_id, category, type, severity });
    const addSpot = ({ rule_id, severity }: Pick<Spot, 'rule_id' | 'severity'>) => {
      const card = cards.get(rule_id);
      if (card !== undefined)
        add({ rule_id, category: card.category, type: card.type, severity: severity ?? card.severity });
    };
    const matches = engine.scan(given, { kind: 'tool_arguments', tool_kind: tool.kind });
    for (const match of matches) add(match);
    // What the engine’s own look at the arguments says of these kinds stands, unless it was too much.
    const isTold =
      KINDS_OF_THEIR_OWN.has(tool.kind) && !matches.some(({ rule_id }) => rule_id === TOO_MANY_FINDINGS);
    const texts = jsonTextsIn(given);
    const runsCode = RUNS_CODE.test(plainName(tool));
    for (const [analyser, tool_kind] of analysersFor(tool, texts))
      for (const { text, isProse } of isTold && tool_kind === tool.kind ? texts.slice(1) : texts)
        if (!isProse || analyser !== httpAnalyser)
          for (const spot of analyser.analyse(text, { kind: 'tool_arguments', tool_kind }))
            if (!(runsCode && isOwnService(text, spot))) addSpot(spot);
    if (runsCode)
      for (const code of codesIn(given))
        for (let at = 0; at < code.length; at += PART - OVERLAP)
          for (const spot of judgeShell(asScript(code.slice(at, at + PART)))) addSpot(spot);
    if (tool.kind === 'SHELL') judgeAddresses(given);
    else if (BROWSES.test(plainName(tool)) && !TYPES.test(tool.name)) judgeErrands(given);
    if (tool.endpoint !== null) judgeEndpoint(tool.kind, tool.endpoint);
    return { findings: [...told.values()], matches };

    /** `{q: 'go to http://127.0.0.1/admin'}`: a field for prose is where a browser is sent. */
    function judgeErrands(text: string): void {
      for (const { path, value } of readGiven(text).leaves) {
        const key = path.findLast((step) => !step.startsWith('[')) ?? '';
        if (typeof value !== 'string' || !ERRAND_KEY.test(key.toLowerCase())) continue;
        for (const { start, end } of urlsIn(value)) {
          const target = classifyTarget(value.slice(start, end));
          if (target.reach !== 'PUBLIC')
            addSpot({ rule_id: RISK_RULES.INTERNAL, severity: target.isDisguised ? 'HIGH' : 'MEDIUM' });
        }
      }
    }

    /** Developers’ commands speak to this machine all day; nobody writes its address so that it cannot be read. */
    function judgeAddresses(command: string): void {
      for (const { start, end } of urlsIn(command)) {
        const target = classifyTarget(command.slice(start, end));
        const isForeign = target.risks.includes('FOREIGN_PROTOCOL');
        if (target.reach !== 'PUBLIC' && (target.isDisguised || isForeign))
          addSpot({ rule_id: RISK_RULES.INTERNAL, severity: 'HIGH' });
      }
    }

    function judgeEndpoint(kind: ToolKind, endpoint: string): void {
      const target = classifyTarget(endpoint, true);
      const isGiven = ENDPOINT_IS_GIVEN.has(kind);
      for (const risk of target.risks)
        if (isGiven || risk === 'METADATA') {
          const severity = riskSeverity(risk, target);
          addSpot({ rule_id: RISK_RULES[risk], ...(severity && { severity }) });
        }
      if (isGiven)
        for (const match of engine.scan(endpoint, { kind: 'tool_arguments', tool_kind: 'HTTP' })) add(match);
    }
  };
}

/** Whether a rule looks at such a call at all, by its kind and name and, where they do not say, by its fields. */
export function mayFind(card: RuleCard, call: GateCall): boolean {
  if (appliesTo(card, { kind: 'tool_arguments', tool_kind: call.tool.kind })) return true;
  const woken = analysersFor(call.tool, jsonTextsIn(call.arguments));
  return woken.some(([{ rules }]) => rules.includes(card));
}

/** Beside the engine, which tells only the gravest of what stands in one place, and of too much only that it is too much. */
export function runsCommands({ tool, arguments: given }: GateCall): boolean {
  return analysersFor(tool, jsonTextsIn(given)).some(([analyser]) => analyser === shellAnalyser);
}

function analysersFor(tool: Tool, texts: readonly JsonText[]): [Analyser, ToolKind][] {
  const { kind } = tool;
  const name = plainName(tool);
  const hasKey = (pattern: RegExp) => texts.some(({ keys }) => [...keys].some((key) => pattern.test(key)));
  const woken: [Analyser, ToolKind][] = [];
  if (!KINDS_OF_THEIR_OWN.has(kind)) woken.push([httpAnalyser, 'HTTP']);
  if (kind === 'SHELL') woken.push([shellAnalyser, kind]);
  else if (RUNS_COMMANDS.test(name) || hasKey(COMMAND_KEY)) woken.push([shellAnalyser, 'FUNCTION']);
  if (kind === 'DATABASE') woken.push([sqlAnalyser, kind]);
  else if (RUNS_QUERIES.test(name) || hasKey(QUERY_KEY)) woken.push([sqlAnalyser, 'FUNCTION']);
  return woken;
}

/** With one sign between words, whatever stood there. */
function plainName({ name }: Tool): string {
  return name.replace(NAME, '_');
}

/** What an interpreter is given: the fields that hold code, a list of lines as one, or all of it where it is no JSON. */
function codesIn(given: string): string[] {
  const { leaves, isWhole } = readGiven(given);
  if (!isWhole && leaves.length === 0) return [given];
  const codes = new Map<string, string>();
  for (const { path, value } of leaves) {
    if (typeof value !== 'string' || !CODE_KEY.test(path.findLast((step) => !step.startsWith('[')) ?? ''))
      continue;
    const place = path.at(-1)?.startsWith('[') ? path.slice(0, -1).join('/') : path.join('/');
    const before = codes.get(place);
    codes.set(place, before === undefined ? value : `${before}${before.endsWith('\n') ? '' : '\n'}${value}`);
  }
  return [...codes.values()];
}

/** The end is one that the code does not have. */
function asScript(code: string): string {
  let end = 'END_OF_CODE';
  while (code.includes(end)) end += '_';
  return `python3 - <<'${end}'\n${code}\n${end}`;
}
