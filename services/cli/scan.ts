/** `tripline scan`: JSONL texts in, JSONL findings out, one line out for each line in, in order, with back-pressure. */
import { once } from 'node:events';
import { Command } from 'commander';
import { TEXT_KINDS } from '../core/detection/text-kinds.ts';
import type { Engine, Match, ScanContext, TextKind } from '../core/detection/types.ts';
import { TOOL_KINDS } from '../core/events/enums.ts';
import type { ToolKind } from '../core/events/types.ts';
import { type DetectionFiles, loadEngine } from '../platform/detection/load-engine.ts';
import { withDetectionFiles } from './detection-files.ts';
import { MAX_LINE_BYTES, readLineBatches } from './scan-lines.ts';

const KINDS: ReadonlySet<unknown> = new Set(TEXT_KINDS);
const KNOWN_TOOL_KINDS: ReadonlySet<unknown> = new Set(TOOL_KINDS);

const BYTE_ORDER_MARK = /^\ufeff/;
const TOO_LONG: Refusal = {
  code: 'LINE_TOO_LONG',
  message: `The line has more than ${MAX_LINE_BYTES} bytes.`,
};

interface Item {
  id: string | number | null;
  text: string;
  context: ScanContext;
}
interface Refusal {
  code:
    | 'LINE_TOO_LONG'
    | 'NOT_JSON'
    | 'NOT_AN_OBJECT'
    | 'ID_INVALID'
    | 'TEXT_INVALID'
    | 'KIND_INVALID'
    | 'TOOL_KIND_INVALID';
  message: string;
}

export function scanCommand(): Command {
  return withDetectionFiles(new Command('scan'))
    .description('Scan texts from standard input, one JSON object a line; findings go to standard output.')
    .addHelpText(
      'after',
      `
In:   {"id": …, "text": "…", "kind"?: prompt | output | tool_arguments | tool_result | metadata, "tool_kind"?: SHELL | DATABASE | HTTP | …}
      kind is output unless given; id is a string or a number (null when absent); other fields are passed over.
Out:  {"id": …, "findings": [{"rule_id", "category", "type", "severity", "confidence", "start", "end"}]}
      Offsets are UTF-16 code units of the text. A bad line, an empty one too, is answered by {"id":null,"error":{"code","message"}};
      the exit code is 0 all the same.
Example:
  echo '{"id":1,"text":"card 4111 1111 1111 1111"}' | tripline scan`,
    )
    .action(async (files: DetectionFiles) =>
      scanStream(process.stdin, process.stdout, await loadEngine(files)),
    );
}

/** Resolves when the input has ended and every answer is handed to the output; does not end the output. */
export async function scanStream(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  engine: Engine,
): Promise<void> {
  let isFirst = true;
  for await (const lines of readLineBatches(input as AsyncIterable<Buffer | string>)) {
    if (isFirst) lines[0] = lines[0]?.replace(BYTE_ORDER_MARK, '') ?? null;
    isFirst = false;
    const answers = lines.map((line) => answer(line, engine)).join('');
    if (!output.write(answers)) await once(output, 'drain');
  }
}

function answer(line: string | null, engine: Engine): string {
  const item = line === null ? TOO_LONG : readItem(line);
  if ('code' in item) return `${JSON.stringify({ id: null, error: item })}\n`;
  const findings = engine.scan(item.text, item.context).map(toAnswer);
  return `${JSON.stringify({ id: item.id, findings })}\n`;
}

function toAnswer({ rule_id, category, type, severity, confidence, start, end }: Match) {
  return { rule_id, category, type, severity, confidence, start, end };
}

/** Says what is wrong without repeating anything of the line. */
function readItem(line: string): Item | Refusal {
  const json = parse(line);
  if (json === undefined) return { code: 'NOT_JSON', message: 'The line is not JSON.' };
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return { code: 'NOT_AN_OBJECT', message: 'The line is not a JSON object.' };
  const { id = null, text, kind: given, tool_kind } = json as Record<string, unknown>;
  const kind = given ?? 'output';
  if (id !== null && typeof id !== 'string' && !isExactNumber(id))
    return { code: 'ID_INVALID', message: 'id must be a string, or a number of at most 2^53 - 1.' };
  if (typeof text !== 'string') return { code: 'TEXT_INVALID', message: 'text must be a string.' };
  if (!KINDS.has(kind))
    return { code: 'KIND_INVALID', message: `kind must be one of ${TEXT_KINDS.join(', ')}.` };
  if (tool_kind !== undefined && tool_kind !== null && !KNOWN_TOOL_KINDS.has(tool_kind))
    return { code: 'TOOL_KIND_INVALID', message: `tool_kind must be one of ${TOOL_KINDS.join(', ')}.` };
  return { id, text, context: contextOf(kind as TextKind, tool_kind as ToolKind | null | undefined) };
}

/** A larger one would come back as another. */
function isExactNumber(id: unknown): id is number {
  return typeof id === 'number' && Math.abs(id) <= Number.MAX_SAFE_INTEGER;
}

function contextOf(kind: TextKind, tool_kind: ToolKind | null | undefined): ScanContext {
  return tool_kind === undefined || tool_kind === null ? { kind } : { kind, tool_kind };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
