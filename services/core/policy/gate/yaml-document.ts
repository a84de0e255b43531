/** A YAML text read with bounds, and where in it each part stands: size and aliases that multiply are refused; nesting is bounded by the parser. */
import { type Document, isAlias, isNode, LineCounter, parseDocument, visit, type YAMLError } from 'yaml';

/** Beyond it a file is refused unread. */
export const MAX_POLICY_BYTES = 256 * 1024;
const MAX_ALIASES = 100;
const MOST_PROBLEMS = 100;

export interface LinedProblem {
  line: number;
  problem: string;
}
export interface YamlDocument {
  value: unknown;
  /** What is wrong though the rest can be read: it is to be told with what else there is. */
  problems: LinedProblem[];
  /** The line, from 1, of what stands under a path; of the nearest part above it that stands in the text. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** The document, or why there is none. */
export function readYaml(text: string, maxBytes = MAX_POLICY_BYTES): YamlDocument | LinedProblem[] {
  if (Buffer.byteLength(text) > maxBytes)
    return [{ line: 1, problem: `the file has more than ${maxBytes} bytes` }];
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, version: '1.2', stringKeys: true });
    const faults = [...document.errors, ...document.warnings].slice(0, MOST_PROBLEMS);
    const problems = faults.map(told);
    if (faults.some(({ code }) => code !== 'DUPLICATE_KEY')) return problems;
    const aliased = aliasProblem(document, lines);
    if (aliased !== null) return [aliased];
    return { value: document.toJS({ maxAliasCount: MAX_ALIASES }), problems, lineOf };

    function lineOf(path: readonly PropertyKey[]): number {
      for (let length = path.length; length > 0; length--) {
        const node = document.getIn(path.slice(0, length), true);
        if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
      }
      return 1;
    }
  } catch {
    return [{ line: 1, problem: 'it cannot be read: too many aliases, or one that leads nowhere' }];
  }
}

/** Not in the parser's words, which quote the text. */
function told({ linePos, code }: YAMLError): LinedProblem {
  const problem =
    code === 'DUPLICATE_KEY'
      ? 'not YAML as it should be: the key stands here a second time; take one of the two out'
      : `not YAML as it should be (${code.toLowerCase().replaceAll('_', ' ')})`;
  return { line: linePos?.[0].line ?? 1, problem };
}

function aliasProblem(document: Document, lines: LineCounter): LinedProblem | null {
  let count = 0;
  let first = 1;
  visit(document, (_, node) => {
    if (!isAlias(node)) return undefined;
    if (count++ === 0) first = lines.linePos(node.range?.[0] ?? 0).line;
    return count > MAX_ALIASES ? visit.BREAK : undefined;
  });
  return count > MAX_ALIASES ? { line: first, problem: `more than ${MAX_ALIASES} aliases` } : null;
}
