/** What an operator, or an accident, does to Elasticsearch itself. */
import { testStack } from './stack.ts';

/** A block on indices as a full disk puts it (`index.blocks.write`), or none. */
export async function blockWrites(pattern: string, blocked: boolean): Promise<void> {
  await put(`/${pattern}/_settings`, { 'index.blocks.write': blocked });
}

/** How many shards the cluster may have; null: its default. */
export async function limitShards(most: number | null): Promise<void> {
  await put('/_cluster/settings', { persistent: { 'cluster.max_shards_per_node': most } });
}

async function put(path: string, body: object): Promise<void> {
  const answer = await fetch(`${testStack().elasticsearchUrl}${path}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`Elasticsearch answered ${answer.status}: ${await answer.text()}`);
}
