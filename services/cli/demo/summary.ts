/** Tables for the end of the demo. */
import type { Elasticsearch } from '../../platform/elasticsearch/port.ts';
import { visible } from '../trail/cells.ts';
import { worstOf } from '../trail/marks.ts';
import { text } from '../trail/read-event.ts';

export interface FindingRow {
  severity: string;
  category: string;
  type: string;
  rule: string;
  where: string;
  count: number;
}
export interface QuestionRow {
  question: string;
  count: number;
}
type Document = Record<string, unknown>;

const PAGE = 10_000;

export async function documentsOf(
  elasticsearch: Elasticsearch,
  index: string,
  interactions: readonly string[],
): Promise<Document[]> {
  const query = { terms: { interaction_id: interactions } };
  const { hits } = await elasticsearch.search({ index, query, size: PAGE, sort: [{ '@timestamp': 'asc' }] });
  return hits.map((hit) => hit.source);
}

/** One row per rule, worst first. */
export function findingRows(findings: readonly Document[]): FindingRow[] {
  const field = (document: Document | undefined, name: string) =>
    visible(text(document ?? {}, name) ?? '?', 60);
  const groups = Map.groupBy(
    findings,
    (one) => `${text(one, 'rule_id')}/${text(one, 'type')}/${text(one, 'severity')}`,
  );
  const rows = [...groups.values()].map((group) => ({
    severity: field(group[0], 'severity'),
    category: field(group[0], 'category'),
    type: field(group[0], 'type'),
    rule: field(group[0], 'rule_id'),
    where: [...new Set(group.map((one) => field(one, 'event_type')))].sort().join(', '),
    count: group.length,
  }));
  return rows.sort(worstFirst);
}

function worstFirst(a: FindingRow, b: FindingRow): number {
  if (a.severity !== b.severity) return worstOf([a.severity, b.severity]) === a.severity ? -1 : 1;
  return a.category.localeCompare(b.category) || b.count - a.count;
}

/** Questions of more than one interaction, the most frequent first. */
export function repeatedQuestions(events: readonly Document[]): QuestionRow[] {
  const asked = new Map<string, Set<string>>();
  for (const event of events) {
    const question = text(event, 'question');
    if (question === null) continue;
    const interactions = asked.get(question) ?? new Set();
    asked.set(question, interactions.add(text(event, 'interaction_id') ?? ''));
  }
  return [...asked]
    .map(([question, interactions]) => ({ question: visible(question, 80), count: interactions.size }))
    .filter(({ count }) => count > 1)
    .sort((a, b) => b.count - a.count);
}

/** How prompts were kept: whole, or as stubs by sampling. */
export function promptCapture(events: readonly Document[]): { whole: number; stubs: number } {
  const prompts = events.filter((event) => text(event, 'event_type') === 'prompt');
  const stubs = prompts.filter((event) => text(event, 'capture') === 'STUB').length;
  return { whole: prompts.length - stubs, stubs };
}
