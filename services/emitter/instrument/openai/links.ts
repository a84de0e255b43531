/** Which output a follow-up goes on from, by the ids of the calls that it answers or of the response before it. */
export interface Link {
  interaction_id: string;
  output_id: string;
}
/** A response that the provider works on in the background. */
export interface Pending {
  interaction_id: string;
  prompt_id: string | undefined;
}

const MOST = 10_000;

/**
 * Bounded; what is older is forgotten, and a follow-up to it opens an interaction of its own. Some servers number their calls
 * anew every time: where two interactions outside of any session have a call of the same id, there is no telling, and neither is linked.
 */
export class Links {
  readonly #outputs = new Map<string, Link | null>();
  readonly #pending = new Map<string, Pending>();

  remember(session: string | undefined, ids: readonly string[], link: Link): void {
    for (const id of ids) {
      if (id === '') continue;
      const key = keyOf(session, id);
      const known = this.#outputs.get(key);
      const ambiguous =
        known === null || (known !== undefined && known.interaction_id !== link.interaction_id);
      this.#outputs.delete(key);
      this.#outputs.set(key, ambiguous && session === undefined ? null : link);
      trim(this.#outputs);
    }
  }

  find(session: string | undefined, ids: readonly string[]): Link | undefined {
    for (const id of ids.toReversed()) {
      const link = this.#outputs.get(keyOf(session, id));
      if (link) return link;
    }
    return undefined;
  }

  expect(responseId: string, pending: Pending): void {
    this.#pending.set(responseId, pending);
    trim(this.#pending);
  }

  expected(responseId: string): Pending | undefined {
    return this.#pending.get(responseId);
  }

  arrived(responseId: string): void {
    this.#pending.delete(responseId);
  }
}

function keyOf(session: string | undefined, id: string): string {
  return JSON.stringify([session ?? null, id]);
}

function trim(map: Map<string, unknown>): void {
  if (map.size <= MOST) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}
