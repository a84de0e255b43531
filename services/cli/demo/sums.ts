/** Whether nothing got lost: counted by Elasticsearch, by the emitter and by the workers themselves. */
import type { Elasticsearch } from '../../platform/elasticsearch/port.ts';
import type { WorkerName } from './workers.ts';

export interface StageSum {
  stage: WorkerName;
  received: number;
  outcomes: Record<string, number>;
}
export interface IndexSum {
  kind: 'raw' | 'masked' | 'findings';
  documents: number;
}

/** received = the sum of what became of it. */
export function balances(sum: StageSum): boolean {
  return sum.received === Object.values(sum.outcomes).reduce((total, count) => total + count, 0);
}

export async function readStageSum(stage: WorkerName, url: string): Promise<StageSum> {
  const response = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(5_000) });
  return parseStageSum(stage, await response.text());
}

/** Prometheus text format: name{label="value",…} number. */
export function parseStageSum(stage: WorkerName, text: string): StageSum {
  const sum: StageSum = { stage, received: 0, outcomes: {} };
  for (const line of text.split('\n')) {
    const [, name, labels = '', value] = /^(\w+)\{([^}]*)\} (\S+)$/.exec(line) ?? [];
    if (!labels.includes(`stage="${stage}"`)) continue;
    if (name === 'tripline_records_received_total') sum.received = Number(value);
    const outcome = /outcome="(\w+)"/.exec(labels)?.[1];
    if (name === 'tripline_records_settled_total' && outcome) sum.outcomes[outcome] = Number(value);
  }
  return sum;
}

/** Documents of these interactions in each index. */
export async function countIndices(
  elasticsearch: Elasticsearch,
  prefix: string,
  interactions: readonly string[],
): Promise<IndexSum[]> {
  await elasticsearch.refresh(`${prefix}-*`);
  const query = { terms: { interaction_id: interactions } };
  const kinds = ['raw', 'masked', 'findings'] as const;
  return Promise.all(
    kinds.map(async (kind) => {
      const { total } = await elasticsearch.search({ index: `${prefix}-${kind}`, query, size: 0 });
      return { kind, documents: total };
    }),
  );
}
